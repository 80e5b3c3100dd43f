"""The header of a table: which rows it takes, and the title of every column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ckanext.ambon.domain.spreadsheets import below, numbering
from ckanext.ambon.domain.spreadsheets.grid import (
    Grid,
    cell_text,
    fold,
    is_figure,
    is_label,
    is_missing,
    is_year,
)

LEVELS = 4
JOIN = " – "

_TABLE_NUMBER = re.compile(
    r"(tabel|table|lampiran|daftar)\.?\s*[\divx]+([.\-][\d\w]+)*\.?\s*:?|\d{1,2}(\.\d{1,3}){1,3}\.?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Header:
    """The rows of a header, and the parts of each column's title, top to bottom."""

    top: int
    bottom: int
    number_row: int | None
    titles: dict[int, tuple[str, ...]]
    untitled: frozenset[int] = frozenset()

    @property
    def end(self) -> int:
        return self.number_row or self.bottom


def find(grid: Grid, row: int, left: int, right: int, stop: int) -> Header | None:
    """Return the header that starts in this row, None where none does."""
    filled = grid.filled(row, left, right)
    if not _starts(grid, row, filled):
        return None
    bottom, number_row = _extent(grid, row, left, right)
    titles = _titles(grid, row, bottom, left, right)
    if not below.is_wide_enough(grid, titles, (number_row or bottom) + 1, right):
        return None
    if _is_line_over(grid, bottom, left, right):
        return None
    bare = below.untitled(grid, titles, (number_row or bottom) + 1, left, right)
    titles |= bare
    if len(titles) < 2 or not below.is_followed(grid, titles, (number_row or bottom) + 1, stop):
        return None
    return Header(row, bottom, number_row, titles, frozenset(bare) - {min(titles)})


def _starts(grid: Grid, row: int, filled: list[int]) -> bool:
    cells = [grid.cell(row, column) for column in filled]
    texts = [cell_text(cell) for cell in cells]
    if len(cells) < 2 or not (any(map(is_label, cells[:2])) or _are_years(grid, row, filled)):
        return False
    if any(
        is_missing(cell)
        or (is_figure(cell) and not is_year(cell) and not _is_day(grid, row, column))
        for column, cell in zip(filled, cells, strict=True)
    ):
        return False
    if sum(_is_day(grid, row, column) for column in filled) == 1:
        return False
    years = sum(map(is_year, cells))
    if years == 1 and len(cells) == 2 and not _spans(grid, row, filled[1]):
        return False
    return not _is_pair(texts) and not _is_numbered_title(texts) and max(map(len, texts)) <= 250


def _is_line_over(grid: Grid, row: int, left: int, right: int) -> bool:
    """Tell a title merged over several columns from a header: the titles stand right below."""
    filled = grid.filled(row + 1, left, right)
    under = [column for column in filled if _is_in(grid, row, column)]
    figures = [column for column in under if is_figure(grid.cell(row + 2, column))]
    return bool(figures) and all(is_label(grid.cell(row + 1, column)) for column in filled)


def _is_in(grid: Grid, row: int, column: int) -> bool:
    """Tell whether a cell merged from the left reaches into this column."""
    area = grid.area(row, column)
    return area is not None and area.left < column


def _spans(grid: Grid, row: int, column: int) -> bool:
    """Tell whether a title stands over several columns of the next level, merged or not."""
    area = grid.area(row, column)
    below = grid.filled(row + 1, column, column + 1)
    is_blank = grid.shown(row, column + 1) is None
    is_over_titles = len(below) > 1 and all(is_label(grid.cell(row + 1, c)) for c in below)
    return is_over_titles and (is_blank or (area is not None and area.right > column))


def _is_day(grid: Grid, row: int, column: int) -> bool:
    """Tell a day over figures, as in a header of days, from a day among days."""
    cell, below = grid.cell(row, column), grid.cell(row + 1, column)
    is_over = below is None or is_missing(below) or (is_figure(below) and below.kind != "date")
    return cell is not None and cell.kind == "date" and is_over


def _are_years(grid: Grid, row: int, filled: list[int]) -> bool:
    """Tell a header of years only from a row of years: they differ, and other figures follow."""
    cells = [grid.cell(row, column) for column in filled]
    below = [grid.cell(row + 1, column) for column in filled]
    texts = {cell_text(cell) for cell in cells}
    return (
        all(map(is_year, cells))
        and len(texts) == len(cells)
        and all(cell is None or is_figure(cell) or is_missing(cell) for cell in below)
        and not all(map(is_year, below))
    )


def _is_numbered_title(texts: list[str]) -> bool:
    """Tell “Tabel 2.1 | Jumlah …”, a title that stands in two cells, from titles of columns."""
    return len(texts) == 2 and bool(_TABLE_NUMBER.fullmatch(texts[0]))


def _is_pair(texts: list[str]) -> bool:
    """Tell whether the row is “Bulan : Januari” of a letterhead."""
    return any(text.startswith(":") for text in texts[1:3]) or (
        texts[0].endswith(":") and len(texts) <= 3
    )


