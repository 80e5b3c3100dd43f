"""A copy of a workbook without what was found: columns dropped or masked, notes cut, or counted.

The copy is written anew from the cells that are kept, so nothing that cannot be seen (comments,
properties, old versions of cells) goes along.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ckanext.ambon.domain.personal_data import loose
from ckanext.ambon.domain.personal_data.model import mask
from ckanext.ambon.domain.personal_data.tables import of_workbook
from ckanext.ambon.domain.spreadsheets import copying, reading
from ckanext.ambon.domain.spreadsheets.column import text_of
from ckanext.ambon.domain.spreadsheets.draft import DraftColumn
from ckanext.ambon.domain.spreadsheets.found import Found
from ckanext.ambon.domain.spreadsheets.grid import cell_text
from ckanext.ambon.domain.spreadsheets.model import Area, Cell, Sheet, Workbook

DROP = "drop"
MASK = "mask"
CUT = "cut"
DROP_SHEET = "drop_sheet"
WAYS = (DROP, MASK, CUT, DROP_SHEET)


@dataclass(frozen=True)
class Remedy:
    """What is done (`way`) with a column of a sheet, or with what stands outside of its tables."""

    sheet: str
    column: str | None
    way: str


def clean(workbook: Workbook, remedies: Sequence[Remedy]) -> Workbook:
    """Return a workbook in which the remedies were applied; comments and properties are gone."""
    gone = {one.sheet for one in remedies if one.way == DROP_SHEET}
    sheets = [_cleaned(one, remedies) for one in workbook.sheets if one.name not in gone]
    return Workbook(workbook.format, tuple(sheets))


def leaves_nothing(workbook: Workbook, remedies: Sequence[Remedy], kept: Workbook) -> bool:
    """Tell whether remedies leave no cell at all, or no column of any table that was there."""
    cells = (cell for sheet in kept.sheets for row in sheet.rows.values() for cell in row.values())
    if not any(text_of(cell) for cell in cells):
        return True
    gone = {one.sheet for one in remedies if one.way == DROP_SHEET}
    dropped = {(one.sheet, one.column) for one in remedies if one.way == DROP}
    columns = {
        (sheet.name, column.title)
        for sheet in workbook.sheets
        for table in reading.find(_shown(sheet))
        for column in table.draft.columns
        if column.number
    }
    return bool(columns) and all(
        sheet in gone or (sheet, title) in dropped for sheet, title in columns
    )


def width(workbook: Workbook) -> int:
    """Return in how many columns the widest sheet holds something."""
    return max(
        (
            len({n for cells in sheet.rows.values() for n, cell in cells.items() if text_of(cell)})
            for sheet in workbook.sheets
        ),
        default=0,
    )


def count_by(workbook: Workbook, titles: Sequence[str]) -> Workbook:
    """Return a workbook with one table: how many rows there are for each group of values."""
    for table in of_workbook(workbook, "").tables:
        named = {column.title: column for column in table.columns}
        if all(title in named for title in titles):
            columns = [
                dict(zip(c.places, c.texts, strict=True)) for c in map(named.get, titles) if c
            ]
            rows = sorted({row for column in columns for row in column})
            groups = Counter(tuple(column.get(row, "") for column in columns) for row in rows)
            return _table([*titles, "Jumlah"], [[*group, n] for group, n in sorted(groups.items())])
    return Workbook(workbook.format, ())


def write(workbook: Workbook) -> tuple[bytes, str]:
    """Return a workbook as the content of a file, and the ending of its name."""
    if workbook.format == "csv" and len(workbook.sheets) == 1:
        return _csv(workbook.sheets[0]), "csv"
    stream = io.BytesIO()
    copying.copy(workbook).save(stream)
    return stream.getvalue(), "xlsx"


def _csv(sheet: Sheet) -> bytes:
    width = max((max(cells) for cells in sheet.rows.values() if cells), default=0)
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    for row in sorted(sheet.rows):
        cells = sheet.rows[row]
        writer.writerow([cell_text(cells.get(column)) for column in range(1, width + 1)])
    return stream.getvalue().encode("utf-8")


def _table(titles: Sequence[str], rows: Iterable[Sequence[str | int]]) -> Workbook:
    head = {number: Cell(title) for number, title in enumerate(titles, 1)}
    body = [
        {
            n: Cell(value, "number" if isinstance(value, int) else "text")
            for n, value in enumerate(row, 1)
        }
        for row in rows
    ]
    return Workbook("xlsx", (Sheet("Jumlah", dict(enumerate([head, *body], 1))),))


def _cleaned(sheet: Sheet, remedies: Sequence[Remedy]) -> Sheet:
    mine = [one for one in remedies if one.sheet == sheet.name]
    found = reading.find(_shown(sheet))
    result = replace(sheet, comments=())
    if any(one.way == CUT for one in mine):
        result = _without_notes(result, found)
    for table, column in _named(found, mine, MASK):
        result = _masked(result, table, column)
    # From right to left: a column that goes moves those on its right.
    for table, column in sorted(_named(found, mine, DROP), key=lambda pair: -pair[1].number):
        result = _without_column(result, table, column)
    return result


def _shown(sheet: Sheet) -> Sheet:
    """Return a sheet with nothing hidden: what cannot be seen is searched and cleaned too."""
    return replace(sheet, hidden_rows=frozenset(), hidden_columns=frozenset(), is_hidden=False)


def _named(found: list[Found], remedies: list[Remedy], way: str) -> list[tuple[Found, DraftColumn]]:
    titles = {one.column for one in remedies if one.way == way}
    return [
        (table, column)
        for table in found
        for column in table.draft.columns
        if column.title in titles and column.number
    ]


def _masked(sheet: Sheet, table: Found, column: DraftColumn) -> Sheet:
    rows = {number: dict(cells) for number, cells in sheet.rows.items()}
    for row in table.draft.rows:
        if text := text_of(rows.get(row, {}).get(column.number)):
            rows[row][column.number] = Cell(mask(text))
    return replace(sheet, rows=rows)


def _without_column(sheet: Sheet, table: Found, column: DraftColumn) -> Sheet:
    """Take a column out of the rows of its table, and move what stands on its right."""
    top, bottom = table.body.header.top, max(table.draft.rows, default=table.body.header.top)
    rows = {
        number: _moved(dict(cells), column.number) if top <= number <= bottom else cells
        for number, cells in sheet.rows.items()
    }
    merges = [
        _narrowed(area, column.number) if top <= area.top <= bottom else area
        for area in sheet.merges
    ]
    wide = tuple(one for one in merges if (one.top, one.left) != (one.bottom, one.right))
    return replace(sheet, rows=rows, merges=tuple(one for one in wide if one.left <= one.right))


def _moved(cells: dict[int, Cell], gone: int) -> dict[int, Cell]:
    return {n - (n > gone): cell for n, cell in cells.items() if n != gone}


def _narrowed(area: Area, gone: int) -> Area:
    return replace(
        area, left=area.left - (area.left > gone), right=area.right - (area.right >= gone)
    )


def _without_notes(sheet: Sheet, found: list[Found]) -> Sheet:
    """Take out what stands below the tables, and above them what belongs to persons."""
    last = max((max(one.draft.rows, default=0) for one in found), default=0)
    rows = {
        number: {n: cell for n, cell in cells.items() if not loose.in_text(text_of(cell) or "")}
        if _is_outside(number, found)
        else cells
        for number, cells in sheet.rows.items()
        if not found or number <= last
    }
    merges = tuple(area for area in sheet.merges if not found or area.bottom <= last)
    return replace(sheet, rows=rows, merges=merges)


def _is_outside(row: int, found: list[Found]) -> bool:
    return not any(row in one.draft.rows for one in found)
