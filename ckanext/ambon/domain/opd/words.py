"""How offices are written: with the city's name, through the title of a person, or shortened."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ckanext.ambon.domain import names
from ckanext.ambon.domain.opd.file import Opd

Words = tuple[str, ...]

CITY: tuple[Words, ...] = (
    ("pemerintah", "kota", "ambon"), ("pemkot", "ambon"), ("kota", "ambon"), ("ambon",),
)  # fmt: skip
# Kinds of office: such a word alone means no office in particular.
KINDS = frozenset(
    {"badan", "bagian", "bidang", "dinas", "kantor", "kecamatan", "satuan", "sekretariat", "upt"}
)
# Words of other governments. A name with the city's own name as well is the city's.
OTHERS = frozenset(
    {"kab", "kabupaten", "kementerian", "maluku", "pemkab", "pemprov", "prov", "provinsi"}
)
# Words before a title or an office that change nothing: acting, or the building.
BEFORE = frozenset(
    {"harian", "kantor", "pelaksana", "penjabat", "pj", "pjs", "plh", "plt", "tugas"}
)
# Titles of people, and the office that they stand for; the first that fits is taken.
TITLES: tuple[tuple[Words, Words], ...] = (
    (("kepala", "pelaksana"), ()), (("kalaksa",), ()),
    (("kepala",), ()), (("kadis",), ("dinas",)), (("kaban",), ("badan",)),
    (("camat",), ("kecamatan",)), (("inspektur",), ("inspektorat",)),
    (("kasatpol",), ("satpol",)), (("kasat", "pol"), ("satpol",)),
    (("sekretaris", "kota"), ("setda",)), (("sekretaris", "daerah"), ("setda",)),
    (("sekda",), ("setda",)), (("sekretaris", "dprd"), ("setwan",)), (("sekretaris",), ()),
)  # fmt: skip


def variants(text: str) -> list[Words]:
    """Return the ways to read a name: as written, of a person's office, without the city."""
    written = _written_out(names.words(text))
    read = (written, _office(written), without_city(written), without_city(_office(written)))
    return list(dict.fromkeys(one for one in read if one and not _is_city(one)))


def spellings(one: Opd) -> Iterator[tuple[Words, str]]:
    """Return the words of every name that by itself means this OPD, each with the reason."""
    seen = "nama atau singkatan OPD ini"
    for text in (one.title, one.code, one.short_name, *one.aliases):
        yield from ((words, seen) for words in _with_kind(text, one.kind))
    for text in one.common_aliases:
        reason = "nama yang lazim di pemerintah daerah; tidak ada OPD lain yang memakainya"
        yield from ((words, reason) for words in _with_kind(text, one.kind))
    kind, *rest = without_city(names.words(one.title))
    if kind in KINDS and len(rest) > 1:
        yield tuple(rest), f"nama OPD ini tanpa kata “{kind.title()}”"
    yield from ((names.words(code), "kode lama OPD ini") for code in one.former_codes)


def without_city(words: Words) -> Words:
    """Return the words without the city's name at their end, unless it is all that tells."""
    for city in CITY:
        if words[-len(city) :] == city:
            return words[: -len(city)]
    return words


def is_general(words: Words) -> bool:
    """Tell whether the words name a kind of office only."""
    return set(words) <= KINDS


def is_elsewhere(text: str) -> bool:
    """Tell whether a name is that of an office of another government."""
    words = names.words(text)
    if any(names.holds(words, city) for city in CITY):
        return False
    after = [following for word, following in pairwise(words) if word == "kota"]
    return bool(OTHERS.intersection(words) or after)


def _with_kind(text: str, kind: str) -> Iterator[Words]:
    """Return the words with and without the city, and with the kind of the office before them."""
    written = _written_out(names.words(text))
    yield written
    short = without_city(written)
    # “Kecamatan Teluk” is not Teluk Ambon, and “Sekretariat” might be either of two.
    if is_general(short) or (*short, "ambon") == written:
        return
    yield short
    if short[0] != kind:
        yield (kind, *short)


def _written_out(words: Words) -> Words:
    return tuple("kecamatan" if word == "kec" else word for word in words)


def _office(words: Words) -> Words:
    """Return the words with the title of a person turned into the office."""
    while words and words[0] in BEFORE:
        words = words[1:]
    for title, office in TITLES:
        if words[: len(title)] == title:
            return office + words[len(title) :]
    # “Kadinkes”, “Kadisdik”: the head of an office goes by its short name.
    is_head = bool(words) and words[0].startswith("ka")
    return (words[0][2:], *words[1:]) if is_head else words


def _is_city(words: Words) -> bool:
    return words in CITY
