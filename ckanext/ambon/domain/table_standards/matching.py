"""Which standard a table follows, and which of its columns is which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from ckanext.ambon.domain.names import key, words
from ckanext.ambon.domain.spreadsheets.model import Table
from ckanext.ambon.domain.table_standards.model import Column, Standard

_UNIT = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")


def match(table: Table, known: Iterable[Standard]) -> Standard | None:
    """Return the standard whose required columns a table has; None where none or two fit."""
    titles = [(column.title, column.name) for column in table.columns]
    found = [(len(places(one, titles)), one) for one in known if is_complete(one, titles)]
    found.sort(key=lambda pair: -pair[0])
    if not found or (len(found) > 1 and found[0][0] == found[1][0]):
        return None
    return found[0][1]


def is_complete(standard: Standard, titles: Sequence[tuple[str, str]]) -> bool:
    """Tell whether the titles name every required column of a standard."""
    found = places(standard, titles)
    return all(column.name in found for column in standard.columns if column.required)


def places(standard: Standard, titles: Sequence[tuple[str, str]]) -> Mapping[str, int]:
    """Return where the columns of a standard stand among titles and names.

    The standard's own name for a column goes before its labels, these before its aliases.
    """
    found: dict[str, int] = {}
    for rank in range(3):
        for column in standard.columns:
            spellings = _spellings(column)[rank]
            at = next((i for i, one in enumerate(titles) if _folded(one) & spellings), None)
            if column.name not in found and at is not None and at not in found.values():
                found[column.name] = at
    return found


def _folded(title: tuple[str, str]) -> set[str]:
    return {_fold(text) for text in title}


@lru_cache(maxsize=4096)
def _fold(text: str) -> str:
    return key(words(_UNIT.sub("", text) or text))


def _spellings(column: Column) -> tuple[set[str], set[str], set[str]]:
    return (
        {_fold(column.name)},
        {_fold(one) for one in column.label.values()},
        {_fold(one) for one in column.aliases},
    )
