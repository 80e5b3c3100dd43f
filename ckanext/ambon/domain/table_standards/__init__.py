"""Table standards: what the tables of the city have in common, from schemas/tables/.

`standards`, `standard` and `match` find one; `apply` brings a read table into its form and
tells what stands against it; `columns` is the data dictionary; `template` the workbook.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from ckanext.ambon import paths
from ckanext.ambon.domain.spreadsheets.model import Table
from ckanext.ambon.domain.table_standards import file, matching
from ckanext.ambon.domain.table_standards.checks import Applied, apply, check_row, key_of
from ckanext.ambon.domain.table_standards.model import Column, Failure, Standard, StandardError

__all__ = [
    "Applied",
    "Column",
    "Failure",
    "Standard",
    "StandardError",
    "apply",
    "check",
    "check_row",
    "columns",
    "key_of",
    "match",
    "standard",
    "standards",
]

UNSOURCED = "belum ada"


@cache
def standards() -> tuple[Standard, ...]:
    """Return every standard, by title. Raises `StandardError` if a file is wrong."""
    found = [file.read(one) for one in sorted((paths.SCHEMAS / "tables").glob("*.yaml"))]
    return tuple(sorted(found, key=lambda one: one.title["id"]))


def standard(name: str) -> Standard | None:
    """Return the standard of a name, None where there is none."""
    return next((one for one in standards() if one.name == name), None)


def match(table: Table, template: str | None = None) -> Standard | None:
    """Return the standard that a read table follows, None where no one fits it alone.

    `template` is the name that a workbook made from a template carries (`Reading.template`).
    """
    return (standard(template) if template else None) or matching.match(table, standards())


def check(found: Standard, table: Table) -> tuple[Failure, ...]:
    """Return everything in a read table that stands against the standard."""
    return apply(found, table).failures


def columns(found: Standard, language: str = "id") -> list[dict[str, Any]]:
    """Return the data dictionary: `columns` of a resource, one for each column."""
    return [_dictionary(column, language) for column in found.columns]


def _dictionary(column: Column, language: str) -> dict[str, Any]:
    told = {
        "name": column.name,
        "label": column.label[language],
        "type": column.type,
        "unit": column.unit,
        "definition": definition(column, language),
        "vocabulary": column.vocabulary,
    }
    known = {key: value for key, value in told.items() if value}
    return {**known, "sensitive": column.sensitive}


def definition(column: Column, language: str = "id") -> str:
    """Return the definition with its source, or with the word that it has none."""
    word = {"id": "Sumber definisi", "en": "Source of the definition"}[language]
    none = {"id": UNSOURCED, "en": "none yet"}[language]
    return f"{column.definition[language]} {word}: {column.source or none}."
