"""The texts of an entry, by how much they say about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ckanext.ambon.domain import opd, regions, vocabularies

Entry = dict[str, Any]

# Fields of all three types that describe an entry in its own words.
TEXT = (
    "notes", "concept", "definition", "classification", "measure", "unit", "method",
    "ms_activity", "ms_indicators", "subject", "law_field", "product",
)  # fmt: skip

# The components of services, and what else is good to be found by but says less.
DETAIL = (
    "requirements", "steps", "channels", "complaints", "facilities", "legal_basis",
    "service_guarantee", "initiator", "signatory", "teu", "place_enacted",
)  # fmt: skip

# Parts of repeating fields that hold codes or addresses, no words.
NO_WORDS = frozenset({"kind", "url", "peraturan", "target", "hours", "type", "name_en"})

# Lists of an entry whose codes have labels to be found by.
CODED = {"topics": "topics", "urusan": "urusan", "level": "levels"}


def described(entry: Entry) -> list[str]:
    """Return what the entry says of itself."""
    return [*_texts(entry, TEXT), *(res.get("name") or "" for res in _resources(entry))]


def details(entry: Entry) -> list[str]:
    """Return components of services, and the labels, definitions and units of columns."""
    return [*_texts(entry, DETAIL), *_columns(entry)]


def about(entry: Entry) -> list[str]:
    """Return what the entry is filed under: key words, OPD, topics, urusan, places, kind."""
    tags = [tag["name"] for tag in entry.get("tags") or []]
    return [*tags, *_office(entry), *_labels(entry), *_places(entry), *_kind(entry)]


def _texts(entry: Entry, fields: tuple[str, ...]) -> Iterator[str]:
    for field in fields:
        yield from _words(entry.get(field))


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, part in value.items():
            if key not in NO_WORDS:
                yield from _words(part)
    elif isinstance(value, list):
        for part in value:
            yield from _words(part)
    elif isinstance(value, str) and value:
        yield value


def _columns(entry: Entry) -> Iterator[str]:
    for resource in _resources(entry):
        for column in resource.get("columns") or []:
            yield " ".join(filter(None, map(column.get, ("label", "unit", "definition"))))


def _office(entry: Entry) -> list[str]:
    """Return every name of the OPD; of one that the list does not know, its title."""
    owner = entry.get("organization") or {}
    one = opd.opd(owner.get("name") or "")
    if not one:
        return [owner.get("title") or ""]
    return [one.title, one.title_en or "", one.short_name, *one.aliases, *one.common_aliases]


def _labels(entry: Entry) -> Iterator[str]:
    for field, vocabulary in CODED.items():
        values = entry.get(field) or []
        for value in [values] if isinstance(values, str) else values:
            term = vocabularies.term(vocabulary, value)
            yield from term.label.values() if term else ()


def _places(entry: Entry) -> Iterator[str]:
    """Return names and codes of the regions, and of the kecamatan they lie in."""
    for code in entry.get("region_codes") or []:
        one = regions.region(code)
        while one and one.code != regions.CITY and regions.is_in_city(one.code):
            yield " ".join(filter(None, (one.name, one.code, one.bps_code, *one.aliases)))
            one = regions.region(one.parent or "")


def _kind(entry: Entry) -> Iterator[str]:
    """Return what sort of entry it is, in words that people use."""
    kind = entry.get("regulation_kind")
    if kind:
        yield f"{kind} {vocabularies.label('regulation_kinds', kind)}"
    if entry.get("type") == "layanan":
        yield "layanan"
    if entry.get("is_permit") == "ya":
        yield "izin perizinan"


def _resources(entry: Entry) -> list[dict[str, Any]]:
    return entry.get("resources") or []
