"""A table standard as the API and the pages tell it."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import has_request_context

from ckanext.ambon.domain import table_standards
from ckanext.ambon.domain.table_standards import Column, Standard

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def language() -> str:
    """Return the language of who asks; a command or a job asks in Indonesian."""
    return tk.h.ambon_language() if has_request_context() else "id"


def known(name: str) -> Standard:
    """Return the standard of a name; refuse one that is not there."""
    found = table_standards.standard(name)
    if found is None:
        message = tk._("There is no table standard “{name}”. The page of standards lists all.")
        raise tk.ObjectNotFound(message.format(name=name))
    return found


def short(standard: Standard) -> dict[str, Any]:
    """Return what a list tells of a standard."""
    return {
        "name": standard.name,
        "title": dict(standard.title),
        "description": dict(standard.description),
    }


def full(standard: Standard) -> dict[str, Any]:
    """Return everything that a standard says."""
    return {
        **short(standard),
        "topic": standard.topic,
        "key": list(standard.key),
        "coordinates": list(standard.coordinates) if standard.coordinates else None,
        "further_columns": standard.further_columns,
        "gaps": dict(standard.gaps) if standard.gaps else None,
        "columns": [_column(column) for column in standard.columns],
    }


def _column(column: Column) -> dict[str, Any]:
    values = [{"value": term.value, "label": dict(term.label)} for term in column.terms]
    return {
        "name": column.name,
        "label": dict(column.label),
        "type": column.type,
        "unit": column.unit,
        "required": column.required,
        "min": None if column.min is None else float(column.min),
        "max": None if column.max is None else float(column.max),
        "pattern": column.pattern,
        "vocabulary": column.vocabulary,
        "values": values or None,
        "sum_of": list(column.sum_of),
        "sensitive": column.sensitive,
        "definition": dict(column.definition),
        "source": column.source,
        "example": column.example,
    }
