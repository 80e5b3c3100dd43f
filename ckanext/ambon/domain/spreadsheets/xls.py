"""XLS of Excel 97–2003 (BIFF8), with formats, merges and what is hidden."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import xlrd
from xlrd.biffh import XLRDError

from ckanext.ambon.domain.spreadsheets import formats
from ckanext.ambon.domain.spreadsheets.limits import Limits
from ckanext.ambon.domain.spreadsheets.model import Area, Cell, RefusedError, Sheet, Workbook

_ENCRYPTED = "Berkas ini dikunci kata sandi. Buka, hapus kata sandinya, lalu unggah lagi."


def read(path: Path, limits: Limits) -> Workbook:
    """Return the sheets of an XLS file."""
    try:
        book = xlrd.open_workbook(str(path), formatting_info=True, logfile=io.StringIO())
    except XLRDError as error:
        if "encrypted" in str(error).lower():
            raise RefusedError(_ENCRYPTED) from error
        raise RefusedError(_broken(error)) from error
    except Exception as error:
        # xlrd meets a damaged file with whatever exception the bytes lead to.
        raise RefusedError(_broken(error)) from error
    sheets = tuple(_sheet(book, index, limits) for index in range(book.nsheets))
    return Workbook("xls", sheets, {"user_name": book.user_name or ""})


def _broken(error: Exception) -> str:
    return (
        "Berkas .xls ini rusak atau terlalu tua. Simpan ulang sebagai .xlsx, lalu unggah lagi. "
        f"({type(error).__name__})"
    )


def _sheet(book: xlrd.Book, index: int, limits: Limits) -> Sheet:
    sheet = book.sheet_by_index(index)
    limits.check_cells(sheet.nrows * max(sheet.ncols, 1))
    rows: dict[int, dict[int, Cell]] = {}
    for row in range(sheet.nrows):
        cells = {
            column + 1: cell
            for column, entry in enumerate(sheet.row(row))
            if (cell := _cell(book, entry)) is not None
        }
        if cells:
            rows[row + 1] = cells
    return Sheet(
        name=sheet.name,
        rows=rows,
        merges=tuple(Area(t + 1, lf + 1, b, r) for t, b, lf, r in sheet.merged_cells),
        hidden_rows=frozenset(r + 1 for r, info in sheet.rowinfo_map.items() if info.hidden),
        hidden_columns=frozenset(c + 1 for c, info in sheet.colinfo_map.items() if info.hidden),
        is_hidden=sheet.visibility != 0,
        comments=tuple(note.text for note in sheet.cell_note_map.values()),
    )


def _cell(book: xlrd.Book, entry: Any) -> Cell | None:
    code = book.format_map[book.xf_list[entry.xf_index].format_key].format_str
    value = entry.value
    if entry.ctype == xlrd.XL_CELL_TEXT:
        return Cell(value, "text", code) if value.strip() else None
    if entry.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return _number(value, code, from_1904=bool(book.datemode))
    if entry.ctype == xlrd.XL_CELL_BOOLEAN:
        return Cell(bool(value), "boolean", code)
    if entry.ctype == xlrd.XL_CELL_ERROR:
        return Cell(xlrd.error_text_from_code.get(value, "#ERROR"), "error", code)
    return None


def _number(value: float, code: str, *, from_1904: bool) -> Cell:
    if formats.is_clock(code) and 0 <= value < 1:
        return Cell(formats.clock(value), "text", code)
    if formats.is_date(code):
        found = formats.moment(value, from_1904=from_1904)
        return Cell(found, "date", code) if found else Cell(str(value), "error", code)
    if value.is_integer() and abs(value) < 1e18:
        return Cell(int(value), "number", code)
    return Cell(value, "number", code)
