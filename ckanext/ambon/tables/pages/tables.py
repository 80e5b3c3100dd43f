"""A read table as the page shows it: rows as people read them, rows that are left out between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.ambon.domain import numbers
from ckanext.ambon.domain.spreadsheets.model import NUMERIC

Plain = Mapping[str, Any]


def table(found: Plain) -> dict[str, Any]:
    """Return a table of a preview, with its lines made ready."""
    columns = [
        {**one, "type_label": tk.h.ambon_label("column_types", one["type"])}
        for one in found["columns"]
    ]
    asked = {question["column"] for question in found["questions"]}
    for column in columns:
        column["is_asked"] = column["title"] in asked
    return {**found, "columns": columns, "lines": list(_lines(found))}


def _lines(found: Plain) -> Iterator[dict[str, Any]]:
    """Yield the first rows, and between them those that are no rows of the table."""
    out = {one["row"]: one["why"] for one in found["excluded_rows"]}
    numbers_known = found["row_numbers"]
    last = 0
    for at, row in enumerate(found["rows"]):
        number = numbers_known[at] if at < len(numbers_known) else None
        if number is not None:
            yield from _left_out(out, last, number)
            last = number
        yield {"number": number, "cells": [*_cells(found["columns"], row)], "why": None}
    if numbers_known and found["row_count"] == len(found["rows"]):
        yield from _left_out(out, last, max([*out, last]) + 1)


def _left_out(out: Mapping[int, str], after: int, before: int) -> Iterator[dict[str, Any]]:
    for number in sorted(number for number in out if after < number < before):
        yield {"number": number, "cells": [], "why": out[number]}


def _cells(columns: list[Plain], row: list[Any]) -> Iterator[dict[str, Any]]:
    for column, value in zip(columns, row, strict=True):
        is_number = column["type"] in NUMERIC
        yield {"text": _text(value, is_number=is_number), "is_number": is_number}


def _text(value: Any, *, is_number: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return tk.h.ambon_label("yes_no", str(value).lower())
    if is_number:
        try:
            return numbers.number_text(Decimal(str(value)), tk.h.ambon_language())
        except InvalidOperation:
            return str(value)
    return str(value)
