"""The columns of the table to be: those of the file, codes beside names, and what each means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ckanext.ambon.domain import table_standards
from ckanext.ambon.domain.columns import datastore_fields
from ckanext.ambon.domain.spreadsheets import large
from ckanext.ambon.domain.spreadsheets.model import Table
from ckanext.ambon.domain.spreadsheets.naming import BYTES
from ckanext.ambon.domain.table_standards import Failure, Standard
from ckanext.ambon.tables.publishing.streaming import Lines

Described = dict[str, Any]
_OF_THE_FILE = ("name", "type", "unit", "sensitive")


@dataclass(frozen=True)
class Shape:
    """A table as it will be stored, and the standard it keeps to or misses."""

    table: Table
    columns: tuple[Described, ...]
    standard: Standard | None = None
    missed: Standard | None = None
    failures: tuple[Failure, ...] = ()

    @property
    def fields(self) -> list[dict[str, Any]]:
        """The fields of the DataStore table."""
        return datastore_fields(self.columns)

    @property
    def told(self) -> tuple[Failure, ...]:
        """What stands against the standard, but for columns that an answer may still change."""
        asked = {question.column for question in self.table.questions} - {None}
        return tuple(one for one in self.failures if one.column not in asked)

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that tell rows apart, where a standard says so."""
        return self.standard.key if self.standard else ()

    def batches(self) -> Iterator[Sequence[tuple[Any, ...]] | Lines]:
        """Yield the rows in parts, with the code of each name behind the others."""
        lookups = [(i, codes) for i, _, codes in _references(self.table)]
        rows = self.table.rows
        if isinstance(rows, large.Rows) and rows.source.is_text:
            yield from _written(rows, lookups)
            return
        for batch in self.table.batches():
            if lookups:
                yield [(*row, *(codes.get(row[i]) for i, codes in lookups)) for row in batch]
            else:
                yield batch


def _written(rows: large.Rows, lookups: Sequence[tuple[int, Mapping[str, str]]]) -> Iterator[Lines]:
    """Yield the rows of a large text file as they are stored."""
    # Slow to load and large in memory: only who reads a large file is to have it.
    from ckanext.ambon.domain.spreadsheets import storing  # noqa: PLC0415

    for text, count in storing.lines(rows, lookups):
        yield Lines(text, count)


def shape(
    table: Table, template: str | None, known: Sequence[Described] = (), chosen: str = ""
) -> Shape:
    """Return a read table as it will be stored.

    `known` is what the publisher said of the columns before: a definition that somebody wrote
    is kept. A standard that the table fails is told, and not claimed; so is the one that was
    `chosen` for a table that looks like no other.
    """
    standard = table_standards.match(table, template) or table_standards.standard(chosen)
    if standard is None:
        return Shape(table, _columns(table, None, known))
    applied = table_standards.apply(standard, table)
    if failures := applied.failures:
        return Shape(table, _columns(table, None, known), missed=standard, failures=failures)
    return Shape(applied.table, _columns(applied.table, standard, known), standard)


def _columns(
    table: Table, standard: Standard | None, known: Sequence[Described]
) -> tuple[Described, ...]:
    said = {one["name"]: one for one in known}
    ruled = {one["name"]: one for one in table_standards.columns(standard)} if standard else {}
    own = [
        {"name": one.name, "label": one.title, "type": one.type, "unit": one.unit or ""}
        for one in table.columns
    ]
    added = [_code_column(name, title) for _, (name, title), _ in _references(table)]
    return tuple(_told(one, said, ruled) for one in (*own, *added))


def _told(
    column: Described, said: Mapping[str, Described], ruled: Mapping[str, Described]
) -> Described:
    before = {
        key: value
        for key, value in said.get(column["name"], {}).items()
        if value and key not in _OF_THE_FILE
    }
    return {"sensitive": False, **column, **before, **ruled.get(column["name"], {})}


def _code_column(name: str, title: str) -> Described:
    return {"name": name, "label": f"Kode {title}", "type": "code", "unit": ""}


def _references(table: Table) -> list[tuple[int, tuple[str, str], Mapping[str, str]]]:
    """Return place, name and title of the column to be added, and the codes, of each reference."""
    taken = {one.name for one in table.columns}
    found = []
    for place, column in enumerate(table.columns):
        codes = (column.reference or {}).get("codes") or {}
        name = _free(f"kode_{column.name}", taken)
        if codes:
            taken.add(name)
            found.append((place, (name, column.title), codes))
    return found


def _free(name: str, taken: set[str]) -> str:
    base, number = name[:BYTES], 2
    name = base
    while name in taken:
        name = f"{base[: BYTES - 3]}_{number}"
        number += 1
    return name
