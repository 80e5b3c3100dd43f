"""A sheet seen as a grid: cells with the merges over them, and how a cell looks to a reader."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from ckanext.ambon.domain.spreadsheets import dates, figures, marks
from ckanext.ambon.domain.spreadsheets.model import Area, Cell, Sheet

_INVISIBLE = re.compile(r"[\u200b-\u200f\ufeff\u00ad]")
_RULE = re.compile(r"[-=_–—.*~ ]{3,}")
_MERGE_CELLS = 50_000


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """Return a text on one line, with single spaces and no invisible signs."""
    return " ".join(_INVISIBLE.sub("", unguarded(text)).split())


def unguarded(text: str) -> str:
    """Return a text without the apostrophe by which a spreadsheet was told that it is none."""
    return text[1:] if text[:1] == "'" and text[1:2].isdecimal() else text


class Grid:
    """The cells of a sheet by row and column; a merged cell answers for its whole area."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.rows = sheet.rows
        self.last_row = max(sheet.rows, default=0)
        self.last_column = max((max(row) for row in sheet.rows.values() if row), default=0)
        self._merged: dict[tuple[int, int], Area] = {}
        for area in sheet.merges:
            small = (area.bottom - area.top + 1) * (area.right - area.left + 1) <= _MERGE_CELLS
            if small:
                self._merged.update(dict.fromkeys(area.cells, area))

    def cell(self, row: int, column: int) -> Cell | None:
        """Return the cell itself, None where it is empty or covered by a merge."""
        found = self.rows.get(row, {}).get(column)
        area = self._merged.get((row, column))
        return None if area and (area.top, area.left) != (row, column) else found

    def area(self, row: int, column: int) -> Area | None:
        """Return the merge over a cell."""
        return self._merged.get((row, column))

    def shown(self, row: int, column: int) -> Cell | None:
        """Return the cell, or for a merged one the cell that fills the area."""
        area = self._merged.get((row, column))
        return self.cell(area.top, area.left) if area else self.cell(row, column)

    def text(self, row: int, column: int) -> str:
        """Return what stands in the cell as one line of text."""
        return cell_text(self.cell(row, column))

    def filled(self, row: int, left: int, right: int) -> list[int]:
        """Return the columns of a row that hold a cell of their own."""
        found = self.rows.get(row)
        if not found:
            return []
        return [c for c in sorted(found) if left <= c <= right and self.cell(row, c) is not None]

    def line(self, row: int, left: int, right: int) -> str:
        """Return all texts of a row, joined."""
        return " ".join(self.text(row, column) for column in self.filled(row, left, right))

    def width(self, row: int, columns: Iterable[int]) -> set[int]:
        """Return the columns that the cells of a row cover, merges included."""
        covered: set[int] = set()
        for column in columns:
            area = self._merged.get((row, column))
            covered |= set(range(area.left, area.right + 1)) if area else {column}
        return covered


def cell_text(cell: Cell | None) -> str:
    """Return the text of a cell; whole numbers without a fraction."""
    if cell is None:
        return ""
    if isinstance(cell.value, float) and cell.value.is_integer():
        return str(int(cell.value))
    return fold(str(cell.value))


@lru_cache(maxsize=50_000)
def _is_figure(text: str) -> bool:
    found = figures.parse(text)
    return (found is not None and found.unit is None) or dates.parse(text) is not None


def is_missing(cell: Cell | None) -> bool:
    """Tell whether the cell holds a sign for “no value”."""
    return (
        cell is not None and cell.kind == "text" and fold(str(cell.value)).lower() in marks.MISSING
    )


def is_figure(cell: Cell | None) -> bool:
    """Tell whether the cell holds a number, a date or a formula, also one written as text."""
    if cell is None:
        return False
    return cell.kind != "text" or _is_figure(fold(str(cell.value)))


def is_year(cell: Cell | None) -> bool:
    """Tell whether the cell holds a year."""
    text = cell_text(cell).rstrip("*)")
    return len(text) == 4 and text.isdecimal() and 1900 <= int(text) <= 2100


def is_label(cell: Cell | None) -> bool:
    """Tell whether the cell holds words."""
    return cell is not None and not is_figure(cell) and not is_missing(cell)


def is_rule(text: str) -> bool:
    """Tell whether a text is only a line drawn with signs."""
    return bool(_RULE.fullmatch(text))
