"""What stands right under a header: it tells a header from other lines of words."""

from __future__ import annotations

from itertools import pairwise

from ckanext.ambon.domain.spreadsheets.grid import Grid
from ckanext.ambon.domain.spreadsheets.model import letters


def own_title(column: int) -> str:
    """Return the title of a column that has none in the file."""
    return f"Kolom {letters(column)}"


def untitled(
    grid: Grid, titles: dict[int, tuple[str, ...]], row: int, left: int, right: int
) -> dict[int, tuple[str, ...]]:
    """Give a title of our own to columns that are mostly filled and have none."""
    rows = [r for r in range(row, row + 12) if len(grid.filled(r, left, right)) > 1]
    if not titles or not rows:
        return {}
    reach = range(max(left, min(titles) - 1), min(right, max(titles) + 1) + 1)
    return {
        column: (own_title(column),)
        for column in reach
        if column not in titles
        and sum(grid.shown(r, column) is not None for r in rows) * 2 > len(rows)
    }


def is_followed(grid: Grid, titles: dict[int, tuple[str, ...]], row: int, stop: int) -> bool:
    """Tell whether rows follow whose cells stand under the titles."""
    seen = 0
    for below in range(row, min(stop, row + 8) + 1):
        filled = set(grid.filled(below, min(titles), max(titles)))
        if len(filled & set(titles)) >= 2 or (filled and len(titles) == 2):
            return True
        seen += bool(filled)
        if seen >= 4:
            return False
    return False


def is_wide_enough(grid: Grid, titles: dict[int, tuple[str, ...]], row: int, right: int) -> bool:
    """Tell a header from a line of a letterhead: the rows right below are hardly wider."""
    widest = 0
    for below in range(row, row + 12):
        filled = grid.filled(below, min(titles, default=1), right)
        if not filled:
            break
        widest = max(widest, _run(filled))
    return len(titles) * 5 >= widest * 3


def _run(columns: list[int]) -> int:
    """Return how many columns stand in one run, up to a gap of two."""
    gaps = [after - before > 2 for before, after in pairwise(columns)]
    return gaps.index(True) + 1 if True in gaps else len(columns)
