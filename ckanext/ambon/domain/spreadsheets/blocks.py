"""Where on a sheet tables may stand: side by side between empty columns."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ckanext.ambon.domain.spreadsheets import header, words
from ckanext.ambon.domain.spreadsheets.grid import Grid


@dataclass(frozen=True)
class Block:
    """A part of a sheet in which tables stand only one under the other."""

    left: int
    right: int
    top: int
    bottom: int
    aside: tuple[str, ...] = ()


def blocks(grid: Grid) -> list[Block]:
    """Return the parts of a sheet, from left to right."""
    whole = Block(1, grid.last_column, min(grid.rows, default=1), grid.last_row)
    return _split(grid, whole) if grid.rows else []


def _split(grid: Grid, block: Block) -> list[Block]:
    for gap_left, gap_right in _gaps(grid, block):
        first = Block(block.left, gap_left - 1, block.top, block.bottom)
        second = Block(gap_right + 1, block.right, block.top, block.bottom)
        if _is_table(grid, first) and _is_table(grid, second):
            return [*_split(grid, first), *_split(grid, second)]
        if _is_table(grid, first) and (lines := _notes(grid, second)):
            return [replace(first, aside=lines)]
    return [block]


def _notes(grid: Grid, block: Block) -> tuple[str, ...]:
    """Return the lines beside a table, if they are a legend and no column of it."""
    lines = [grid.line(row, block.left, block.right) for row in range(block.top, block.bottom + 1)]
    lines = [line for line in lines if line]
    is_note = bool(lines) and (lines[0].endswith(":") or words.is_note(lines[0]))
    return tuple(lines) if is_note and (len(lines) == 1 or ":" in lines[0]) else ()


def _gaps(grid: Grid, block: Block) -> list[tuple[int, int]]:
    """Return the runs of columns that no row of several cells uses."""
    used: set[int] = set()
    for row in range(block.top, block.bottom + 1):
        filled = grid.filled(row, block.left, block.right)
        if len(filled) > 1:
            used |= grid.width(row, filled)
    gaps: list[tuple[int, int]] = []
    for column in range(block.left, block.right + 1):
        if column in used or not used or column < min(used) or column > max(used):
            continue
        if gaps and gaps[-1][1] == column - 1:
            gaps[-1] = (gaps[-1][0], column)
        else:
            gaps.append((column, column))
    return gaps


def _is_table(grid: Grid, block: Block) -> bool:
    """Tell whether the part has a header of its own whose first column holds labels."""
    for row in range(block.top, block.bottom + 1):
        if len(grid.filled(row, block.left, block.right)) < 2:
            continue
        found = header.find(grid, row, block.left, block.right, block.bottom)
        if found:
            return _has_labels(grid, block, found)
    return False


def _has_labels(grid: Grid, block: Block, found: header.Header) -> bool:
    first = min(found.titles)
    if found.titles[first][-1].lower().rstrip(".") in ("no", "nomor", "no urut", "#"):
        return True
    texts = [
        grid.cell(row, first) for row in range(found.end + 1, min(found.end + 6, block.bottom) + 1)
    ]
    return any(cell is not None and header.is_label(cell) for cell in texts)
