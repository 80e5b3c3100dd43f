"""The regions of Ambon: their codes in both systems, and which one a name means."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache

from ckanext.ambon.domain import names, vocabularies
from ckanext.ambon.domain.names import Candidate, Resolution
from ckanext.ambon.domain.vocabularies import VocabularyError

CITY = "81.71"

# Words before a name that say what kind of region is meant.
STATUS_WORDS = {
    "kecamatan": "kecamatan", "kec": "kecamatan",
    "kelurahan": "kelurahan", "kel": "kelurahan",
    "desa": "desa", "negeri": "desa", "neg": "desa",
    "kota": "kota", "provinsi": "provinsi", "prov": "provinsi",
}  # fmt: skip
# The code of `levels` speaks of both; and papers call one region now kelurahan, now desa.
LOWEST = ("kelurahan", "desa")
# “Nusaniwe, Kec. Nusaniwe”: a name, and the kecamatan that it lies in.
WITHIN = re.compile(r"[,\s]+(?:kecamatan|kec)\b[\s.]+", re.IGNORECASE)

Words = tuple[str, ...]


@dataclass(frozen=True)
class Region:
    """One region by its Kemendagri code; `lat`, `lon` in degrees, None is unknown."""

    code: str
    name: str
    level: str
    parent: str | None
    bps_code: str | None
    bps_name: str | None
    postcode: str | None
    lat: float | None
    lon: float | None
    aliases: tuple[str, ...]


@cache
def regions() -> tuple[Region, ...]:
    """Return the province, the city, its kecamatan, and their kelurahan and desa."""
    return tuple(_region(term) for term in vocabularies.vocabulary("regions"))


def region(code: str) -> Region | None:
    """Return the region with this Kemendagri code (dots as in the list), if any."""
    return _by_code().get(code)


def is_in_city(code: str) -> bool:
    """Tell whether the code is the city's own or that of a part of it."""
    return code in _by_code() and (code == CITY or code.startswith(f"{CITY}."))


def from_bps(code: str) -> str | None:
    """Return the Kemendagri code for a code of BPS, if both are known."""
    return next((found.code for found in regions() if found.bps_code == code), None)


def to_bps(code: str) -> str | None:
    """Return the code of BPS for a Kemendagri code; None where BPS has none (Benteng)."""
    found = region(code)
    return found.bps_code if found else None


def by_postcode(postcode: str) -> tuple[Region, ...]:
    """Return the regions that share a post code."""
    return tuple(found for found in regions() if found.postcode == postcode)


def resolve(text: str, level: str | None = None) -> Resolution:
    """Return which region a name or code means: one code, or candidates, or nothing.

    `level` narrows the choice, in the words of the list `levels`: `kota`, `kecamatan`,
    `kelurahan` for kelurahan and desa alike; `desa` for these alone.
    """
    plain = text.strip()
    if re.fullmatch(r"[\d.\s]*\d[\d.\s]*", plain):
        return _as_number(plain)
    name, *place = WITHIN.split(plain, maxsplit=1)
    if name and place:
        return _within(plain, name, resolve(place[0], "kecamatan").code, level)
    return _as_name(plain, regions(), level)


def _as_number(text: str) -> Resolution:
    # A spreadsheet that takes a code for a number writes “8171010005.0”.
    written = re.sub(r"\s|(?<=\d{4})\.0$", "", text)
    if code := _kemendagri(written):
        shared = "; BPS memakai angka yang sama" if from_bps(written) == code else ""
        return Resolution(code, reason=f"kode Kemendagri{shared}")
    if code := from_bps(written):
        return Resolution(code, reason="kode BPS")
    if found := by_postcode(written):
        return _choose(found, "kode pos")
    reason = f"“{text}” bukan kode wilayah atau kode pos di Kota Ambon"
    if len(written) == 4:
        reason += "; arti empat angka berbeda menurut Kemendagri dan BPS, sebutkan sistemnya"
    return Resolution(None, reason=reason)


