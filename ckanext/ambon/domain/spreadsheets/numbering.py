"""The row under a header that only numbers its columns: (1) (2) (3), a b c, 5 = 3 x 4."""

from __future__ import annotations

import re
from itertools import pairwise

from ckanext.ambon.domain.spreadsheets.grid import Grid, cell_text, is_label

_NUMBER = re.compile(r"[(\[]?\s*(\d{1,3}|[a-z])\s*[)\].]?\s*(=.*)?", re.IGNORECASE)
_FORMULA = re.compile(r"[(\[]?\s*(\d{1,3})\s*[)\]]?\s*[=:].*|[(\[](\d{1,3})[=)].*")


def is_number_row(grid: Grid, row: int, left: int, right: int) -> bool:
    """Tell whether the row only numbers the columns: (1) (2) (3)."""
    texts = [cell_text(grid.cell(row, column)) for column in grid.filled(row, left, right)]
    numbers = [_ordinal(text) for text in texts]
    if len(numbers) < 2 or any(number is None for number in numbers):
        return False
    steps = [b - a for a, b in pairwise(numbers) if a is not None and b is not None]
    marked = any(re.match(r"[(\[]|.*=", text) for text in texts)
    starts = numbers[0] in (1, 2)
    return starts and all(step == 1 for step in steps) and (marked or len(numbers) >= 3)


def _ordinal(text: str) -> int | None:
    found = _FORMULA.fullmatch(text)
    if found:
        return int(found[1] or found[2])
    found = _NUMBER.fullmatch(text)
    if not found:
        return None
    return int(found[1]) if found[1].isdecimal() else ord(found[1].lower()) - 96


def numbers_columns(grid: Grid, row: int, left: int, right: int) -> bool:
    """Tell a row of column numbers from data: it has brackets, or words stand below a number."""
    filled = grid.filled(row, left, right)
    if re.match(r"[(\[]", cell_text(grid.cell(row, filled[0]))):
        return True
    below = [grid.cell(r, c) for r in range(row + 1, row + 4) for c in filled]
    return any(is_label(cell) for cell in below)