def _extent(grid: Grid, top: int, left: int, right: int) -> tuple[int, int | None]:
    """Return the last row of the titles, and the row of column numbers under them."""
    bottom = max(
        (
            area.bottom
            for c in range(left, right + 1)
            if (area := grid.area(top, c)) and area.top == top
        ),
        default=top,
    )
    bottom = min(bottom, top + LEVELS - 1)
    while bottom - top < LEVELS - 1 and _continues(grid, top, bottom, left, right):
        bottom += 1
    following = bottom + 1
    if not grid.filled(following, left, right) and grid.filled(following + 1, left, right):
        following += 1
    is_number = numbering.is_number_row(grid, following, left, right) and numbering.numbers_columns(
        grid, following, left, right
    )
    return bottom, following if is_number else None


def _continues(grid: Grid, top: int, bottom: int, left: int, right: int) -> bool:
    """Tell whether the next row is one more level of the header."""
    row = bottom + 1
    filled = grid.filled(row, left, right)
    if not filled or _is_no_level(grid, row, left, right):
        return False
    above = {c for c in range(left, right + 1) if grid.shown(bottom, c) is not None}
    grouped = {c for c in filled if _is_grouped(grid, top, bottom, c)}
    figures = [c for c in filled if is_figure(grid.cell(row, c))]
    if not all(is_year(grid.cell(row, c)) and c in grouped for c in figures):
        return False
    bare = above - set(filled)
    covers = len(grouped) == len(filled) or (_repeats(grid, bottom, left, right) and not figures)
    if covers and not bare:
        return _reaches_under_all(grid, row, filled)
    if not bare:
        return _is_unit_row(grid, row, [c for c in filled if not _is_repeated(grid, bottom, c)])
    return bool(grouped) or _is_unit_row(grid, row, filled)


def _is_repeated(grid: Grid, bottom: int, column: int) -> bool:
    """Tell a title that is written on each level of the header alike."""
    return grid.text(bottom, column) == grid.text(bottom + 1, column)


def _is_no_level(grid: Grid, row: int, left: int, right: int) -> bool:
    """Tell rows of column numbers, of data with signs for “missing”, and of sources."""
    cells = [grid.cell(row, column) for column in grid.filled(row, left, right)]
    return (
        numbering.is_number_row(grid, row, left, right)
        or any(map(is_missing, cells))
        or any(cell_text(cell).startswith("Sumber") for cell in cells)
    )


def _repeats(grid: Grid, row: int, left: int, right: int) -> bool:
    """Tell whether a group's title is written over each of its columns."""
    texts = [grid.text(row, column) for column in range(left, right + 1)]
    return any(a and a == b for a, b in pairwise(texts))


def _reaches_under_all(grid: Grid, row: int, filled: list[int]) -> bool:
    """Tell a level under groups that cover the whole width from a first row of texts."""
    below = [grid.cell(row + 1, column) for column in filled]
    return any(is_figure(cell) for cell in below)


def _is_grouped(grid: Grid, top: int, bottom: int, column: int) -> bool:
    """Tell whether the column stands under a title that covers several columns."""
    area = grid.area(bottom, column)
    if area:
        return area.right > area.left and area.bottom <= bottom
    if grid.cell(bottom, column) is None:
        return True
    # Without merges a group is written over its first column and left blank over the others.
    return (
        grid.cell(bottom, column + 1) is None
        and grid.area(bottom, column + 1) is None
        and _is_below(grid, bottom, column + 1)
    )


def _is_below(grid: Grid, row: int, column: int) -> bool:
    """Tell whether a level of the header follows in this column, perhaps two rows down."""
    if grid.cell(row + 1, column) is not None:
        return True
    return not grid.area(row + 1, column) and is_label(grid.cell(row + 2, column))


def _is_unit_row(grid: Grid, row: int, filled: list[int]) -> bool:
    texts = [grid.text(row, column) for column in filled]
    return bool(texts) and all(re.fullmatch(r"[(\[].*[)\]]", text) for text in texts)


def _titles(grid: Grid, top: int, bottom: int, left: int, right: int) -> dict[int, tuple[str, ...]]:
    titles = {}
    for column in range(left, right + 1):
        parts = [_part(grid, row, bottom, column, left) for row in range(top, bottom + 1)]
        kept = [part for i, part in enumerate(parts) if part and part not in parts[:i]]
        if kept:
            titles[column] = tuple(kept)
    return titles


def _part(grid: Grid, row: int, bottom: int, column: int, left: int) -> str:
    cell = grid.shown(row, column)
    if cell is not None:
        return fold(cell_text(cell))
    if row == bottom or grid.area(row, column) or not _reaches(grid, row, bottom, column):
        return ""
    return _group_to_the_left(grid, row, bottom, range(column - 1, left - 1, -1))


def _reaches(grid: Grid, row: int, bottom: int, column: int) -> bool:
    """Tell whether a lower level of the header has a cell in this column."""
    return any(grid.shown(below, column) is not None for below in range(row + 1, bottom + 1))


def _group_to_the_left(grid: Grid, row: int, bottom: int, columns: Sequence[int]) -> str:
    """Return the title of a group that is written once over its first column."""
    for before in columns:
        if not _reaches(grid, row, bottom, before):
            return ""
        if (cell := grid.shown(row, before)) is not None:
            return fold(cell_text(cell))
    return ""
