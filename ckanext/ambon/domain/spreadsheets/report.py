"""The JSON that a reading prints, and its short form for people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from ckanext.ambon.domain.spreadsheets.model import Column, Question, Reading, Table


def as_json(reading: Reading) -> dict[str, Any]:
    """Return a reading as plain values for `json.dumps`."""
    return {
        "status": reading.status,
        "error": reading.error,
        "warnings": list(reading.warnings),
        "template": reading.template,
        "shape": reading.shape,
        "tables": [_table(table) for table in reading.tables],
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "sheet": table.sheet,
        "range": table.area.name,
        "columns": [_column(column) for column in table.columns],
        "rows": [[plain(value) for value in row] for row in table.rows],
        "row_numbers": list(table.row_numbers),
        "excluded_rows": [{"row": one.row, "why": one.why} for one in table.excluded],
        "warnings": [{"cell": one.cell, "why": one.why} for one in table.warnings],
        "questions": [_question(one) for one in table.questions],
        "answered": [_question(one) for one in table.answered],
        "offers": [_question(one) for one in table.offers],
        "titles": list(table.titles),
        "notes": list(table.notes),
    }


def _column(column: Column) -> dict[str, Any]:
    # The contract of the output knows days alone; a day with its hour is one of them.
    kind = "date" if column.type == "timestamp" else column.type
    found: dict[str, Any] = {"title": column.title, "name": column.name, "type": kind}
    if kind != column.type:
        found["stored_as"] = column.type
    found["unit"] = column.unit
    found["evidence"] = list(column.evidence)
    if column.missing:
        found["missing"] = dict(column.missing)
    if column.reference:
        found["reference"] = column.reference
    if column.is_derived:
        found["derived"] = True
    return found


def _question(question: Question) -> dict[str, Any]:
    return {
        "key": question.key,
        "column": question.column,
        "cells": list(question.cells),
        "why": question.why,
        "answer": question.answer,
        "options": [option.text for option in question.options],
        "answers": [
            {
                "value": option.value,
                "text": option.text,
                "examples": [list(e) for e in option.examples],
            }
            for option in question.options
        ],
    }


def plain(value: Any) -> Any:
    """Return a value as JSON holds it: exact decimals as text, days in ISO form."""
    if isinstance(value, Decimal):
        whole = value.to_integral_value()
        return int(whole) if whole == value else f"{value.normalize():f}"
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return value


def summary(reading: Reading) -> str:
    """Return a reading in a few lines for a person."""
    if reading.error:
        return f"DITOLAK: {reading.error}"
    return "\n".join(line for table in reading.tables for line in _lines(table))


def _lines(table: Table) -> Iterable[str]:
    yield f"Tabel {table.sheet} {table.area.name}: {table.row_count} baris"
    for column in table.columns:
        yield f"  {column.title} [{column.type}{', ' + column.unit if column.unit else ''}]"
    for warning in table.warnings:
        yield f"  ! {warning.cell}: {warning.why}"
    for question in table.questions:
        place = question.column or "tabel"
        yield f"  ? {place} ({', '.join(question.cells)}): {question.why}"
