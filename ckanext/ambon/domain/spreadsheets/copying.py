"""A workbook of any format as an XLSX with the same cells: nothing decided, nothing run."""

from __future__ import annotations

from datetime import time

from openpyxl import Workbook as Book
from openpyxl.cell import Cell as BookCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from ckanext.ambon.domain.spreadsheets.model import Cell, Sheet, Workbook, letters

# A formula whose value the file does not hold: it stays one, and does nothing.
_VALUELESS = "=NA()"
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))
_WHOLE_DIGITS = 10**15


def copy(workbook: Workbook) -> Book:
    """Return the sheets of an opened workbook as a new book."""
    book = Book()
    if book.active is not None:
        book.remove(book.active)
    for sheet in workbook.sheets:
        title = sheet.name.translate(_FORBIDDEN)[:31] or "Sheet1"
        _fill(book.create_sheet(title), sheet)
    return book


def _fill(target: Worksheet, sheet: Sheet) -> None:
    for row, cells in sheet.rows.items():
        for column, cell in cells.items():
            found = target.cell(row, column)
            if isinstance(found, BookCell):
                write(found, cell)
    for area in sheet.merges:
        target.merge_cells(area.name)
    for row in sheet.hidden_rows:
        target.row_dimensions[row].hidden = True
    for column in sheet.hidden_columns:
        target.column_dimensions[letters(column)].hidden = True
    if sheet.is_hidden:
        target.sheet_state = "hidden"


def write(target: BookCell | MergedCell, cell: Cell) -> None:
    """Write a cell as it was read; a text stays a text, whatever it begins with."""
    if not isinstance(target, BookCell):
        return
    if cell.format:
        target.number_format = cell.format
    if cell.kind == "formula":
        target.value = _VALUELESS
    elif cell.kind in ("text", "error") or _is_too_long(cell):
        write_text(target, str(cell.value))
        if cell.kind == "error":
            target.data_type = "e"
    else:
        target.value = cell.value if not isinstance(cell.value, time) else cell.value.isoformat()


def write_text(target: BookCell, text: str) -> None:
    """Write a text that Excel shows and never runs, also after somebody edits the cell."""
    target.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    target.data_type = "s"
    target.quotePrefix = text.startswith(("=", "+", "-", "@", "\t", "\r"))  # type: ignore[attr-defined]


def _is_too_long(cell: Cell) -> bool:
    """Tell whether Excel would cut the digits of a number off."""
    return isinstance(cell.value, int) and abs(cell.value) >= _WHOLE_DIGITS
