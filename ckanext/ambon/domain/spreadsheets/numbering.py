"""The row under a header that only numbers its columns: (1) (2) (3), a b c, 5 = 3 x 4."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ckanext.ambon.domain.spreadsheets.grid import Grid, cell_text, is_label

_NUMBER = re.compile(r"[(\[]?\s*(\d{1,3}|[a-z])\s*[)\].]?\s*(=.*)?", re.IGNORECASE)
# Excel makes −1 of “(1)”.
_NEGATIVE = re.compile(r"[-−]\d{1,3}")
_ROMAN = re.compile(r"[(\[]?\s*([ivx]+)\s*[)\].]?", re.IGNORECASE)
_ROMANS = [
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
    "xiii",
    "xiv",
    "xv",
    "xvi",
    "xvii",
    "xviii",
    "xix",
    "xx",
]
_FORMULA = re.compile(r"[(\[]?\s*(\d{1,3})\s*[)\]]?\s*[=:].*|[(\[](\d{1,3})[=)].*")


def is_number_row(grid: Grid, row: int, left: int, right: int) -> bool:
    """Tell whether the row only numbers the columns: (1) (2) (3)."""
    texts = [cell_text(grid.cell(row, column)) for column in grid.filled(row, left, right)]
    numbers = _numbers(texts)
    if len(numbers) < 2 or any(number is None for number in numbers):
        return False
    steps = [b - a for a, b in pairwise(numbers) if a is not None and b is not None]
    marked = any(re.match(r"[(\[]|.*=", text) for text in texts) or _are_negative(texts)
    starts = numbers[0] in (1, 2)
    return starts and all(step == 1 for step in steps) and (marked or len(numbers) >= 3)


def _numbers(texts: Sequence[str]) -> list[int | None]:
    if _are_negative(texts):
        return [int(text[1:]) for text in texts]
    romans = [found[1].lower() for text in texts if (found := _ROMAN.fullmatch(text))]
    if len(romans) == len(texts) > 2 and all(one in _ROMANS for one in romans):
        return [_ROMANS.index(one) + 1 for one in romans]
    return [_ordinal(text) for text in texts]


def _are_negative(texts: Sequence[str]) -> bool:
    return len(texts) > 2 and all(map(_NEGATIVE.fullmatch, texts))


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
    texts = [cell_text(grid.cell(row, column)) for column in filled]
    if re.match(r"[(\[]", texts[0]) or _are_negative(texts):
        return True
    below = [grid.cell(r, c) for r in range(row + 1, row + 4) for c in filled]
    return any(is_label(cell) for cell in below)
