"""A table with a column for each year, turned into one with a row for each year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from ckanext.ambon.domain.spreadsheets import naming
from ckanext.ambon.domain.spreadsheets.answers import Answers
from ckanext.ambon.domain.spreadsheets.consequences import said
from ckanext.ambon.domain.spreadsheets.header import JOIN
from ckanext.ambon.domain.spreadsheets.model import Column, Option, Table

_EXAMPLES = 3
_YEAR = re.compile(rf"(?:(?P<group>.*){JOIN})?(?P<year>(?:19|20)\d\d)\*{{0,3}}")


def years(table: Table) -> tuple[int, ...]:
    """Return the places of the columns that are years of one and the same figure."""
    found = [(place, _YEAR.fullmatch(one.title)) for place, one in enumerate(table.columns)]
    wide = [(place, match["group"]) for place, match in found if match]
    alike = {(group, table.columns[p].type, table.columns[p].unit) for p, group in wide}
    return tuple(place for place, _group in wide) if len(wide) > 1 and len(alike) == 1 else ()


def offered(table: Table, given: Answers) -> Table:
    """Return the table with the offer to turn its years, turned if that was answered."""
    places = years(table)
    if not places:
        return table
    first, last = (_year(table.columns[place].title) for place in (places[0], places[-1]))
    why = f"Tahun {first} sampai {last} berjajar sebagai kolom."
    options = (
        Option("wide", "Tetap satu kolom tiap tahun", tuple(_examples(table, places, "kolom"))),
        Option("long", "Jadikan satu baris tiap tahun", tuple(_examples(table, places, "baris"))),
    )
    offer = given.ask(
        "years", [table.columns[place].letter or "" for place in places], why, options
    )
    turned = to_long(table) if offer.answer == "long" else table
    return replace(turned, offers=(*table.offers, offer))


def to_long(table: Table) -> Table:
    """Return the table with a row for each year; the same table where it is not wide."""
    places = years(table)
    if not places:
        return table
    kept = [place for place in range(len(table.columns)) if place not in places]
    columns = [table.columns[place] for place in kept] + _own(table.columns[places[0]])
    names = naming.names(column.title for column in columns)
    rows = [
        (*(row[place] for place in kept), _year(table.columns[place].title), row[place])
        for row in table.rows
        for place in places
    ]
    numbers = tuple(number for number in table.row_numbers for _place in places)
    named = tuple(replace(c, name=n) for c, n in zip(columns, names, strict=True))
    return replace(table, columns=named, rows=_tuple(rows), row_numbers=numbers)


def _examples(table: Table, places: Sequence[int], kind: str) -> Iterator[tuple[str, str, str]]:
    """Yield where the first row's figure of each year will stand."""
    row = next(iter(table.rows), ())
    for place in places[:_EXAMPLES] if row else ():
        column = table.columns[place]
        number = table.row_numbers[0] if table.row_numbers else ""
        figure = said(row[place])
        yield f"{column.letter or ''}{number}", figure, f"{figure} di {kind} {_year(column.title)}"


def _own(first: Column) -> list[Column]:
    match = _YEAR.fullmatch(first.title)
    title = (match["group"] if match else None) or "Nilai"
    year = Column("Tahun", "tahun", "year", is_derived=True, evidence=("judul kolom",))
    return [year, replace(first, title=title, is_derived=True)]


def _year(title: str) -> int:
    match = _YEAR.fullmatch(title)
    return int(match["year"]) if match else 0


def _tuple(rows: Sequence[Sequence[Any]]) -> tuple[tuple[Any, ...], ...]:
    return tuple(map(tuple, rows))
