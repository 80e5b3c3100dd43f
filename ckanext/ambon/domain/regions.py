"""The regions of Ambon: their codes in both systems, and which one a name means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ckanext.ambon.domain import names, vocabularies
from ckanext.ambon.domain.names import Candidate, Resolution

CITY = "81.71"

# Words before a name that say what kind of region is meant.
STATUS_WORDS = {
    "kecamatan": "kecamatan", "kec": "kecamatan",
    "kelurahan": "kelurahan", "kel": "kelurahan",
    "desa": "desa", "negeri": "desa", "neg": "desa",
    "kota": "kota",
}  # fmt: skip


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
    terms = vocabularies.vocabulary("regions")
    return tuple(
        Region(code=term.value, **{**term.data, "aliases": tuple(term.data["aliases"])})
        for term in terms
    )


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

    `level` (`kecamatan`, `kelurahan`, `desa`, `kota`) narrows the choice where it is known.
    """
    plain = text.strip()
    return (
        _as_number(plain)
        or _as_name(plain, level)
        or _as_near_name(plain, level)
        or _outside(plain)
    )


def _as_number(text: str) -> Resolution | None:
    digits = re.sub(r"[.\s]", "", text)
    if not digits.isdigit():
        return None
    with_dots = {found.code.replace(".", ""): found.code for found in regions()}
    if text in _by_code() or digits in with_dots:
        return Resolution(with_dots[digits], reason="kode Kemendagri")
    if code := from_bps(digits):
        return Resolution(code, reason="kode BPS")
    return _choose(list(by_postcode(digits)), "kode pos") or _outside(text)


def _as_name(text: str, level: str | None) -> Resolution | None:
    word, name = _status_word(text)
    wanted = names.key(name) or "".join(text.lower().split())
    found = [one for one in regions() if wanted in _spellings(one)]
    kind = level or word
    same_kind = [one for one in found if one.level == kind]
    if len(found) == 1 and kind and not same_kind:
        reason = f"hanya ada satu {found[0].name}; daftar resmi menyebutnya {found[0].level}"
        return Resolution(found[0].code, reason=reason)
    return _choose(same_kind if kind else found, "nama wilayah")


def _as_near_name(text: str, level: str | None) -> Resolution | None:
    _word, name = _status_word(text)
    known = {
        one.code: (one.name, *one.aliases)
        for one in regions()
        if level is None or one.level == level
    }
    near = names.near(name, known) if names.key(name) else []
    candidates = tuple(_candidate(_by_code()[code], "ejaannya hampir sama") for code in near)
    return Resolution(None, candidates, "ejaannya hampir sama") if candidates else None


def _choose(found: list[Region], reason: str) -> Resolution | None:
    if len(found) == 1:
        return Resolution(found[0].code, reason=reason)
    if not found:
        return None
    return Resolution(
        None, tuple(_candidate(one, f"{reason} ini dipakai {one.level}") for one in found), "rancu"
    )


def _outside(text: str) -> Resolution:
    return Resolution(None, reason=f"“{text}” bukan wilayah Kota Ambon yang dikenal")


def _candidate(one: Region, reason: str) -> Candidate:
    return Candidate(one.code, vocabularies.label("regions", one.code), reason)


def _status_word(text: str) -> tuple[str | None, str]:
    first, _space, rest = text.partition(" ")
    kind = STATUS_WORDS.get(first.lower().rstrip("."))
    # “Negeri Lama” is a name; nothing is called “Lama”.
    if kind and rest and not any(names.key(text) in _spellings(one) for one in regions()):
        return kind, rest
    return None, text


def _spellings(one: Region) -> frozenset[str]:
    return _folded()[one.code]


@cache
def _folded() -> Mapping[str, frozenset[str]]:
    return {
        one.code: frozenset(map(names.key, (one.name, *one.aliases))) - {""} | _city(one)
        for one in regions()
    }


def _city(one: Region) -> frozenset[str]:
    """Fold drops “Kota” and “Ambon” as fillers; the city is called nothing else."""
    return frozenset({"kotaambon", "ambon"}) if one.code == CITY else frozenset()


@cache
def _by_code() -> Mapping[str, Region]:
    return {one.code: one for one in regions()}
