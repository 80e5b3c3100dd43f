"""A read table brought into the form of its standard, and everything that stands against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast, overload

from ckanext.ambon.domain.numbers import number_text
from ckanext.ambon.domain.spreadsheets.model import Column as TableColumn
from ckanext.ambon.domain.spreadsheets.model import Table
from ckanext.ambon.domain.table_standards import matching, values
from ckanext.ambon.domain.table_standards.model import Column, Failure, Row, Standard
from ckanext.ambon.domain.table_standards.refusals import CellError, refusal
from ckanext.ambon.domain.vocabularies import LANGUAGES

RowFailure = tuple[str, CellError]
_MOST_KNOWN = 50_000
# Nobody mends more at a time; a table in a wrong form has one in every cell.
MOST = 1000
_STOPPED = f"Pemeriksaan berhenti setelah {MOST} kesalahan."


@dataclass(frozen=True)
class Applied:
    """A table with the columns, types and codes of its standard, and what is wrong in it."""

    table: Table
    failures: tuple[Failure, ...]


def apply(standard: Standard, table: Table) -> Applied:
    """Return the table in the form of the standard; a refused value stays as it was read.

    Columns that the standard does not have come last, under their own names. Rows are brought
    into form whenever they are gone through: a large table is never held as a whole.
    """
    places = matching.places(standard, [(one.title, one.name) for one in table.columns])
    shape = _Shape(standard, table, places)
    failures = [*_missing(standard, places), *_surplus(standard, table, shape.further)]
    for found in _rows_failures(shape):
        failures.append(found)
        if len(failures) == MOST:
            failures.append(Failure("", None, None, _STOPPED, "Perbaiki dahulu yang di atas."))
            break
    named = tuple(_named(one, table.columns[places[one.name]]) for one in shape.present)
    columns = (*named, *(table.columns[i] for i in shape.further))
    return Applied(replace(table, columns=columns, rows=_Rows(shape)), tuple(failures))


@dataclass(frozen=True)
class _Shape:
    """Which columns of a table are which of the standard; `at` is their place by name."""

    standard: Standard
    table: Table
    at: Mapping[str, int]

    @property
    def present(self) -> tuple[Column, ...]:
        return tuple(one for one in self.standard.columns if one.name in self.at)

    @property
    def further(self) -> tuple[int, ...]:
        taken = set(self.at.values())
        return tuple(i for i in range(len(self.table.columns)) if i not in taken)


class _Rows(Sequence[tuple[Any, ...]]):
    """The rows of a table in the form of its standard."""

    def __init__(self, shape: _Shape) -> None:
        self._shape = shape
        self._names = [one.name for one in shape.present]
        self._further = shape.further
        self._known = _Known()

    def __len__(self) -> int:
        return len(self._shape.table.rows)

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return map(self._formed, self._shape.table.rows)

    @overload
    def __getitem__(self, index: int) -> tuple[Any, ...]: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[tuple[Any, ...]]: ...

    def __getitem__(self, index: int | slice) -> Any:
        found = self._shape.table.rows[index]
        return (
            [self._formed(row) for row in found]
            if isinstance(index, slice)
            else self._formed(cast("tuple[Any, ...]", found))
        )

    def _formed(self, row: Sequence[Any]) -> tuple[Any, ...]:
        given = {name: row[self._shape.at[name]] for name in self._names}
        read, _wrong = check_row(self._shape.standard, given, self._known)
        return (*(read[name] for name in self._names), *(row[i] for i in self._further))


def _rows_failures(shape: _Shape) -> Iterator[Failure]:
    """Yield what is wrong in each row, and which rows are there twice."""
    known, seen = _Known(), dict[tuple[Any, ...], int]()
    for index, row in enumerate(shape.table.rows):
        given = {name: row[i] for name, i in shape.at.items()}
        read, wrong = check_row(shape.standard, given, known)
        yield from (_at(shape.table, index, shape.at, one) for one in wrong)
        found = key_of(shape.standard, read)
        first = index if found is None else seen.setdefault(found, index)
        if first != index:
            double = _double(shape.standard, _row(shape.table, first))
            yield _at(shape.table, index, shape.at, double)


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


def _double(standard: Standard, row: int) -> RowFailure:
    labels = [standard.column(name).label for name in standard.key]
    titles = {one: ", ".join(label[one] for label in labels) for one in LANGUAGES}
    return standard.key[0], refusal("double", titles=titles, row=row)


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
        reference=None,  # what it names is in the values by now
        evidence=(*found.evidence, told),
    )