def _kemendagri(written: str) -> str | None:
    """Return the code for one with dots, or with none at all."""
    return next((c for c in _by_code() if written in (c, c.replace(".", ""))), None)


def _within(text: str, name: str, kecamatan: str | None, level: str | None) -> Resolution:
    if kecamatan is None:
        return Resolution(None, reason=f"kecamatan dalam “{text}” tidak dikenal di Kota Ambon")
    return _as_name(name, [one for one in regions() if one.parent == kecamatan], level)


def _as_name(text: str, among: Sequence[Region], level: str | None) -> Resolution:
    word, name = _status_word(_without_city(names.words(text)))
    found = [one for one in among if names.key(name) in _folded()[one.code]]
    if not found:
        return _near(text, names.key(name), [one for one in among if _fits(one, level)])
    fitting = [one for one in found if _fits(one, level)]
    return _of_kind(fitting, word) if fitting else _not_of(level, found)


def _of_kind(found: Sequence[Region], word: str | None) -> Resolution:
    """Choose by the word for the kind of region, as far as such words can be trusted."""
    said = [one for one in found if word in (None, one.level)]
    if said:
        return replace(_choose(said, "nama wilayah"), is_shared=len(said) > 1)
    lowest = [one for one in found if word in LOWEST and one.level in LOWEST]
    if len(lowest) != 1:
        return _not_of(word, found)
    reason = f"hanya ada satu {lowest[0].name}; daftar resmi menyebutnya {lowest[0].level}"
    return Resolution(lowest[0].code, reason=reason)


def _not_of(kind: str | None, found: Sequence[Region]) -> Resolution:
    listed = tuple(_candidate(one, f"daftar resmi menyebutnya {one.level}") for one in found)
    return Resolution(None, listed, f"tidak ada {kind} dengan nama ini")


def _near(text: str, wanted: str, among: Sequence[Region]) -> Resolution:
    folded = {one.code: _folded()[one.code] for one in among}
    near = names.near(wanted, folded) if wanted else []
    if not near:
        return Resolution(None, reason=f"“{text}” bukan wilayah Kota Ambon yang dikenal")
    reason = "ejaannya hampir sama"
    return Resolution(None, tuple(_candidate(_by_code()[code], reason) for code in near), reason)


def _choose(found: Sequence[Region], reason: str) -> Resolution:
    if len(found) == 1:
        return Resolution(found[0].code, reason=reason)
    listed = tuple(_candidate(one, f"{reason} ini dipakai {one.level}") for one in found)
    return Resolution(None, listed, f"{reason} ini dipakai {len(found)} wilayah")


def _fits(one: Region, level: str | None) -> bool:
    if level == "kelurahan":
        return one.level in LOWEST
    return level in (None, one.level)


def _candidate(one: Region, reason: str) -> Candidate:
    return Candidate(one.code, vocabularies.label("regions", one.code), reason)


def _status_word(words: Words) -> tuple[str | None, Words]:
    """Tell the word for the kind of region from the name; “Negeri Lama” is all name."""
    is_name = any(names.key(words) in folded for folded in _folded().values())
    kind = STATUS_WORDS.get(words[0]) if words else None
    return (kind, words[1:]) if kind and words[1:] and not is_name else (None, words)


def _without_city(words: Words) -> Words:
    """Leave out “Kota Ambon” after the name of a part of it."""
    return words[:-2] if words[2:] and words[-2:] == ("kota", "ambon") else words


@cache
def _folded() -> Mapping[str, frozenset[str]]:
    return {
        one.code: frozenset(names.key(names.words(text)) for text in (one.name, *one.aliases))
        for one in regions()
    }


@cache
def _by_code() -> Mapping[str, Region]:
    return {one.code: one for one in regions()}


def _region(term: vocabularies.Term) -> Region:
    columns = {field.name for field in fields(Region)} - {"code"}
    if missing := sorted(columns - term.data.keys()):
        message = f"{term.value}: kolom belum ada: {', '.join(missing)}."
        raise VocabularyError("regions.yaml", term.line, message)
    return Region(code=term.value, **{**term.data, "aliases": tuple(term.data["aliases"])})
