"""The rows under a header, each told for what it is: data, total, section, note, signature."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ckanext.ambon.domain.spreadsheets import header, words
from ckanext.ambon.domain.spreadsheets.blocks import Block
from ckanext.ambon.domain.spreadsheets.grid import (
    Grid,
    cell_text,
    is_figure,
    is_label,
    is_missing,
    is_rule,
)
from ckanext.ambon.domain.spreadsheets.header import Header
from ckanext.ambon.domain.spreadsheets.model import Excluded

_RUNNING = re.compile(r"no\.?|nomor|no\.? ?urut|nomor urut|#|urut|nmr", re.IGNORECASE)
_SAMPLE = 200


@dataclass
class Body:
    """What was found under a header; `sections` gives a section's rows the text over them."""

    header: Header
    titles: list[str] = field(default_factory=list)
    data: list[int] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    sections: dict[int, str] = field(default_factory=dict)
    lone: list[int] = field(default_factory=list)
    excluded: list[Excluded] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    next_row: int = 0


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
    return Frame(
        columns[0], columns[-1], frozenset(numeric), frozenset(labels), _running(found, columns)
    )


def _first_rows(grid: Grid, found: Header, bottom: int) -> list[int]:
    """Return the rows down to a gap; what stands below it may be another table."""
    rows: list[int] = []
    for row in range(found.end + 1, min(bottom, found.end + _SAMPLE) + 1):
        if grid.filled(row, min(found.titles), max(found.titles)):
            rows.append(row)
        elif len(rows) >= 2:
            break
    return rows


def _running(found: Header, columns: list[int]) -> int | None:
    """Return the column of running numbers, if the table starts with one."""
    first = columns[0]
    return first if _RUNNING.fullmatch(found.titles[first][-1].strip()) else None


def read(grid: Grid, found: Header, block: Block) -> Body:
    """Tell the rows under a header apart, down to the next table or the end."""
    shape = frame(grid, found, block.bottom)
    body = Body(found, next_row=block.bottom + 1)
    row, in_tail, pending = found.end + 1, False, list[int]()
    if found.number_row:
        body.excluded.append(Excluded(found.number_row, "nomor kolom"))
    while row <= block.bottom:
        kind = _kind(grid, row, shape, in_tail=in_tail, block=block)
        if repeated := _repeated(grid, row, found):
            body.excluded += [Excluded(r, "judul kolom diulang") for r in range(row, repeated + 1)]
            row = repeated + 1
            pending.clear()
            continue
        if _is_next_table(grid, row, shape, body, block, in_tail=in_tail):
            body.next_row = pending[0] if pending else row
            break
        if kind == "line":
            pending.append(row)
        elif kind == "data" or kind == "total":
            _settle(grid, body, pending, block)
            in_tail = False
            (body.data if kind == "data" else body.totals).append(row)
        elif kind != "blank":
            in_tail = in_tail or kind in ("catatan", "tanda tangan")
            _exclude(grid, body, row, kind, block)
        row += 1
    if body.next_row > block.bottom:
        for line in pending:
            if _may_be_data(grid, body, line, shape):
                body.lone.append(line)
            else:
                _exclude(grid, body, line, "catatan", block)
    return body


def _may_be_data(grid: Grid, body: Body, row: int, shape: Frame) -> bool:
    """Tell a last row without figures from a remark under the table."""
    last = max([found_row(body), *body.data, *body.totals, *body.lone])
    filled = grid.filled(row, shape.left, shape.right)
    is_label = bool(filled) and filled[0] == shape.left and shape.running is None
    return (
        is_label
        and row == last + 1
        and len(grid.text(row, filled[0]).split()) <= 4
        and not body.totals
    )


def found_row(body: Body) -> int:
    """Return the last row of the header."""
    return body.header.end


def _exclude(grid: Grid, body: Body, row: int, why: str, block: Block) -> None:
    body.excluded.append(Excluded(row, why))
    body.notes.append(grid.line(row, block.left, block.right))


def _settle(grid: Grid, body: Body, pending: list[int], block: Block) -> None:
    """Lines with data below them are headings of what follows."""
    for row in pending:
        body.lone.append(row)
    pending.clear()


def _kind(grid: Grid, row: int, shape: Frame, *, in_tail: bool, block: Block) -> str:
    """Return what a row is: blank, data, total, line, or why it is left out."""
    filled = grid.filled(row, block.left, block.right)
    if not filled:
        return "blank"
    texts = [cell_text(grid.cell(row, column)) for column in filled]
    if all(map(is_rule, texts)) and not all(t in ("-", "–") for t in texts):
        return "garis"
    if header.is_number_row(grid, row, shape.left, shape.right) and texts[0].startswith("("):
        return "nomor kolom"
    if tail := _tail(texts, filled, grid, row, shape, in_tail=in_tail):
        return tail
    if _is_total(grid, row, filled, shape):
        return "total"
    return "line" if _is_line(grid, row, filled, shape) else "data"


def _is_line(grid: Grid, row: int, filled: list[int], shape: Frame) -> bool:
    """Tell whether the row is one text, or a letter and a text: a heading or a remark."""
    if any(_is_covered(grid, row, column) for column in range(shape.left, shape.right + 1)):
        return False
    if len(filled) == 1:
        return not is_figure(grid.cell(row, filled[0]))
    numbering = grid.text(row, filled[0]).strip("().")
    return (
        len(filled) == 2
        and filled[0] == shape.running
        and filled[1] in shape.labels
        and bool(re.fullmatch(r"[A-Z]|[IVX]+", numbering))
        and len(shape.numeric - {shape.running}) > 0
    )


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


def _repeated(grid: Grid, row: int, found: Header) -> int | None:
    """Return the last row of the header written once more here, None where it is not."""
    height = found.bottom - found.top
    for offset in range(height + 1):
        for column in found.titles:
            if grid.text(row + offset, column) != grid.text(found.top + offset, column):
                return None
    end = row + height
    following = grid.filled(end + 1, min(found.titles), max(found.titles))
    numbered = following and header.is_number_row(
        grid, end + 1, min(found.titles), max(found.titles)
    )
    return end + 1 if numbered and found.number_row else end


def _is_next_table(
    grid: Grid, row: int, shape: Frame, body: Body, block: Block, *, in_tail: bool
) -> bool:
    """Tell whether a new header starts in this row."""
    filled = grid.filled(row, block.left, block.right)
    if len(filled) < 2 or not (body.data or body.totals):
        return False
    if any(words.is_signature(grid.text(row, column)) for column in filled):
        return False
    found = header.find(grid, row, block.left, block.right, block.bottom)
    if not found:
        return False
    if _running(found, sorted(found.titles)) is not None:
        return True
    if in_tail:
        return len(filled) > 2 or _has_figures(grid, found)
    return _replaces(grid, row, filled, shape)


def _has_figures(grid: Grid, found: Header) -> bool:
    rows = (found.end + 1, found.end + 2)
    return any(is_figure(grid.cell(row, column)) for row in rows for column in found.titles)


def _replaces(grid: Grid, row: int, filled: list[int], shape: Frame) -> bool:
    """Tell whether words stand over columns of figures, below a blank or a title."""
    lone_above = len(grid.filled(row - 1, shape.left, shape.right)) <= 1
    measures = shape.numeric - {shape.running}
    return lone_above and any(c in measures and is_label(grid.cell(row, c)) for c in filled)
