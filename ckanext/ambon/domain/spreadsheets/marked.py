"""The officer's own workbook with marks in it, to be mended and sent again.

A workbook that is XLSX keeps everything that openpyxl keeps, its formulas with their values;
any other becomes an XLSX with the same cells. Read again, it says the same as before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from openpyxl import Workbook as Book
from openpyxl import load_workbook
from openpyxl.cell import Cell as BookCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from ckanext.ambon.domain.spreadsheets import cached, copying, marking
from ckanext.ambon.domain.spreadsheets.limits import Limits
from ckanext.ambon.domain.spreadsheets.marking import WORDS, Mark
from ckanext.ambon.domain.spreadsheets.model import Reading
from ckanext.ambon.domain.spreadsheets.opening import open_workbook
from ckanext.ambon.domain.spreadsheets.template import SET_ASIDE

AUTHOR = "Ambon Satu Data"
LIST = "Tanda"
COLORS = {
    marking.QUESTION: "FFF2A8",
    marking.WARNING: "FFDDB3",
    marking.PERSONAL: "FFC4C4",
    marking.STANDARD: "D6E4FF",
    marking.ERROR: "FFC4C4",
    marking.ANSWER: "D5F0D9",
}
_FILLS = {kind: PatternFill("solid", fgColor=f"FF{color}") for kind, color in COLORS.items()}
_OURS = {f"FF{color}" for color in COLORS.values()}
LARGEST = 80_000_000


def marked_workbook(path: Path, reading: Reading, further: Iterable[Mark] = ()) -> bytes:
    """Return the file at `path` as an XLSX in which everything that is asked or wrong is marked.

    `further` are marks of others: of a table standard, of the search for personal data.
    Raises `RefusedError` for a file that cannot be opened at all.
    """
    marks = [*marking.of_reading(reading), *further]
    workbook = open_workbook(path, Limits())
    own = _own(path, marks) if workbook.format == "xlsx" else None
    return own or _saved(copying.copy(workbook), marks)


def _own(path: Path, marks: Sequence[Mark]) -> bytes | None:
    """Return the workbook itself with marks, None where openpyxl cannot do it.

    openpyxl makes an object of every cell that is only formatted, and a sheet can hold
    millions of these: such a file is copied without them.
    """
    with ZipFile(path) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
            return None
    try:
        book = load_workbook(BytesIO(path.read_bytes()), rich_text=True)
        return cached.restore(_saved(book, marks), cached.read(path))
    # There is no telling in how many ways it fails on a file that Excel opens.
    except Exception:
        return None


def _saved(book: Book, marks: Sequence[Mark]) -> bytes:
    _unmark(book)
    for mark in marks:
        _mark(book, mark)
    _list(book, marks)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _unmark(book: Book) -> None:
    """Take away the marks of an earlier time."""
    if LIST not in book.sheetnames or not str(book[LIST]["A1"].value).startswith(SET_ASIDE):
        return
    for row in book[LIST].iter_rows(min_row=3, max_col=3, values_only=True):
        mark = Mark(marking.WARNING, str(row[1] or ""), tuple(str(row[2] or "").split(", ")), "")
        for name, address in mark.places:
            if sheet := _sheet(book, name):
                _clear(_cell(sheet, address))
    book.remove(book[LIST])


def _clear(cell: BookCell) -> None:
    if cell.comment and cell.comment.author == AUTHOR:
        cell.comment = None
    if cell.fill.fgColor.rgb in _OURS:
        cell.fill = PatternFill()


def _mark(book: Book, mark: Mark) -> None:
    for name, address in mark.places:
        if sheet := _sheet(book, name):
            cell = _cell(sheet, address)
            cell.fill = _FILLS[mark.kind]
            _comment(cell, mark.message)


def _sheet(book: Book, name: str) -> Worksheet | None:
    """Return a sheet by its name; the only one of a CSV is called like the file, or otherwise."""
    if name in book.sheetnames:
        return book[name]
    others = [one for one in book.worksheets if one.title != LIST]
    return others[0] if len(others) == 1 else None


def _cell(sheet: Worksheet, address: str) -> BookCell:
    """Return the cell, or for one under a merge the cell that shows."""
    found = sheet[address]
    if isinstance(found, BookCell):
        return found
    area = next(area for area in sheet.merged_cells.ranges if address in area)
    return sheet.cell(area.min_row, area.min_col)  # type: ignore[return-value]


def _comment(cell: BookCell, text: str) -> None:
    """Add to what the comment of the cell says, of ours or of the officer."""
    said = cell.comment.text if cell.comment else ""
    if text in said:
        return
    comment = Comment(f"{said}\n{text}".strip(), AUTHOR if not said else _author(cell))
    comment.width, comment.height = 320, 40 + 18 * (len(comment.text) // 45 + 1)
    cell.comment = comment


def _author(cell: BookCell) -> str:
    return cell.comment.author if cell.comment and cell.comment.author else AUTHOR


def _list(book: Book, marks: Sequence[Mark]) -> None:
    """Add a sheet that lists every mark; the reader sets it aside."""
    title = LIST if LIST not in book.sheetnames else f"{LIST} 2"
    sheet = book.create_sheet(title)
    sheet.append([f"{SET_ASIDE} Perbaiki sel yang ditandai, lalu unggah berkas ini lagi."])
    sheet.append(["Jenis", "Lembar", "Sel", "Apa dan bagaimana"])
    for row, mark in enumerate(marks, 3):
        sheet.cell(row, 1, WORDS[mark.kind]).fill = _FILLS[mark.kind]
        for column, text in enumerate((mark.sheet, ", ".join(mark.cells), mark.text), 2):
            cell = sheet.cell(row, column)
            if isinstance(cell, BookCell):
                copying.write_text(cell, text)
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    for cell in sheet[2]:
        cell.font = Font(bold=True)
    for letter, width in zip("ABCD", (16, 20, 28, 90), strict=True):
        sheet.column_dimensions[letter].width = width
