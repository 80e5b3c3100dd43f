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
    top, left = how.get("at", (1, 1))
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if value is not None:
                cell = sheet.cell(top + r, left + c)
                cell.value = value
    for name, code in how.get("formats", {}).items():
        for line in sheet[name] if ":" in name else [[sheet[name]]]:
            for cell in line if isinstance(line, tuple | list) else [line]:
                cell.number_format = code
    for area in how.get("merges", ()):
        sheet.merge_cells(area)
    for row in how.get("hidden_rows", ()):
        sheet.row_dimensions[row].hidden = True
    for column in how.get("hidden_columns", ()):
        sheet.column_dimensions[column].hidden = True
    sheet.title = how.get("title", sheet.title)


def csv(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path
