"""What one row under a header is: data, a total, a heading, a note, a signature."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ckanext.ambon.domain.spreadsheets import numbering, words
from ckanext.ambon.domain.spreadsheets.blocks import Block
from ckanext.ambon.domain.spreadsheets.grid import (
    Grid,
    cell_text,
    is_figure,
    is_label,
    is_missing,
    is_rule,
    is_year,
)
from ckanext.ambon.domain.spreadsheets.header import Header
from ckanext.ambon.domain.spreadsheets.model import Cell

_RUNNING = re.compile(r"no\.?|nomor|no\.? ?urut|nomor urut|#|urut|nmr", re.IGNORECASE)
_HEAD = re.compile(r"[A-Z]|[IVX]+")
_ITEM = re.compile(r"\s{2,}\S|\s*[-–•·]\s*[^\W\d_]|\s*[a-z][.)]\s")
_SAMPLE = 200


@dataclass(frozen=True)
class Frame:
    """What the columns under a header mostly hold."""

    left: int
    right: int
    numeric: frozenset[int]
    labels: frozenset[int]
    running: int | None


def frame(grid: Grid, found: Header, bottom: int) -> Frame:
    """Return which columns hold figures and which hold words."""
    columns = sorted(found.titles)
    rows = _first_rows(grid, found, bottom)
    numeric, labels = set(), set()
    for column in columns:
        cells = [grid.shown(row, column) for row in rows]
        figures = sum(is_figure(cell) or is_missing(cell) for cell in cells)
        texts = sum(map(is_label, cells))
        if figures > texts:
            numeric.add(column)
        elif texts:
            labels.add(column)
    number = running(found, columns) or _unnamed_running(grid, found, columns[0], rows)
    return Frame(columns[0], columns[-1], frozenset(numeric), frozenset(labels), number)


def _first_rows(grid: Grid, found: Header, bottom: int) -> list[int]:
    """Return the rows down to a gap; what stands below it may be another table."""
    rows: list[int] = []
    for row in range(found.end + 1, min(bottom, found.end + _SAMPLE) + 1):
        if grid.filled(row, min(found.titles), max(found.titles)):
            rows.append(row)
        elif len(rows) >= 2:
            break
    return rows


def _unnamed_running(grid: Grid, found: Header, first: int, rows: list[int]) -> int | None:
    """Return the first column where it has no title and only counts the rows."""
    has_title = any(grid.shown(row, first) for row in range(found.top, found.bottom + 1))
    numbers = [grid.text(row, first) for row in rows if grid.cell(row, first)]
    counted = [str(number) for number in range(1, len(numbers) + 1)]
    return first if len(numbers) > 1 and not has_title and numbers == counted else None


def running(found: Header, columns: list[int]) -> int | None:
    """Return the column of running numbers, if the table starts with one."""
    first = columns[0]
    return first if _RUNNING.fullmatch(found.titles[first][-1].strip()) else None


def kind_of(grid: Grid, row: int, shape: Frame, *, in_tail: bool, block: Block) -> str:
    """Return what a row is: blank, data, total, line, or why it is left out."""
    filled = grid.filled(row, block.left, block.right)
    if not filled:
        return "blank"
    texts = [cell_text(grid.cell(row, column)) for column in filled]
    if all(map(is_rule, texts)) and not all(t in ("-", "–") for t in texts):
        return "garis"
    if numbering.is_number_row(grid, row, shape.left, shape.right) and texts[0].startswith("("):
        return "nomor kolom"
    if tail := _tail(texts, filled, grid, row, shape, in_tail=in_tail):
        return tail
    if _is_total(grid, row, filled, shape):
        return "total"
    return "line" if _is_line(grid, row, filled, shape) else "data"


def _is_line(grid: Grid, row: int, filled: list[int], shape: Frame) -> bool:
    """Tell whether the row is one text, or a letter and a text: a heading or a remark."""
    if len(filled) > 2:
        return False
    if any(_is_covered(grid, row, column) for column in range(shape.left, shape.right + 1)):
        return False
    if len(filled) == 1:
        return not is_figure(grid.cell(row, filled[0])) or _heads_as_year(grid, row, filled, shape)
    return (
        filled[0] == shape.running
        and filled[1] in shape.labels
        and len(shape.numeric - {shape.running}) > 0
        and _is_numbered(grid, row, filled[0])
    )


def _heads_as_year(grid: Grid, row: int, filled: list[int], shape: Frame) -> bool:
    """Tell a year over the rows of that year, where the column itself holds words."""
    return filled[0] in shape.labels and is_year(grid.cell(row, filled[0])) and bool(shape.numeric)


def _is_numbered(grid: Grid, row: int, column: int) -> bool:
    """Tell whether a row is numbered as the head of those below: “A”, “IV”, “2” over “2.1”."""
    numbering = grid.text(row, column).strip("().")
    below = grid.text(row + 1, column).strip("().")
    if numbering.isdecimal() and not below and is_item(grid.cell(row + 1, column + 1)):
        return True
    return bool(_HEAD.fullmatch(numbering)) or (
        numbering.isdecimal() and bool(re.fullmatch(rf"{numbering}\.\d+(\.\d+)*|[a-z]", below))
    )


def is_item(cell: Cell | None) -> bool:
    """Tell a label that is set in or marked as an item of a list: “- Premium”, “a. Negeri”."""
    return cell is not None and cell.kind == "text" and bool(_ITEM.match(str(cell.value)))


def _is_covered(grid: Grid, row: int, column: int) -> bool:
    """Tell whether a cell merged from a row above reaches into this one."""
    area = grid.area(row, column)
    return area is not None and area.top < row


def _tail(
    texts: list[str], filled: list[int], grid: Grid, row: int, shape: Frame, *, in_tail: bool
) -> str | None:
    """Return whether the row is a note or belongs to a signature."""
    figures = [c for c in filled if c in shape.numeric and _counts(grid, row, c)]
    has_number = shape.running in filled and is_figure(grid.cell(row, shape.running or 0))
    enough = len(figures) * 2 >= max(len(shape.numeric - {shape.running}), 1)
    if has_number or (figures and (enough or not in_tail)):
        return None
    if words.is_note(texts[0]) and len(filled) <= 3:
        return "catatan"
    if any(map(words.is_signature, texts)) and _is_loose(filled, shape):
        return "tanda tangan"
    if in_tail:
        return "tanda tangan" if not words.is_note(texts[0]) else "catatan"
    return None


def _counts(grid: Grid, row: int, column: int) -> bool:
    cell = grid.cell(row, column)
    return is_figure(cell) or is_missing(cell)


def _is_loose(filled: list[int], shape: Frame) -> bool:
    """Tell whether a row of words fills the table less than a row of data would."""
    if shape.numeric - {shape.running}:
        return True
    width = len(shape.labels | shape.numeric)
    return len(filled) < max(width, 2) or len(filled) == 1


def _is_total(grid: Grid, row: int, filled: list[int], shape: Frame) -> bool:
    label = next((cell_text(grid.cell(row, c)) for c in filled if is_label(grid.cell(row, c))), "")
    if shape.running == filled[0] and is_figure(grid.cell(row, filled[0])):
        return False
    return (words.is_total(label) and label == cell_text(grid.cell(row, filled[0]))) or (
        words.is_total(label) and shape.running == filled[0]
    )
