"""Personal data in running text: signatures, notes, comments, properties, documents."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ckanext.ambon.domain.personal_data import districts, numbers
from ckanext.ambon.domain.personal_data.model import CELLS, STRONG, WEAK, Finding, mask
from ckanext.ambon.domain.personal_data.tables import Line

_LONG = re.compile(r"(?<![\d.])\d[\d\s.]{14,24}\d(?![\d])")
_MOBILE = re.compile(r"(?<!\d)(?:\+?62|0)[\s-]?8[\d\s-]{7,14}\d(?!\d)")


def find(lines: Iterable[Line]) -> list[Finding]:
    """Return one finding for each kind and sheet in lines outside of the tables."""
    hits: dict[tuple[str, str], list[tuple[str, Line]]] = {}
    for line in lines:
        for kind, text in in_text(line.text):
            hits.setdefault((line.sheet, kind), []).append((text, line))
    return [_finding(sheet, kind, found) for (sheet, kind), found in hits.items()]


def _finding(sheet: str, kind: str, found: list[tuple[str, Line]]) -> Finding:
    cells = dict.fromkeys(line.cell for _text, line in found if line.cell)
    shown = mask(found[0][0])
    strength = STRONG if _is_sure(kind, found) else WEAK
    return Finding(sheet, None, kind, strength, len(found), shown, tuple(cells)[:CELLS])


def _is_sure(kind: str, found: list[tuple[str, Line]]) -> bool:
    """Tell whether numbers are no chance: a NIK is named, of a true kecamatan, or not alone."""
    if kind not in ("nik", "kk") or len(found) >= _MANY:
        return True
    return any(_NAMED.search(line.text) or districts.is_sure_nik(text) for text, line in found)


_MANY = 3
_NAMED = re.compile(r"\b(nik|kk|ktp|kependudukan|kartu keluarga)\b", re.IGNORECASE)
_AMOUNT = re.compile(r"\d{1,3}(\.\d{3})+")


def in_text(line: str) -> list[tuple[str, str]]:
    """Return (kind, text) for every number or address of a person in a text."""
    found = []
    for match in _LONG.finditer(line):
        text = match[0]
        if numbers.is_nip(text):
            found.append(("nip", text))
        elif numbers.is_nik(text) and (not _AMOUNT.fullmatch(text) or _NAMED.search(line)):
            found.append(("kk" if re.search(r"\bkk\b", line, re.I) else "nik", text))
    found += [("phone", m[0]) for m in _MOBILE.finditer(line) if numbers.is_mobile_with_zero(m[0])]
    found += [
        ("email", m[0]) for m in numbers.EMAIL.finditer(line) if not numbers.is_office_email(m[0])
    ]
    return found
