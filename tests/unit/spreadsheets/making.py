"""Workbooks as offices send them, written by libraries that the reader does not use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet


def xlsx(path: Path, rows: Sequence[Sequence[Any]], **how: Any) -> Path:
    """Write one sheet; `how` takes merges, formats, hidden_rows, hidden_columns, at, title."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    fill(sheet, rows, **how)
    book.save(path)
    return path


def sheets(path: Path, content: Mapping[str, Sequence[Sequence[Any]]], **how: Any) -> Path:
    """Write several sheets; `how` names `hidden` sheets."""
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for name, rows in content.items():
        fill(book.create_sheet(name), rows)
        if name in how.get("hidden", ()):
            book[name].sheet_state = "hidden"
    book.save(path)
    return path


def fill(sheet: Worksheet, rows: Sequence[Sequence[Any]], **how: Any) -> None:
    """Write rows into a sheet, and make it look as `how` says."""
    top, left = how.get("at", (1, 1))
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if value is not None:
                sheet.cell(top + r, left + c).value = value
    for area, code in how.get("formats", {}).items():
        _format(sheet, area, code)
    _shape(sheet, how)


def _format(sheet: Worksheet, area: str, code: str) -> None:
    first, _colon, last = area.partition(":")
    for line in sheet[f"{first}:{last or first}"]:
        for cell in line:
            cell.number_format = code


def _shape(sheet: Worksheet, how: Mapping[str, Any]) -> None:
    for area in how.get("merges", ()):
        sheet.merge_cells(area)
    for row in how.get("hidden_rows", ()):
        sheet.row_dimensions[row].hidden = True
    for column in how.get("hidden_columns", ()):
        sheet.column_dimensions[column].hidden = True


def csv(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path
