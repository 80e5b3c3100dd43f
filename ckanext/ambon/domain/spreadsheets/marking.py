"""What is to be marked in a workbook: cells, what is asked or wrong there, what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ckanext.ambon.domain.spreadsheets.model import Column, Question, Reading, Table, address

QUESTION, WARNING, PERSONAL, STANDARD, ERROR, ANSWER = (
    "question",
    "warning",
    "personal",
    "standard",
    "error",
    "answer",
)

WORDS = {
    QUESTION: "PERTANYAAN",
    WARNING: "PERINGATAN",
    PERSONAL: "DATA PRIBADI",
    STANDARD: "STANDAR",
    ERROR: "KESALAHAN",
    ANSWER: "JAWABAN",
}

_CELL = re.compile(r"(?:(?P<sheet>.+)!)?(?P<cell>[A-Z]{1,3}\d{1,7})")
_COLUMN = re.compile(r"[A-Z]{1,3}")


@dataclass(frozen=True)
class Mark:
    """One thing to mend; without cells it stands in the list of marks only."""

    kind: str
    sheet: str
    cells: tuple[str, ...]
    text: str

    @property
    def message(self) -> str:
        """Return what the comment says: the kind in words, for colour alone tells not all."""
        return f"{WORDS[self.kind]}: {self.text}"

    @property
    def places(self) -> Iterator[tuple[str, str]]:
        """Return sheet and address of each cell; a cell of another sheet names it itself."""
        for cell in self.cells:
            if found := _CELL.fullmatch(cell):
                yield found["sheet"] or self.sheet, found["cell"]


def of_reading(reading: Reading) -> Iterator[Mark]:
    """Return what a reading asks, and what it warns of."""
    if reading.error:
        yield Mark(ERROR, "", (), reading.error)
    for warning in reading.warnings:
        yield Mark(WARNING, "", (), warning)
    for table in reading.tables:
        for question in table.questions:
            yield _asked(table, question)
        for question in table.answered:
            yield _answered(table, question)
        for one in table.warnings:
            yield Mark(WARNING, table.sheet, (one.cell,), one.why)


def title_cell(table: Table, title: str | None) -> str:
    """Return the cell of a column's title; the table's first cell where it has none."""
    column = next((one for one in table.columns if one.title == title), None)
    return _head(table, column)


def _head(table: Table, column: Column | None) -> str:
    if column is not None and column.letter:
        return f"{column.letter}{table.area.top}"
    return address(table.area.top, table.area.left)


def _asked(table: Table, question: Question) -> Mark:
    choices = " / ".join(option.text for option in question.options)
    place = f"Kolom “{question.column}”. " if question.column else ""
    cells = [_cell(table, cell) for cell in question.cells]
    head = title_cell(table, question.column)
    text = f"{place}{question.why}" + (f" Pilihan: {choices}." if choices else "")
    return Mark(QUESTION, table.sheet, tuple(dict.fromkeys((head, *cells))), text)


def _answered(table: Table, question: Question) -> Mark:
    """Return what the OPD said before: nothing is to be mended, it may be taken back."""
    given = next((one.text for one in question.options if one.value == question.answer), "")
    place = f"Kolom “{question.column}”. " if question.column else ""
    head = title_cell(table, question.column)
    text = f"{place}{question.why} Dijawab: {given}. Ubah di halaman Periksa tabel bila keliru."
    return Mark(ANSWER, table.sheet, (head,), text)


def _cell(table: Table, cell: str) -> str:
    """Return the title's cell for a column that is named by its letters alone."""
    return f"{cell}{table.area.top}" if _COLUMN.fullmatch(cell) else cell
