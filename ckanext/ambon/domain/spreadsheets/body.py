"""The rows under a header, gone through from top to bottom to the next table or the end."""

from __future__ import annotations

from dataclasses import dataclass, field

from ckanext.ambon.domain.spreadsheets import again, header, numbering, words
from ckanext.ambon.domain.spreadsheets.blocks import Block
from ckanext.ambon.domain.spreadsheets.grid import Grid, is_figure, is_label
from ckanext.ambon.domain.spreadsheets.header import Header
from ckanext.ambon.domain.spreadsheets.model import Excluded
from ckanext.ambon.domain.spreadsheets.rows import Frame, frame, kind_of, running

_SEEN = 50


@dataclass
class Body:
    """What was found under a header; `sections` gives a section's rows the text over them.

    `ends` are rows after a section whose end can be seen.
    """

    header: Header
    titles: list[str] = field(default_factory=list)
    data: list[int] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    sections: dict[int, str] = field(default_factory=dict)
    ends: set[int] = field(default_factory=set)
    lone: list[int] = field(default_factory=list)
    excluded: list[Excluded] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    next_row: int = 0
    is_plain: bool = False


@dataclass
class _Walk:
    """The way down the rows under a header; `pending` are lines that the next row explains."""

    grid: Grid
    block: Block
    shape: Frame
    body: Body
    in_tail: bool = False
    pending: list[int] = field(default_factory=list)

    def take(self, row: int) -> int | None:
        """Tell what a row is; return the row to go on with, None where the table ends."""
        repeated = _repeated(self.grid, row, self.body.header)
        if repeated:
            return self._take_again(row, repeated)
        kind = kind_of(self.grid, row, self.shape, in_tail=self.in_tail, block=self.block)
        if _is_next_table(self, row):
            self.body.next_row = self.pending[0] if self.pending else row
            return None
        self._put(row, kind)
        return row + 1

    def _take_again(self, row: int, last: int) -> int | None:
        """Go on under a header that is repeated; the lines over it may begin another table."""
        here, before = self._lines_over(row), self._lines_over(self.body.header.top)
        new = {part.text for part in here} - {part.text for part in before}
        if new and not again.goes_on(here):
            named = again.parts(before, here)
            if named is None or self.body.lone:
                self.body.next_row = min([here[0].row, *self.pending])
                return None
            self.body.sections.update(named)
            self.body.excluded.append(Excluded(named[1].row, "judul kelompok"))
        for line in range(row, last + 1):
            self.body.excluded.append(Excluded(line, "judul kolom diulang"))
        self.pending.clear()
        return last + 1

    def _lines_over(self, row: int) -> list[again.Part]:
        return again.lines_over(self.grid, row, self.block.left, self.block.right)

    def _put(self, row: int, kind: str) -> None:
        if kind == "line":
            self.pending.append(row)
        elif kind in ("data", "total"):
            # Lines with data below them are headings of what follows.
            self.body.lone += self.pending
            self.pending.clear()
            self.in_tail = False
            (self.body.data if kind == "data" else self.body.totals).append(row)
        elif kind != "blank":
            self.in_tail = self.in_tail or kind in ("catatan", "tanda tangan")
            _exclude(self.grid, self.body, row, kind, self.block)

    def finish(self) -> None:
        """Tell the last lines: rows without figures, or remarks."""
        for line in self.pending:
            if _may_be_data(self.grid, self.body, line, self.shape):
                self.body.lone.append(line)
            else:
                _exclude(self.grid, self.body, line, "catatan", self.block)


def read(grid: Grid, found: Header, block: Block) -> Body:
    """Tell the rows under a header apart, down to the next table or the end."""
    body = Body(found, next_row=block.bottom + 1)
    if found.number_row:
        body.excluded.append(Excluded(found.number_row, "nomor kolom"))
    walk = _Walk(grid, block, frame(grid, found, block.bottom), body)
    row: int | None = found.end + 1
    while row is not None and row <= block.bottom:
        row = walk.take(row)
    if row is not None:
        walk.finish()
    return body


def read_plain(grid: Grid, found: Header, block: Block) -> Body:
    """Take every row: a sheet made from a template holds nothing else."""
    rows = range(found.end + 1, block.bottom + 1)
    data = [row for row in rows if grid.filled(row, block.left, block.right)]
    return Body(found, data=data, next_row=block.bottom + 1, is_plain=True)


def _may_be_data(grid: Grid, body: Body, row: int, shape: Frame) -> bool:
    """Tell a last row without figures from a remark under the table."""
    last = max([body.header.end, *body.data, *body.totals, *body.lone])
    filled = grid.filled(row, shape.left, shape.right)
    is_label = bool(filled) and filled[0] == shape.left and shape.running is None
    return (
        is_label
        and row == last + 1
        and len(grid.text(row, filled[0]).split()) <= 4
        and not body.totals
    )


def _exclude(grid: Grid, body: Body, row: int, why: str, block: Block) -> None:
    body.excluded.append(Excluded(row, why))
    body.notes.append(grid.line(row, block.left, block.right))


def _repeated(grid: Grid, row: int, found: Header) -> int | None:
    """Return the last row of the header written once more here, None where it is not."""
    height = found.bottom - found.top
    for offset in range(height + 1):
        for column in found.titles:
            if grid.text(row + offset, column) != grid.text(found.top + offset, column):
                return None
    end = row + height
    following = grid.filled(end + 1, min(found.titles), max(found.titles))
    numbered = following and numbering.is_number_row(
        grid, end + 1, min(found.titles), max(found.titles)
    )
    return end + 1 if numbered and found.number_row else end


def _is_next_table(walk: _Walk, row: int) -> bool:
    """Tell whether a new header starts in this row."""
    grid, block = walk.grid, walk.block
    filled = grid.filled(row, block.left, block.right)
    if len(filled) < 2 or not (walk.body.data or walk.body.totals):
        return False
    if any(words.is_signature(grid.text(row, column)) for column in filled):
        return False
    found = header.find(grid, row, block.left, block.right, block.bottom)
    if not found:
        return False
    if running(found, sorted(found.titles)) is not None:
        return True
    if walk.in_tail:
        return len(filled) > 2 or _has_figures(grid, found)
    return _replaces(walk, row, filled)


def _has_figures(grid: Grid, found: Header) -> bool:
    rows = (found.end + 1, found.end + 2)
    return any(is_figure(grid.cell(row, column)) for row in rows for column in found.titles)


def _replaces(walk: _Walk, row: int, filled: list[int]) -> bool:
    """Tell whether words stand over columns of figures, below a blank or a title."""
    grid, shape = walk.grid, walk.shape
    lone_above = len(grid.filled(row - 1, shape.left, shape.right)) <= 1
    words_here = [column for column in filled if is_label(grid.cell(row, column))]
    above = walk.body.data[-_SEEN:]
    return lone_above and any(
        column in shape.numeric - {shape.running}
        and any(is_figure(grid.cell(one, column)) for one in above)
        for column in words_here
    )
