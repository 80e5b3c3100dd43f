"""The file of OPD, `opd.yaml`: its rows, checked against each other and the vocabularies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any

from ckanext.ambon.domain import vocabularies
from ckanext.ambon.domain.vocabularies import VocabularyError, hint

# The class of an OPD (A, B, C) waits in the file until a source for it can be read.
IGNORED = ("class",)


@dataclass(frozen=True)
class Opd:
    """One OPD as its row says; None is unknown. A column without a default must be written."""

    code: str
    title: str
    title_en: str
    short_name: str
    kind: str
    urusan: tuple[str, ...]
    status: str
    short_name_seen: bool = False
    aliases: tuple[str, ...] = ()
    common_aliases: tuple[str, ...] = ()
    legal_basis: str | None = None
    address: str | None = None
    telephone: str | None = None
    email: str | None = None
    website: str | None = None
    former_codes: tuple[str, ...] = ()
    merged_into: str | None = None
    name_confirmed: bool = False
    sources: tuple[str, ...] = ()
    note: str | None = None


COLUMNS = tuple(column.name for column in fields(Opd))
REQUIRED = tuple(column.name for column in fields(Opd) if column.default is MISSING)
LISTS = ("urusan", "aliases", "common_aliases", "former_codes", "sources")
FLAGS = ("short_name_seen", "name_confirmed")


def read(file: Path) -> tuple[Opd, ...]:
    """Return the OPD that `file` describes; raises `VocabularyError` where it is wrong."""
    found = [(_opd(file.name, row, line), line) for row, line in vocabularies.rows(file)]
    everyone = [one for one, _line in found]
    for one, line in found:
        problem = _wrong_code(one, everyone) or _wrong_heir(one, everyone) or _unknown_value(one)
        if problem:
            raise VocabularyError(file.name, line, f"{one.code}: {problem}")
    return tuple(everyone)


def _opd(file: str, row: dict[str, Any], line: int) -> Opd:
    vocabularies.refuse_unknown(file, line, row, (*COLUMNS, *IGNORED))
    missing = [name for name in REQUIRED if row.get(name) in (None, "", [])]
    if missing:
        raise VocabularyError(file, line, f"kolom belum diisi: {', '.join(missing)}.")
    values = {name: value for name, value in row.items() if name in COLUMNS}
    for name, value in values.items():
        if wanted := _other_kind(name, value):
            raise VocabularyError(file, line, f"kolom “{name}” perlu {wanted}.")
    lists = {name: tuple(values.get(name) or ()) for name in LISTS}
    return Opd(**{**values, **lists})


def _other_kind(name: str, value: Any) -> str | None:
    """Return which kind of value the column wants, if it is not this one."""
    if name in LISTS:
        texts = value is None or (
            isinstance(value, list) and all(isinstance(item, str) for item in value)
        )
        return None if texts else "daftar teks, satu butir satu baris"
    if name in FLAGS:
        return None if isinstance(value, bool) else "true atau false"
    return None if value is None or isinstance(value, str) else "teks (beri tanda kutip)"


def _wrong_code(one: Opd, everyone: list[Opd]) -> str | None:
    if [other.code for other in everyone].count(one.code) > 1:
        return "kode dipakai dua kali."
    active = {other.code for other in everyone}
    if clash := active.intersection(one.former_codes):
        return f"kode lama “{min(clash)}” masih dipakai sebagai kode OPD."
    others = {code for other in everyone if other is not one for code in other.former_codes}
    if clash := others.intersection(one.former_codes):
        return f"kode lama “{min(clash)}” juga tercatat pada OPD lain."
    return None


def _wrong_heir(one: Opd, everyone: list[Opd]) -> str | None:
    heirs = {other.code: other.merged_into for other in everyone}
    if one.merged_into is not None and one.merged_into not in heirs:
        return f"merged_into “{one.merged_into}” tidak dikenal{hint(one.merged_into, heirs)}"
    return "merged_into berputar kembali ke OPD ini." if _circles(one.code, heirs) else None


def _circles(code: str | None, heirs: Mapping[str, str | None]) -> bool:
    seen: set[str] = set()
    while code and code not in seen:
        seen.add(code)
        code = heirs.get(code)
    return code is not None


def _unknown_value(one: Opd) -> str | None:
    lists = {"urusan": one.urusan, "opd_kinds": (one.kind,), "opd_statuses": (one.status,)}
    for name, values in lists.items():
        known = [term.value for term in vocabularies.vocabulary(name)]
        for value in values:
            if value not in known:
                return f"“{value}” tidak ada dalam daftar {name}{hint(value, known)}"
    return None
