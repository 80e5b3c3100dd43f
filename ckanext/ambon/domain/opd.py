"""The OPD of the city: which there are, and which one a name in the wild means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ckanext.ambon import paths
from ckanext.ambon.domain import names, vocabularies
from ckanext.ambon.domain.names import Candidate, Resolution
from ckanext.ambon.domain.vocabularies import VocabularyError

# Walidata: the office that checks and publishes, and so answers for every OPD in CKAN.
WALIDATA = "diskominfo-sandi"

# Short forms that mean different offices in different places.
AMBIGUOUS = {
    "dpkp": {
        "dinas-pertanian-ketahanan-pangan": "situs dinas ini memakai alamat dpkp.ambon.go.id",
        "dinas-damkar": "di daerah lain DPKP lazim untuk pemadam kebakaran",
        "dinas-perkim": "di daerah lain DPKP lazim untuk perumahan dan kawasan permukiman",
    },
}

# Titles of people that stand before the name of their office.
TITLES = re.compile(
    r"^(?:(?:plt|plh|pj|penjabat|pelaksana tugas)\.?\s+)*"
    r"(?:kepala\s+(?:pelaksana\s+)?|kadis\s+|kaban\s+|sekretaris\s+(?=dinas|badan)|camat\s+)?",
    re.IGNORECASE,
)
PEOPLE = {"kadis": "dinas", "kaban": "badan", "camat": "kecamatan", "kasatpol": "satpol"}


@dataclass(frozen=True)
class Opd:
    """One OPD as its row in `opd.yaml` says; None is unknown."""

    code: str
    title: str
    title_en: str
    short_name: str
    short_name_seen: bool
    aliases: tuple[str, ...]
    common_aliases: tuple[str, ...]
    kind: str
    urusan: tuple[str, ...]
    legal_basis: str | None
    address: str | None
    telephone: str | None
    email: str | None
    website: str | None
    status: str
    former_codes: tuple[str, ...]
    merged_into: str | None
    name_confirmed: bool
    sources: tuple[str, ...]
    note: str | None


@cache
def opd_list() -> tuple[Opd, ...]:
    """Return every OPD, merged ones too; raises `VocabularyError` where the file is wrong."""
    return read(paths.SCHEMAS / "vocabularies" / "opd.yaml")


def opd(code: str) -> Opd | None:
    """Return the OPD with this code, if there is one."""
    return next((found for found in opd_list() if found.code == code), None)


def current_code(code: str) -> str | None:
    """Return the code that stands today for a present, former or merged one; None if unknown."""
    found = opd(code) or next((o for o in opd_list() if code in o.former_codes), None)
    if found is None:
        return None
    return current_code(found.merged_into) if found.merged_into else found.code


def read(file: Path) -> tuple[Opd, ...]:
    """Return the OPD that `file` describes, checked against each other and the vocabularies."""
    rows = vocabularies.rows(file)
    found = [(_opd(file.name, row, line), line) for row, line in rows]
    codes = [one.code for one, _line in found]
    for one, line in found:
        problem = _problem(one, codes, [o for o, _line in found])
        if problem:
            raise VocabularyError(file.name, line, f"{one.code}: {problem}")
    return tuple(one for one, _line in found)


def resolve(text: str) -> Resolution:
    """Return which OPD a name means: one code, or candidates with reasons, or nothing.

    Never a guess: a spelling that is only near gives candidates.
    """
    plain = _without_people(text)
    return _by_code(text.strip()) or _by_name(plain) or _by_nearness(plain) or _nothing(text)


def spellings(one: Opd) -> tuple[str, ...]:
    """Return every way in which this OPD is written in Ambon."""
    return (one.title, one.short_name, one.code, *one.aliases)


def _by_code(text: str) -> Resolution | None:
    code = current_code(text.lower())
    return Resolution(code, reason="kode OPD") if code else None


def _by_name(text: str) -> Resolution | None:
    folded = names.key(text)
    if folded in AMBIGUOUS:
        reasons = AMBIGUOUS[folded]
        return Resolution(
            None, tuple(_candidate(c, why) for c, why in reasons.items()), "singkatan rancu"
        )
    found = _index().get(folded) or _index().get(names.bag(text)) or {}
    if len(found) == 1:
        code, reason = next(iter(found.items()))
        return Resolution(code, reason=reason)
    if found:
        return Resolution(None, tuple(_candidate(c, why) for c, why in found.items()), "nama rancu")
    return None


def _by_nearness(text: str) -> Resolution | None:
    known = {one.code: (*spellings(one), *_core(one)) for one in opd_list() if not one.merged_into}
    near = names.near(text, known) if names.key(text) else []
    reason = "ejaannya hampir sama"
    return Resolution(None, tuple(_candidate(c, reason) for c in near), reason) if near else None


def _nothing(text: str) -> Resolution:
    return Resolution(None, reason=f"tidak ada OPD yang dikenal sebagai “{text}”")


def _index() -> Mapping[str, Mapping[str, str]]:
    """Return folded spelling → {code: reason} over all OPD."""
    index: dict[str, dict[str, str]] = {}
    for one in opd_list():
        code = current_code(one.code) or one.code
        for text, reason in _known_spellings(one):
            for folded in {names.key(text), names.bag(text)} - {""}:
                index.setdefault(folded, {}).setdefault(code, reason)
    return index


def _known_spellings(one: Opd) -> Iterable[tuple[str, str]]:
    yield from ((text, "nama atau singkatan yang dipakai di Ambon") for text in spellings(one))
    yield from ((text, "nama tanpa kata jenisnya") for text in _core(one))
    yield from (
        (text, "singkatan yang lazim")
        for text in one.common_aliases
        if names.key(text) not in AMBIGUOUS
    )
    yield from ((code, "kode lama") for code in one.former_codes)


def _core(one: Opd) -> tuple[str, ...]:
    """Return the name without its first word, and with the short words of letterheads."""
    first, *rest = names.words(one.title)
    if first not in ("dinas", "badan") or len(rest) < 1:
        return ()
    shortened = " ".join(rest).replace("komunikasi informatika", "kominfo")
    cores = {" ".join(rest), shortened, f"{first} {shortened}"}
    return tuple(sorted(cores)) + (("kominfo", "dinas kominfo") if rest[0] == "komunikasi" else ())


def _without_people(text: str) -> str:
    first, _space, rest = text.strip().partition(" ")
    office = PEOPLE.get(first.lower().rstrip("."))
    return f"{office} {rest}" if office else TITLES.sub("", text.strip(), count=1)


def _candidate(code: str, reason: str) -> Candidate:
    found = opd(code)
    return Candidate(code, found.title if found else code, reason)


def _opd(file: str, row: dict[str, Any], line: int) -> Opd:
    wanted = set(Opd.__dataclass_fields__)
    for name in row.keys() - wanted - {"class"}:
        near = vocabularies.nearest(name, wanted)
        hint = f"; maksudnya “{near}”?" if near else ""
        raise VocabularyError(file, line, f"kolom “{name}” tidak dikenal{hint}")
    missing = wanted - row.keys()
    if missing:
        raise VocabularyError(file, line, f"kolom belum ada: {', '.join(sorted(missing))}")
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in row.items()
        if name in wanted
    }
    return Opd(**values)


def _problem(one: Opd, codes: list[str], everyone: list[Opd]) -> str | None:
    """Return what is wrong with the row of an OPD, if anything."""
    if codes.count(one.code) > 1:
        return "kode dipakai dua kali."
    others = {code for other in everyone if other is not one for code in other.former_codes}
    if one.code in others or set(one.former_codes) & set(codes):
        return "kode lama tidak boleh sama dengan kode yang masih ada."
    if one.merged_into is not None and one.merged_into not in codes:
        return f"merged_into “{one.merged_into}” tidak dikenal{_hint(one.merged_into, codes)}"
    if _runs_in_circle(one, {other.code: other.merged_into for other in everyone}):
        return "merged_into berputar kembali ke OPD ini."
    return _unknown_value(one)


def _unknown_value(one: Opd) -> str | None:
    lists = {"urusan": one.urusan, "opd_kinds": (one.kind,), "opd_statuses": (one.status,)}
    for name, values in lists.items():
        known = [term.value for term in vocabularies.vocabulary(name)]
        for value in values:
            if value not in known:
                return f"“{value}” tidak ada dalam daftar {name}{_hint(value, known)}"
    return None


def _runs_in_circle(one: Opd, heirs: Mapping[str, str | None]) -> bool:
    seen: set[str] = set()
    code: str | None = one.code
    while code and code not in seen:
        seen.add(code)
        code = heirs.get(code)
    return code is not None


def _hint(word: str, known: Iterable[str]) -> str:
    near = vocabularies.nearest(word, known)
    return f"; yang terdekat: “{near}”." if near else "."
