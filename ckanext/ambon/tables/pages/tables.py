"""A read table as the page shows it: rows as people read them, rows that are left out between."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.ambon.domain import numbers, table_standards
from ckanext.ambon.domain.personal_data.model import mask
from ckanext.ambon.domain.spreadsheets.model import NUMERIC
from ckanext.ambon.domain.spreadsheets.titles import heading

Plain = Mapping[str, Any]


def table(found: Plain, findings: Sequence[Plain] = ()) -> dict[str, Any]:
    """Return a table of a preview, with its lines made ready; personal data are masked."""
    kinds = [one for one in findings if one["kind"] != "small_cell"]
    masked = {one["column"] for one in kinds}
    asked = {question["column"] for question in found["questions"]}
    columns = [_column(one, asked, masked) for one in found["columns"]]
    # What stands outside of a table is told of without its text where persons are in it.
    quiet = None in masked
    told = [{**one, "text": "" if quiet else one.get("text", "")} for one in found["excluded_rows"]]
    shown = {**found, "columns": columns, "excluded_rows": told}
    for kind in ("questions", "answered", "offers"):
        shown[kind] = [_question(one, masked) for one in found[kind]]
    for kind in ("standard", "missed"):
        shown[f"{kind}_title"] = _standard_title(found.get(kind))
    return {**shown, "heading": heading(found["titles"]), "lines": list(_lines(shown))}


def has_marks(tables: Sequence[Plain], findings: Sequence[Plain], checks: Sequence[Any]) -> bool:
    """Tell whether something in the officer's workbook would be marked."""
    kinds = ("questions", "answered", "warnings", "failures")
    told = any(table.get(kind) for table in tables for kind in kinds)
    return told or bool(checks) or any(one.get("cells") for one in findings)


def _standard_title(name: str | None) -> str:
    found = table_standards.standard(name) if name else None
    return found.title[tk.h.ambon_language()] if found else ""


def _column(column: Plain, asked: Collection[Any], masked: Collection[Any]) -> dict[str, Any]:
    label = tk.h.ambon_label("column_types", column.get("stored_as", column["type"]))
    title = column["title"]
    return {
        **column,
        "type_label": label,
        "is_number": column["type"] in NUMERIC,
        "is_asked": title in asked,
        "is_masked": title in masked,
    }


def _question(question: Plain, masked: Collection[Any]) -> dict[str, Any]:
    """Return a question; what its answers make of personal data is not shown."""
    if question["column"] not in masked:
        return dict(question)
    return {**question, "answers": [{**one, "examples": []} for one in question["answers"]]}


def _lines(found: Plain) -> Iterator[dict[str, Any]]:
    """Yield the first rows, and between them those that are no rows of the table."""
    out = {one["row"]: one for one in found["excluded_rows"]}
    known = found["row_numbers"]
    last = 0
    for at, row in enumerate(found["rows"]):
        number = known[at] if at < len(known) else None
        if number is not None:
            yield from _left_out(out, last, number)
            last = number
        yield {"number": number, "cells": [*_cells(found["columns"], row)], "why": None}
    if known and found["row_count"] == len(found["rows"]):
        yield from _left_out(out, last, max([*out, last]) + 1)


def _left_out(out: Mapping[int, Plain], after: int, before: int) -> Iterator[dict[str, Any]]:
    for number in sorted(number for number in out if after < number < before):
        one = out[number]
        yield {"number": number, "cells": [], "why": one["why"], "text": one["text"]}


def _cells(columns: Sequence[Plain], row: Sequence[Any]) -> Iterator[dict[str, Any]]:
    for column, value in zip(columns, row, strict=True):
        is_number = column["type"] in NUMERIC
        text = _date(value) if column["type"] == "date" else _text(value, is_number=is_number)
        is_masked = column["is_masked"] and bool(text)
        shown = mask(text) if is_masked else text
        yield {"text": shown, "is_number": is_number, "is_masked": is_masked}


def _date(value: Any) -> str:
    """Return a day in words: nobody can take its month for its day. A moment stays as it is."""
    text = str(value or "")
    return tk.h.ambon_date(text) if len(text) == len("2025-10-01") else text


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
