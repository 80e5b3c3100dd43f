"""A read table brought into the form of its standard, and everything that stands against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ckanext.ambon.domain.numbers import number_text
from ckanext.ambon.domain.spreadsheets.model import Column as TableColumn
from ckanext.ambon.domain.spreadsheets.model import Table
from ckanext.ambon.domain.table_standards import matching, values
from ckanext.ambon.domain.table_standards.model import Column, Failure, Row, Standard
from ckanext.ambon.domain.table_standards.refusals import CellError, refusal
from ckanext.ambon.domain.vocabularies import LANGUAGES

RowFailure = tuple[str, CellError]
_MOST_KNOWN = 50_000


@dataclass(frozen=True)
class Applied:
    """A table with the columns, types and codes of its standard, and what is wrong in it."""

    table: Table
    failures: tuple[Failure, ...]


def apply(standard: Standard, table: Table) -> Applied:
    """Return the table in the form of the standard; a refused value stays as it was read.

    Columns that the standard does not have come last, under their own names.
    """
    titles = [(column.title, column.name) for column in table.columns]
    at = matching.places(standard, titles)
    present = [column for column in standard.columns if column.name in at]
    further = [i for i in range(len(table.columns)) if i not in at.values()]
    failures = [*_missing(standard, at), *_surplus(standard, table, further)]
    rows, known = [], _Known()
    for index, row in enumerate(table.rows):
        read, wrong = check_row(standard, {name: row[i] for name, i in at.items()}, known)
        failures += [_at(table, index, at, one) for one in wrong]
        rows.append((*(read[column.name] for column in present), *(row[i] for i in further)))
    failures += _doubled(standard, table, at, [column.name for column in present], rows)
    named = tuple(_named(column, table.columns[at[column.name]]) for column in present)
    columns = (*named, *(table.columns[i] for i in further))
    return Applied(replace(table, columns=columns, rows=tuple(rows)), tuple(failures))


class _Known:
    """What values of a column were read as: a table says the same thing many times."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, type, Any], Any] = {}

    def read(self, column: Column, value: Any) -> Any:
        """Return the value as `values.read` does, or raise what that raised."""
        place = (column.name, type(value), value)
        if place not in self._found:
            if len(self._found) >= _MOST_KNOWN:
                self._found.clear()
            try:
                self._found[place] = values.read(column, value)
            except CellError as error:
                self._found[place] = error
        found = self._found[place]
        if isinstance(found, CellError):
            raise CellError(found.said)
        return found


def check_row(
    standard: Standard, given: Row, known: _Known | None = None
) -> tuple[dict[str, Any], list[RowFailure]]:
    """Return a row's values in their types, and what is wrong: column and refusal.

    Only the columns that are given are looked at, so that a table without an optional
    column is not told of it in every row.
    """
    known = known or _Known()
    read: dict[str, Any] = {}
    wrong: list[RowFailure] = []
    for column in standard.columns:
        if column.name not in given:
            continue
        try:
            read[column.name] = known.read(column, given[column.name])
        except CellError as error:
            read[column.name] = given[column.name]
            wrong.append((column.name, error))
            continue
        if column.required and read[column.name] is None:
            wrong.append((column.name, refusal("empty", label=column.label)))
    if not wrong:
        totals = (column for column in standard.columns if column.sum_of)
        wrong += [one for column in totals if (one := _sum(standard, column, read))]
    return read, wrong


def key_of(standard: Standard, row: Row) -> tuple[Any, ...] | None:
    """Return what tells the row from others, None where a part of it is missing."""
    found = tuple(row.get(name) for name in standard.key)
    return None if any(part is None for part in found) else found


def _sum(standard: Standard, column: Column, row: Row) -> RowFailure | None:
    parts = [row.get(name) for name in column.sum_of]
    total = row.get(column.name)
    if not parts or total is None or None in parts or sum(parts) == total:  # type: ignore[arg-type]
        return None
    labels = [standard.column(name).label for name in column.sum_of]
    told = {
        "label": column.label,
        "parts": {one: " + ".join(label[one] for label in labels) for one in LANGUAGES},
        "total": {one: number_text(total, one) for one in LANGUAGES},
        "found": {one: number_text(sum(parts), one) for one in LANGUAGES},  # type: ignore[arg-type]
    }
    return column.name, refusal("sum", **told)


def _missing(standard: Standard, at: Mapping[str, int]) -> Iterator[Failure]:
    for column in standard.columns:
        if column.required and column.name not in at:
            title = column.title()
            fix = f"Tambahkan kolom dengan judul “{title}”."
            yield Failure("", None, title, f"Kolom wajib “{title}” tidak ada.", fix)


def _surplus(standard: Standard, table: Table, further: Sequence[int]) -> Iterator[Failure]:
    for i in () if standard.further_columns else further:
        title = table.columns[i].title
        why = f"Kolom “{title}” tidak ada di standar {standard.title['id']}."
        fix = "Hapus kolom ini: standar ini hanya memuat kolom yang boleh dibuka."
        yield Failure(_cell(table, i, table.area.top), None, title, why, fix)


def _doubled(
    standard: Standard,
    table: Table,
    at: Mapping[str, int],
    names: Sequence[str],
    rows: Sequence[Sequence[Any]],
) -> Iterator[Failure]:
    seen: dict[tuple[Any, ...], int] = {}
    labels = [standard.column(name).label for name in standard.key]
    titles = {one: ", ".join(label[one] for label in labels) for one in LANGUAGES}
    for index, row in enumerate(rows):
        found = key_of(standard, dict(zip(names, row, strict=False)))
        if found is None:
            continue
        first = seen.setdefault(found, index)
        if first != index:
            told = {"titles": titles, "row": _row(table, first)}
            yield _at(table, index, at, (standard.key[0], refusal("double", **told)))


def _at(table: Table, index: int, at: Mapping[str, int], wrong: RowFailure) -> Failure:
    name, error = wrong
    row = _row(table, index)
    return Failure(
        _cell(table, at[name], row), row, table.columns[at[name]].title, error.why, error.fix
    )


def _row(table: Table, index: int) -> int:
    return table.row_numbers[index] if index < len(table.row_numbers) else index + 1


def _cell(table: Table, column: int, row: int) -> str:
    letter = table.columns[column].letter
    return f"{letter}{row}" if letter and table.row_numbers else ""


def _named(column: Column, found: TableColumn) -> TableColumn:
    told = f"standar tabel: {column.label['id']}"
    return replace(
        found,
        title=column.label["id"],
        name=column.name,
        type=column.type,
        unit=column.unit,
        evidence=(*found.evidence, told),
    )
