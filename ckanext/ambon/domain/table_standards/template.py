"""The Excel template of a standard: a sheet to fill in, guidance, an example, the code lists.

Everything in it comes from the standard. What the sheet checks while somebody types is a
help; `checks` decides when the file is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ckanext.ambon.domain.spreadsheets.safe import for_excel
from ckanext.ambon.domain.spreadsheets.template import MARK, SET_ASIDE
from ckanext.ambon.domain.table_standards import guidance, values
from ckanext.ambon.domain.table_standards.model import NUMERIC, Column, Standard

LAST_ROW = 10_000
DATA, GUIDE, EXAMPLE, LISTS = "Data", "Petunjuk", "Contoh", "Daftar"
BOOLEANS = ("ya", "tidak")
FIRST_TERM = 3
INVENTED = "Baris di bawah ini karangan, hanya untuk menunjukkan cara mengisi."

FORMATS = {
    "integer": "#,##0",
    "currency": "#,##0",
    "year": "0",
    "date": "dd/mm/yyyy",
    "timestamp": "dd/mm/yyyy hh:mm",
    "code": "@",
    "text": "@",
}
HEAD = PatternFill("solid", fgColor="1F4E5F")
REQUIRED = PatternFill("solid", fgColor="8A2C0D")
EMPTY = PatternFill("solid", bgColor="FFE3B3")
LARGEST = 10**15 - 1


def template(standard: Standard) -> bytes:
    """Return the workbook that an officer fills in."""
    book = Workbook()
    data = book.active
    if not isinstance(data, Worksheet):
        raise TypeError(data)
    data.title = DATA
    _header(data, standard.columns, 1)
    data.freeze_panes = "A2"
    places = _lists(book.create_sheet(LISTS), standard)
    for at, column in enumerate(standard.columns, 1):
        _prepare(data, column, get_column_letter(at), places.get(column.name))
    _mark_what_is_missing(data, standard)
    _guide(book.create_sheet(GUIDE, 1), standard)
    _example(book.create_sheet(EXAMPLE, 2), standard)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _header(sheet: Worksheet, columns: Sequence[Column], row: int) -> None:
    for at, column in enumerate(columns, 1):
        cell = sheet.cell(row, at, for_excel(column.title()))
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = REQUIRED if column.required else HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[get_column_letter(at)].width = _width(column)


def _width(column: Column) -> int:
    longest = max((len(term.label["id"]) for term in column.terms), default=0)
    return max(14, min(44, max(longest, len(column.title()) + 2)))


def _lists(sheet: Worksheet, standard: Standard) -> dict[str, str]:
    """Write the code lists; return where each column finds its own."""
    sheet.sheet_state = "hidden"
    sheet.cell(1, 1, f"{SET_ASIDE} {MARK}{standard.name}")
    places = {}
    for at, column in enumerate((one for one in standard.columns if one.vocabulary), 1):
        letter = get_column_letter(at)
        sheet.cell(FIRST_TERM - 1, at, for_excel(column.label["id"]))
        for row, term in enumerate(column.terms, FIRST_TERM):
            sheet.cell(row, at, for_excel(term.label["id"]))
        last = FIRST_TERM + len(column.terms) - 1
        places[column.name] = f"{LISTS}!${letter}${FIRST_TERM}:${letter}${last}"
    return places


def _prepare(sheet: Worksheet, column: Column, letter: str, place: str | None) -> None:
    """Give a column its number format, and the check of what is typed into it."""
    sheet.column_dimensions[letter].number_format = FORMATS.get(column.type, "General")
    check = _check(column, place)
    check.allow_blank = True
    check.errorTitle = column.label["id"][:32]
    check.error = f"{guidance.content(column)} Perbaiki, atau kosongkan."[:255]
    check.promptTitle = column.label["id"][:32]
    check.prompt = guidance.hint(column)[:255]
    check.showErrorMessage = check.showInputMessage = True
    check.add(f"{letter}2:{letter}{LAST_ROW}")
    sheet.add_data_validation(check)


def _check(column: Column, place: str | None) -> DataValidation:
    if place:
        return DataValidation(type="list", formula1=place)
    if column.type == "boolean":
        return DataValidation(type="list", formula1=f'"{",".join(BOOLEANS)}"')
    if column.type in NUMERIC:
        low = column.min if column.min is not None else -LARGEST
        high = column.max if column.max is not None else LARGEST
        kind = "whole" if column.type in ("integer", "year") else "decimal"
        return DataValidation(type=kind, operator="between", formula1=str(low), formula2=str(high))
    if column.type in ("date", "timestamp"):
        return DataValidation(type="date", operator="greaterThan", formula1="1")
    return DataValidation(type="textLength", operator="lessThanOrEqual", formula1="2000")


def _mark_what_is_missing(sheet: Worksheet, standard: Standard) -> None:
    """Colour a required cell that is empty in a row that was begun."""
    last = get_column_letter(len(standard.columns))
    for at, column in enumerate(standard.columns, 1):
        if column.required:
            letter = get_column_letter(at)
            formula = f'AND(COUNTA($A2:${last}2)>0,{letter}2="")'
            rule = FormulaRule(formula=[formula], fill=EMPTY)
            sheet.conditional_formatting.add(f"{letter}2:{letter}{LAST_ROW}", rule)


def _guide(sheet: Worksheet, standard: Standard) -> None:
    lines = guidance.lines(standard)
    sheet.append([SET_ASIDE])
    for line in lines:
        sheet.append([for_excel(line)])
    sheet.append([])
    sheet.append(list(guidance.COLUMNS))
    head = sheet.max_row
    for column in standard.columns:
        sheet.append([for_excel(text) for text in guidance.row(column)])
    for cell in sheet[head]:
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), HEAD
    for row in sheet.iter_rows(min_row=head):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for letter, width in zip("ABCDEFG", guidance.WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet["A2"].font = Font(bold=True, size=14)


def _example(sheet: Worksheet, standard: Standard) -> None:
    sheet.append([f"{SET_ASIDE} {INVENTED}"])
    _header(sheet, standard.columns, 3)
    for at, column in enumerate(standard.columns, 1):
        _write(sheet, at, column)
    sheet.freeze_panes = "A4"


def _write(sheet: Worksheet, at: int, column: Column) -> None:
    value = values.read(column, column.example)
    shown = values.label(column, value) if column.vocabulary else value
    cell = sheet.cell(4, at, for_excel(shown))
    cell.number_format = FORMATS.get(column.type, "General")


def filename(standard: Standard) -> str:
    """Return the name under which the template is sent."""
    return f"templat-{standard.name}.xlsx"
