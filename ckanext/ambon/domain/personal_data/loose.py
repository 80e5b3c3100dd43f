"""Personal data in running text: signatures, notes, comments, properties, documents."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ckanext.ambon.domain.personal_data import numbers
from ckanext.ambon.domain.personal_data.model import CELLS, STRONG, WEAK, Finding, mask
from ckanext.ambon.domain.personal_data.tables import Line

_LONG = re.compile(r"(?<![\d.])\d[\d\s.]{14,24}\d(?![\d])")
_MOBILE = re.compile(r"(?<!\d)(?:\+?62|0)[\s-]?8[\d\s-]{7,14}\d(?!\d)")


def find(lines: Iterable[Line]) -> list[Finding]:
    """Return one finding for each kind and sheet in lines outside of the tables."""
    hits: dict[tuple[str, str], list[str]] = {}
    cells: dict[tuple[str, str], list[str]] = {}
    for line in lines:
        for kind, text in in_text(line.text):
            hits.setdefault((line.sheet, kind), []).append(text)
            cells.setdefault((line.sheet, kind), []).extend([line.cell] if line.cell else [])
    return [
        Finding(
            *(sheet, None, kind, _strength(kind, texts), len(texts), mask(texts[0])),
            tuple(dict.fromkeys(cells[sheet, kind]))[:CELLS],
        )
        for (sheet, kind), texts in hits.items()
    ]


def _strength(kind: str, texts: list[str]) -> str:
    return WEAK if kind == "nik_alone" and len(texts) < 3 else STRONG


def in_text(line: str) -> list[tuple[str, str]]:
    """Return (kind, text) for every number or address of a person in a text."""
    found = []
    for match in _LONG.finditer(line):
        text = match[0]
        if numbers.is_nip(text):
            found.append(("nip", text))
        elif numbers.is_nik(text):
            found.append(("kk" if re.search(r"\bkk\b", line, re.I) else "nik", text))
    found += [("phone", m[0]) for m in _MOBILE.finditer(line) if numbers.is_mobile_with_zero(m[0])]
    found += [
        ("email", m[0]) for m in numbers.EMAIL.finditer(line) if not numbers.is_office_email(m[0])
    ]
    return found
