"""Large sheets: decided on the rows that stand for all, then read row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Protocol, overload

from ckanext.ambon.domain.spreadsheets import (
    assembly,
    converting,
    header,
    large_totals,
    totals,
    words,
)
from ckanext.ambon.domain.spreadsheets.column import Decision
from ckanext.ambon.domain.spreadsheets.found import Found
from ckanext.ambon.domain.spreadsheets.grid import Grid
from ckanext.ambon.domain.spreadsheets.model import (
    Area,
    Cell,
    Question,
    Raw,
    Sheet,
    Table,
    Warning,
)
from ckanext.ambon.domain.spreadsheets.parts import Part, Record
from ckanext.ambon.domain.spreadsheets.sketch import Memory, Sketch, UnlikeError

_FIRST = 1000

Find = Callable[[Sheet], list[Found]]


class Source(Protocol):
    """A sheet that can be gone through again and again."""

    @property
    def name(self) -> str: ...
    @property
    def is_text(self) -> bool: ...
    @property
    def memory(self) -> Memory | None: ...

    def parts(self) -> Iterator[Part]:
        """Yield the rows, some thousand at a time."""
        ...

    def silent(self) -> Source:
        """Return the same sheet, which tells nobody how far it is read."""
        ...


@dataclass(frozen=True)
class Outline:
    """The rows that stand for all, moved together as a sheet, and what their numbers were."""

    sheet: Sheet
    numbers: Mapping[int, int]
    sketch: Sketch


def outline(source: Source) -> Outline:
    """Return the few rows on which a large sheet is decided; raises `UnlikeError`."""
    sketch = _sketch(source)
    numbers, sheet = _as_sheet(sketch, source.name)
    return Outline(sheet, numbers, sketch)


def laid_out(source: Source, find: Find) -> tuple[Outline, Found]:
    """Return the outline of a large sheet that is one table, and the table as found in it.

    Raises `UnlikeError` where the sheet is more than that.
    """
    around = outline(source)
    found = find(around.sheet)
    if len(found) != 1:
        raise UnlikeError
    _refuse_unlike(found[0], around.sheet)
    return around, found[0]


def read(source: Source, find: Find) -> Table:
    """Return the one table of a large sheet; raises `UnlikeError` where it is more than that."""
    around, found = laid_out(source, find)
    numbers = around.numbers
    found.body.is_plain = True
    table, decisions = assembly.decided(found, assembly.styles([found]))
    whole = _whole(table, source, around.sketch, numbers, _columns(found, decisions))
    if not found.body.totals:
        return whole
    wrong = large_totals.check(whole, found, decisions, numbers[found.body.totals[0]])
    said = tuple(Warning(moved(one.cell, numbers), one.why) for one in wrong)
    return replace(whole, warnings=(*said, *whole.warnings))


def _sketch(source: Source) -> Sketch:
    known = source.memory.get() if source.memory else None
    if known:
        return Sketch.of_json(known)
    sketch = _sketched(source)
    if source.memory:
        source.memory.put(sketch.as_json())
    return sketch


def _sketched(source: Source) -> Sketch:
    sketch = Sketch()
    for part in source.parts():
        if not sketch.last:
            sketch.alarm(_titles([part.record(n) for n in range(min(_FIRST, len(part)))]))
        sketch.add(part)
    sketch.finish()
    return sketch


def _titles(records: Sequence[Record]) -> list[str]:
    """Return the titles over the first columns, by which a repeated header is told."""
    rows = {n: _cells(record) for n, record in enumerate(records, 1) if any(record)}
    grid = Grid(Sheet("", rows))
    for row in sorted(rows)[:60]:
        found = header.find(grid, row, 1, grid.last_column, grid.last_row)
        if found:
            cells = [grid.text(found.top, column) for column in sorted(found.titles)[:2]]
            return [text for text in cells if text]
    raise UnlikeError


def _cells(record: Record) -> dict[int, Cell]:
    return {place: cell for place, raw in enumerate(record, 1) if (cell := cell_of(raw))}


def cell_of(raw: Raw) -> Cell | None:
    """Return the cell of a value, None where it is blank."""
    if isinstance(raw, str):
        return Cell(raw) if raw else None
    return raw


def _as_sheet(sketch: Sketch, name: str) -> tuple[dict[int, int], Sheet]:
    """Return the sketch as a sheet, its rows moved together, and what their numbers were."""
    numbers: dict[int, int] = {}
    rows: dict[int, dict[int, Cell]] = {}
    for place, number in enumerate(sorted({*sketch.rows, *sketch.blank}), 1):
        numbers[place] = number
        if number in sketch.rows:
            rows[place] = _cells(sketch.rows[number])
    return numbers, Sheet(name, rows)


def _refuse_unlike(found: Found, sheet: Sheet) -> None:
    """Go on only where each row of the sheet is a row of the table, or is told by itself."""
    grid, rows = found.grid, found.draft.rows
    filled = any(
        column.is_derived
        or any(c is not None and not grid.cell(r, column.number) for r, c in column.cells.items())
        for column in found.draft.columns
    )
    labels = [totals.label(found.draft, row) for row in rows]
    summary = any(words.is_summary(text) or words.may_be_total(text) for text in labels)
    edges = any(words.may_be_whole(text) for text in (labels[0], labels[-1])) if labels else True
    summary = summary or bool(totals.with_word(found.draft))
    if filled or summary or edges or found.draft.questions or len(found.body.totals) > 1:
        raise UnlikeError


def _columns(found: Found, decisions: Sequence[Decision]) -> list[tuple[int, Decision]]:
    named = zip(found.draft.columns, decisions, strict=True)
    return [(column.number - 1, one) for column, one in named if not one.is_dropped]


def _whole(
    table: Table,
    source: Source,
    sketch: Sketch,
    numbers: Mapping[int, int],
    columns: Sequence[tuple[int, Decision]],
) -> Table:
    """Return the table of the sketch with all rows, every address as in the file."""
    own = {numbers[row] for row in table.row_numbers}
    out = {number for number in sketch.rows if number not in own} | set(sketch.blank)
    rows = RowNumbers(numbers[table.area.top], sketch.last, frozenset(out))
    area = Area(rows.top, table.area.left, rows[-1], table.area.right)
    return replace(
        table,
        area=area,
        rows=Rows(source.silent(), tuple(columns), rows),
        row_numbers=rows,
        excluded=tuple(replace(one, row=numbers[one.row]) for one in table.excluded),
        warnings=tuple(Warning(moved(one.cell, numbers), one.why) for one in table.warnings),
        questions=tuple(_asked(one, numbers) for one in table.questions),
        answered=tuple(_asked(one, numbers) for one in table.answered),
        offers=tuple(_asked(one, numbers) for one in table.offers),
    )


def _asked(question: Question, numbers: Mapping[int, int]) -> Question:
    options = tuple(
        replace(one, examples=tuple((moved(c, numbers), a, b) for c, a, b in one.examples))
        for one in question.options
    )
    cells = tuple(moved(cell, numbers) for cell in question.cells)
    return replace(question, cells=cells, options=options)


def moved(cell: str, numbers: Mapping[int, int]) -> str:
    """Return the address in the file of a cell of the outline."""
    letters = cell.rstrip("0123456789")
    row = cell[len(letters) :]
    return f"{letters}{numbers[int(row)]}" if row else cell


@dataclass(frozen=True)
class RowNumbers(Sequence[int]):
    """The rows from `top` to `last` but those that are left out."""

    top: int
    last: int
    out: frozenset[int]

    def __len__(self) -> int:
        inside = sum(1 for number in self.out if self.top <= number <= self.last)
        return self.last - self.top + 1 - inside

    def __iter__(self) -> Iterator[int]:
        return (n for n in range(self.top, self.last + 1) if n not in self.out)

    def left_out(self, part: Part) -> Sequence[int]:
        """Return the places in a part that are no rows of the table, in order."""
        numbers = range(part.first, part.first + len(part))
        above = range(min(max(self.top - part.first, 0), len(part)))
        inside = (number - part.first for number in self.out if number in numbers)
        return sorted({*above, *inside})

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[int]: ...
    def __getitem__(self, place: int | slice) -> int | Sequence[int]:
        if place == -1:
            return next(n for n in range(self.last, self.top - 1, -1) if n not in self.out)
        return _got(self, place)


@dataclass(frozen=True)
class Rows(Sequence[tuple[Any, ...]]):
    """The typed rows of a large sheet, converted anew each time they are gone through."""

    source: Source
    columns: tuple[tuple[int, Decision], ...]
    numbers: RowNumbers

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        columns = [(at, converting.column(decision)) for at, decision in self.columns]
        for part in self.source.parts():
            out = self.numbers.left_out(part)
            values = (convert(_kept(part.values(at), out)) for at, convert in columns)
            yield from zip(*values, strict=True)

    @overload
    def __getitem__(self, place: int) -> tuple[Any, ...]: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[tuple[Any, ...]]: ...
    def __getitem__(self, place: int | slice) -> Any:
        return _got(self, place)


def _kept(values: Sequence[Raw], out: Sequence[int]) -> Sequence[Raw]:
    """Return values without those in some places."""
    if not out:
        return values
    left = set(out)
    return [value for place, value in enumerate(values) if place not in left]


def _got(rows: Sequence[Any], place: int | slice) -> Any:
    """Return one or several of what can only be gone through from the front."""
    if isinstance(place, int):
        wanted = place if place >= 0 else len(rows) + place
        for one in islice(iter(rows), wanted, wanted + 1):
            return one
        raise IndexError(place)
    start, stop, step = place.indices(len(rows))
    if step > 0:
        return tuple(islice(iter(rows), start, stop, step))
    return tuple(rows)[place]
