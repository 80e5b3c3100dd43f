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
        one, other = _head(grid, first), _head(grid, second)
        if one is None:
            continue
        is_named = _has_labels(grid, first, one) or _has_codes(grid, first, one)
        is_other = is_named and other is not None and _has_labels(grid, second, other)
        if is_other or (other and _begins_alike(one, other)):
            return [*_split(grid, first), *_split(grid, second)]
        if is_named and (lines := _notes(grid, second)):
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


def _head(grid: Grid, block: Block) -> header.Header | None:
    """Return the header of the part, if it begins with one."""
    for row in range(block.top, block.bottom + 1):
        if len(grid.filled(row, block.left, block.right)) < 2:
            continue
        if found := header.find(grid, row, block.left, block.right, block.bottom):
            return found
    return None


def _begins_alike(one: header.Header, other: header.Header) -> bool:
    """Tell whether a second table begins with the column of the first, as “Tahun”."""
    return one.titles[min(one.titles)] == other.titles[min(other.titles)]


def _has_labels(grid: Grid, block: Block, found: header.Header) -> bool:
    first = min(found.titles)
    if found.titles[first][-1].lower().rstrip(".") in ("no", "nomor", "no urut", "#"):
        return True
    return _holds_words(grid, block, found, first)


def _has_codes(grid: Grid, block: Block, found: header.Header) -> bool:
    """Tell whether the part begins with codes or years, and names follow."""
    second = sorted(found.titles)[1]
    return _holds_words(grid, block, found, second)


def _holds_words(grid: Grid, block: Block, found: header.Header, column: int) -> bool:
    rows = range(found.end + 1, min(found.end + 6, block.bottom) + 1)
    return any(header.is_label(grid.cell(row, column)) for row in rows)
