"""The table of a dataset: its rows as the DataStore takes them, and what is wrong in them."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from ckanext.ambon.domain import vocabularies

Column = Mapping[str, Any]
Row = dict[str, str | None]


def _boolean(text: str) -> bool:
    return {"true": True, "false": False}[text]


def _finite(text: str) -> Decimal:
    value = Decimal(text)
    if not value.is_finite():
        raise ValueError(text)
    return value


# How a cell of a type is read; a type that is not named here holds any text.
READERS: dict[str, Callable[[str], Any]] = {
    "integer": int,
    "year": int,
    "number": _finite,
    "percent": _finite,
    "currency": _finite,
    "date": date.fromisoformat,
    "boolean": _boolean,
}


def header(table: Path) -> list[str]:
    """Return the names of the columns that the file has."""
    with table.open(newline="", encoding="utf-8") as lines:
        return next(csv.reader(lines), [])


def rows(table: Path) -> list[Row]:
    """Return the rows, an empty cell as None.

    Cells stay text: PostgreSQL reads them by the type of their column, digit for digit.
    """
    return [{name: cell or None for name, cell in row.items()} for _, row in _numbered(table)]


def wrong_cells(table: Path, columns: Iterable[Column]) -> Iterator[tuple[int, Column, str]]:
    """Give line, column and text of every cell that its column's type or code list refuses."""
    wanted = list(columns)
    for line, row in _numbered(table):
        for column in wanted:
            text = row.get(column["name"]) or ""
            if text and not _fits(text, column):
                yield line, column, text


def _numbered(table: Path) -> Iterator[tuple[int, dict[str, str]]]:
    with table.open(newline="", encoding="utf-8") as lines:
        reader = csv.DictReader(lines)
        for row in reader:
            yield reader.line_num, row


def _fits(text: str, column: Column) -> bool:
    if vocabulary := column.get("vocabulary"):
        return vocabularies.term(vocabulary, text) is not None
    try:
        READERS.get(column.get("type", "text"), str)(text)
    except (ValueError, KeyError, ArithmeticError):
        return False
    return True
