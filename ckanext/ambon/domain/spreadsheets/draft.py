"""A table before its types: columns of cells, with groups filled down and sections as a column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ckanext.ambon.domain.spreadsheets import answers, below, currencies, header, naming, words
from ckanext.ambon.domain.spreadsheets.answers import MEND, Answers
from ckanext.ambon.domain.spreadsheets.blocks import Block
from ckanext.ambon.domain.spreadsheets.body import Body
from ckanext.ambon.domain.spreadsheets.column import Content, Entry
from ckanext.ambon.domain.spreadsheets.grid import (
    Grid,
    cell_text,
    is_figure,
    is_label,
    is_missing,
)
from ckanext.ambon.domain.spreadsheets.model import (
    Cell,
    Option,
    Question,
    Warning,
    address,
    letters,
)
from ckanext.ambon.domain.spreadsheets.rows import Frame

_DITTO = re.compile(r"s\.?\s?d\.?\s?a\.?|idem|ditto|[\"”“〃]|''|,,|-\s?[\"”]\s?-", re.IGNORECASE)
_DIMENSION = re.compile(
    r"^(rt|rw|rt/rw|bulan|kelas|kode|no|nomor|triwulan|semester|minggu|tanggal|tgl|tahun|umur|usia)"
    r"\b",
    re.IGNORECASE,
)
_NUMBERING = re.compile(r"\(?(\d{1,5}|[a-z]|[ivxlc]{1,6})\)?\s*[.):]?", re.IGNORECASE)


@dataclass
class DraftColumn:
    """A column of the sheet (`number` 0 for one of our own) with its cells by row."""

    number: int
    parts: tuple[str, ...]
    cells: dict[int, Cell | None]
    is_derived: bool = False
    asked: list[tuple[str, list[int], str, tuple[Option, ...]]] = field(default_factory=list)
    questions: list[tuple[str, Question]] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)

    @property
    def title(self) -> str:
        return header.JOIN.join(self.parts)

    @property
    def has_no_title(self) -> bool:
        """Tell whether the title is our own: “Kolom D”."""
        return self.number > 0 and self.title == below.own_title(self.number)

    def content(
        self, key: str, rows: Sequence[int], sums: Sequence[tuple[Cell, list[Cell]]]
    ) -> Content:
        """Return the column for the step that decides its type."""
        entries = [Entry(address(row, self.number or 1), self.cells.get(row)) for row in rows]
        return Content(self.title, self.parts, key, entries, sums)


@dataclass
class Draft:
    """The columns and the rows that are data; `lettered` are rows numbered A, I …"""

    columns: list[DraftColumn]
    rows: list[int]
    running: DraftColumn | None = None
    questions: list[Question] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        return naming.names(column.title for column in self.columns)

    @property
    def keys(self) -> list[str]:
        return answers.keys(column.title for column in self.columns)


def build(grid: Grid, block: Block, body: Body, shape: Frame, given: Answers) -> Draft:
    """Return the columns under a header with the rows that hold data."""
    rows = body.data
    columns = [
        DraftColumn(number, parts, {row: grid.cell(row, number) for row in (*rows, *body.totals)})
        for number, parts in sorted(body.header.titles.items())
        if _is_used(grid, number, body)
    ]
    draft = Draft(columns, list(rows))
    _fill_merges(grid, draft)
    currencies.join(draft.columns)
    for column in draft.columns:
        _fill_dittos(column, draft.rows)
    _untitled(grid, block, body, draft, given)
    _set_running_aside(draft, shape)
    _fill_groups(draft)
    return draft


def _is_used(grid: Grid, number: int, body: Body) -> bool:
    """Tell whether a column holds anything, or at least a title of its own."""
    own_title = any(
        grid.cell(row, number) is not None for row in range(body.header.top, body.header.bottom + 1)
    )
    return own_title or any(grid.shown(row, number) is not None for row in body.data)


def _untitled(grid: Grid, block: Block, body: Body, draft: Draft, given: Answers) -> None:
    """Ask about values that stand beside or between the titles."""
    known = body.header.titles.keys() - body.header.untitled
    loose = [
        address(row, column)
        for row in body.data
        for column in grid.rows.get(row, {})
        if column not in known
        and block.left <= column <= block.right
        and grid.cell(row, column) is not None
    ]
    if loose:
        why = "Ada isi di kolom yang tidak berjudul; baris ini mungkin bergeser."
        options = (Option("drop", "Abaikan isinya"), MEND)
        question = given.ask("untitled", loose, why, options)
        draft.questions.append(question)
        if question.answer or _are_columns(loose, body):
            return
        rows = [int(re.sub(r"\D", "", cell)) for cell in loose]
        for column in draft.columns[1:]:
            column.asked.append(("shifted", rows, why, options))


def _are_columns(loose: list[str], body: Body) -> bool:
    """Tell columns that only lack a title, filled in every row, from rows that have shifted."""
    filled = {letters(column) for column in body.header.untitled}
    found = [re.sub(r"\d", "", cell) for cell in loose]
    return set(found) <= filled and all(found.count(one) == len(body.data) for one in found)


def _fill_merges(grid: Grid, draft: Draft) -> None:
    """Give every row of a merged cell the value; figures merged over rows are asked."""
    for column in draft.columns:
        spread: list[int] = []
        for row in draft.rows:
            area = grid.area(row, column.number)
            if area is None or (area.top, area.left) == (row, column.number):
                continue
            cell = grid.shown(row, column.number)
            if area.top < row or is_missing(cell):
                column.cells[row] = cell
                spread += (
                    [row] if area.top < row and is_figure(cell) and _is_measure(column) else []
                )
        if spread:
            why = "Satu angka digabung untuk beberapa baris: milik tiap baris, atau milik bersama?"
            options = (
                Option("each", "Berlaku untuk tiap baris"),
                Option("first", "Hanya di baris pertama"),
            )
            column.asked.append(("merged", spread, why, options))


def _fill_dittos(column: DraftColumn, rows: Sequence[int]) -> None:
    """Give a cell that says “the same” what stands above it."""
    last: Cell | None = None
    for row in rows:
        cell = column.cells.get(row)
        if last is not None and cell is not None and _DITTO.fullmatch(cell_text(cell)):
            column.cells[row] = last
            why = f"“{cell_text(cell)}” dibaca sama dengan baris di atasnya"
            column.warnings.append(Warning(address(row, column.number), why))
        elif cell is not None:
            last = cell


def _is_measure(column: DraftColumn) -> bool:
    return not re.search(
        r"\b(tahun|thn|no|kode|nomor|tanggal|tgl)\b", column.title.lower().replace("_", " ")
    )


def _set_running_aside(draft: Draft, shape: Frame) -> None:
    """Take the running numbers out of the columns: they say nothing about a row."""
    first = draft.columns[0] if draft.columns else None
    if first is None or first.number != shape.running or len(draft.columns) < 2:
        return
    # A total may be written across the numbers.
    ends = {row for row in (*draft.rows[:1], *draft.rows[-1:]) if _is_whole(first, row)}
    texts = [cell_text(first.cells.get(row)) for row in draft.rows if row not in ends]
    is_numbering = all(not text or _NUMBERING.fullmatch(text) for text in texts)
    if is_numbering and _runs([int(text) for text in texts if text.isdecimal()]):
        draft.running = first
        draft.columns = draft.columns[1:]


def _is_whole(column: DraftColumn, row: int) -> bool:
    cell = column.cells.get(row)
    return is_label(cell) and words.may_be_whole(cell_text(cell))


def _runs(numbers: Sequence[int]) -> bool:
    """Tell numbers that count the rows, perhaps anew in each part, from numbers of things."""
    steps = [after - before == 1 or after == 1 for before, after in pairwise(numbers)]
    return sum(steps) * 5 >= len(steps) * 4


def _fill_groups(draft: Draft) -> None:
    """Fill down what is written once for the rows below it, in the columns before the labels."""
    rows = [row for row in draft.rows if not _may_sum_up(draft, row)]
    for index, column in enumerate(draft.columns[:-1]):
        filled = [row for row in rows if column.cells.get(row) is not None]
        blank = [row for row in rows if column.cells.get(row) is None]
        if not filled or not blank or not _is_grouping(column, filled) or filled[0] != rows[0]:
            break
        following = draft.columns[index + 1]
        if not all(
            following.cells.get(row) is not None or _below_group(following, draft, row)
            for row in blank
        ):
            break
        if not _is_dimension(following, rows):
            # Figures follow, so this column itself names the rows; a blank name is asked.
            if blank != rows[-1:]:
                _ask_blank(column, blank)
            break
        if len(blank) * 5 < len(rows) and len(blank) < 3:
            _ask_blank(column, blank)
            break
        _fill(column, draft.rows)
    if draft.running:
        _fill_beside_running(draft)


def _may_sum_up(draft: Draft, row: int) -> bool:
    """Tell a row called “Total Nusaniwe” or “Kota Ambon”: nothing is filled down into it."""
    columns = [draft.running, *draft.columns] if draft.running else draft.columns
    text = next((cell_text(one.cells[row]) for one in columns if is_label(one.cells.get(row))), "")
    return bool(text) and words.may_be_whole(text)


def _is_grouping(column: DraftColumn, filled: list[int]) -> bool:
    cells = [column.cells[row] for row in filled]
    years = [cell for cell in cells if re.fullmatch(r"(19|20)\d\d", cell_text(cell))]
    words = sum(map(is_label, cells))
    return words * 2 > len(cells) or len(years) == len(cells)


def _is_dimension(column: DraftColumn, rows: Sequence[int]) -> bool:
    """Tell a column that parts a group further, by words or by numbers of things, from figures."""
    filled = [row for row in rows if column.cells.get(row) is not None]
    texts = [cell_text(column.cells[row]) for row in filled]
    is_code = any(re.fullmatch(r"0\d+", text) for text in texts)
    return _is_grouping(column, filled) or is_code or bool(_DIMENSION.search(column.title))


def _below_group(column: DraftColumn, draft: Draft, row: int) -> bool:
    """Tell whether a blank belongs to a group of the next column, written once as well."""
    above = [r for r in draft.rows if r < row and column.cells.get(r) is not None]
    return bool(above) and column is not draft.columns[-1] and is_label(column.cells[above[-1]])


def _ask_blank(column: DraftColumn, blank: list[int]) -> None:
    why = "Sel ini kosong: sama dengan baris di atasnya, atau tidak ada data?"
    options = (Option("fill", "Sama dengan di atasnya"), Option("empty", "Tidak ada data"))
    column.asked.append(("blank", blank, why, options))


def _fill(column: DraftColumn, rows: Sequence[int]) -> None:
    last: Cell | None = None
    for row in rows:
        last = column.cells.get(row) or last
        column.cells[row] = last


def _fill_beside_running(draft: Draft) -> None:
    """A group whose number is also written once is a group whatever its share of blanks."""
    running = draft.running
    first = draft.columns[0] if draft.columns else None
    if running is None or first is None or not first.asked:
        return
    topics = [asked for asked in first.asked if asked[0] == "blank"]
    blank = [row for asked in topics for row in asked[1]]
    if blank and all(running.cells.get(row) is None for row in blank):
        first.asked = [asked for asked in first.asked if asked[0] != "blank"]
        _fill(first, draft.rows)
