"""The columns of a file as plain texts, hidden ones too, and what stands around the tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from ckanext.ambon.domain.personal_data.model import CELLS
from ckanext.ambon.domain.spreadsheets import large, reading
from ckanext.ambon.domain.spreadsheets.column import text_of
from ckanext.ambon.domain.spreadsheets.draft import DraftColumn
from ckanext.ambon.domain.spreadsheets.found import Found
from ckanext.ambon.domain.spreadsheets.grid import fold
from ckanext.ambon.domain.spreadsheets.insheet import InSheet
from ckanext.ambon.domain.spreadsheets.limits import Limits
from ckanext.ambon.domain.spreadsheets.model import Sheet, Workbook, address, letters
from ckanext.ambon.domain.spreadsheets.opening import open_workbook
from ckanext.ambon.domain.spreadsheets.sketch import UnlikeError


@dataclass(frozen=True)
class Hits:
    """The texts of a column that were looked for, and in how many rows they stand."""

    texts: tuple[str, ...]
    rows: int

    def __len__(self) -> int:
        return self.rows


@dataclass(frozen=True)
class TextColumn:
    """A column: its title as words, and its filled cells as text.

    Of a large file every text is there once, with its first place; `counts` says how often.
    """

    title: str
    label: str
    texts: tuple[str, ...]
    places: tuple[int, ...] = ()
    letter: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)

    def hits(self, check: Callable[[str], object] = bool) -> Hits:
        """Return the texts that a check accepts, and their rows."""
        accepted = {text for text in set(self.texts) if check(text)}
        found = tuple(text for text in self.texts if text in accepted) if accepted else ()
        rows = sum(self.counts[text] for text in found) if self.counts else len(found)
        return Hits(found, rows)

    def cells(self, hits: Collection[str]) -> tuple[str, ...]:
        """Return the addresses of the first hits."""
        wanted = set(hits)
        named = (
            f"{self.letter}{row}"
            for row, text in zip(self.places, self.texts, strict=False)
            if text in wanted
        )
        return tuple(islice(named, CELLS))

    def share(self, hits: int) -> float:
        """Return which part of the filled cells the hits are."""
        filled = sum(self.counts.values()) if self.counts else len(self.texts)
        return hits / filled if filled else 0.0


@dataclass(frozen=True)
class TextTable:
    """A table of texts with the lines over it."""

    sheet: str
    columns: tuple[TextColumn, ...]
    heading: str


@dataclass(frozen=True)
class Line:
    """A text that stands outside of the tables, with its cell where it has one."""

    sheet: str
    text: str
    cell: str | None = None


@dataclass(frozen=True)
class Scanned:
    """The tables of a file, and per sheet the lines that stand outside of them.

    `untitled` are sheets of rows without titles: no table can be made of them, a list can.
    """

    tables: tuple[TextTable, ...]
    loose: tuple[Line, ...]
    untitled: tuple[TextTable, ...] = ()


def opened(path: Path, name: str, limits: Limits) -> Workbook:
    """Return the workbook called `name`; a CSV's only sheet is called like its file."""
    workbook = open_workbook(path, limits)
    if workbook.format != "csv":
        return workbook
    return replace(workbook, sheets=tuple(replace(one, name=name) for one in workbook.sheets))


def of_workbook(workbook: Workbook, name: str) -> Scanned:
    """Return what is to be searched in an opened workbook."""
    tables: list[TextTable] = []
    untitled: list[TextTable] = []
    loose = [Line("", text) for text in workbook.properties.values()]
    for sheet in workbook.sheets:
        loose += [Line(sheet.name, sheet.name)]
        shown = replace(sheet, hidden_rows=frozenset(), hidden_columns=frozenset(), is_hidden=False)
        found, around = _search(shown, name)
        tables += found
        untitled += [] if found else [_untitled(shown)]
        loose += around
        loose += [Line(sheet.name, text) for text in sheet.comments]
    return Scanned(tuple(tables), tuple(loose), tuple(untitled))


def _search(sheet: Sheet, name: str) -> tuple[list[TextTable], list[Line]]:
    """Return the tables of a sheet, and the lines outside of them."""
    source = InSheet.of(sheet)
    if source is not None:
        with suppress(UnlikeError):
            return _long(sheet, name, *large.laid_out(source, reading.find))
    found = reading.find(sheet)
    return [table(one, name) for one in found], list(outside(sheet, found))


def _long(
    sheet: Sheet, name: str, around: large.Outline, found: Found
) -> tuple[list[TextTable], list[Line]]:
    """Return the table of a long sheet that is laid out by the rows that stand for all."""
    columns = _columns(found)
    places = {column.number for column in columns}
    inside = {around.numbers[row] for row in found.draft.rows}
    out = set(around.numbers.values()) - inside
    rows = [row for row in sheet.rows if row not in out]
    whole = [
        replace(one, cells={row: sheet.rows[row].get(one.number or 0) for row in rows})
        for one in columns
    ]
    texts = tuple(_column(one, rows) for one in whole)
    lines = [
        Line(sheet.name, text, address(row, column))
        for row, cells in sheet.rows.items()
        for column, cell in cells.items()
        if (row in out or column not in places) and (text := text_of(cell))
    ]
    return [replace(table(found, name), columns=texts)], lines


def _columns(found: Found) -> list[DraftColumn]:
    return [*found.draft.columns, *([found.draft.running] if found.draft.running else [])]


def _untitled(sheet: Sheet) -> TextTable:
    """Return the cells of a sheet by column, without titles."""
    texts: dict[int, dict[int, str]] = {}
    for row, cells in sheet.rows.items():
        for number, cell in cells.items():
            if text := fold(text_of(cell)):
                texts.setdefault(number, {})[row] = text
    columns = (
        TextColumn("", "", tuple(told.values()), tuple(told), letters(number))
        for number, told in sorted(texts.items())
        if len(told) >= _FEWEST
    )
    return TextTable(sheet.name, tuple(columns), sheet.name)


_FEWEST = 3


def table(found: Found, name: str) -> TextTable:
    """Return a found table as texts."""
    columns = _columns(found)
    lines = [
        found.grid.line(row, found.block.left, found.block.right)
        for row in range(found.block.top, found.body.header.top)
    ]
    heading = " ".join([*lines, found.grid.sheet.name, name.replace("_", " ").replace("-", " ")])
    return TextTable(
        found.grid.sheet.name, tuple(_column(one, found.draft.rows) for one in columns), heading
    )


def _column(column: DraftColumn, rows: list[int]) -> TextColumn:
    texts = {
        row: fold(text).lstrip("'") for row in rows if (text := text_of(column.cells.get(row)))
    }
    letter = letters(column.number) if column.number else ""
    return TextColumn(
        column.title, label(column.title), tuple(texts.values()), tuple(texts), letter
    )


def label(title: str) -> str:
    """Return a title as words: lower case, no underscores, “N I K” written together."""
    words = fold(title.lower().replace("_", " "))
    return re.sub(r"\b(?:[a-z] ){2,}[a-z]\b", lambda found: found[0].replace(" ", ""), words)


def outside(sheet: Sheet, found: list[Found]) -> Iterator[Line]:
    """Yield every cell that is no cell of a table."""
    inside = {
        (row, column.number) for one in found for column in _columns(one) for row in one.draft.rows
    }
    for row, cells in sheet.rows.items():
        for column, cell in cells.items():
            if (row, column) not in inside and (text := text_of(cell)):
                yield Line(sheet.name, text, address(row, column))
