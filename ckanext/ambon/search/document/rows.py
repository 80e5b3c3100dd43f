"""The words in the rows of small tables: people look for “Batu Merah”, not for a table's title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import ckan.plugins.toolkit as tk
from sqlalchemy.exc import SQLAlchemyError

from ckanext.ambon.domain import personal_data, vocabularies

# A larger table is found by its columns; its rows by asking the table itself.
MOST_ROWS = 300
MOST_SIGNS = 30_000

# What may be the number of a person or an account is never a word to be found by.
LONG_NUMBER = re.compile(r"\d[\d\s.-]{7,}\d|\S+@\S+")
# Where a figure was read is no word of the table.
ASIDE = re.compile(r"url|tautan")
YEAR = re.compile(r"(19|20)\d\d")


def of(entry: dict[str, Any]) -> list[str]:
    """Return the texts in the rows of the small tables of a public entry, one a column."""
    texts = [text for resource in entry.get("resources") or [] for text in _table(resource)]
    whole, kept = 0, []
    for text in texts:
        whole += len(text)
        if whole <= MOST_SIGNS:
            kept.append(text)
    return kept


def _table(resource: dict[str, Any]) -> Iterator[str]:
    if not resource.get("datastore_active"):
        return
    asked = {"resource_id": resource["id"], "limit": MOST_ROWS + 1, "include_total": False}
    try:
        table = tk.get_action("datastore_search")({"ignore_auth": True}, asked)
    except (tk.ObjectNotFound, tk.ValidationError, SQLAlchemyError):
        return
    if len(table["records"]) <= MOST_ROWS:
        shut = _personal(table["records"])
        for field in table["fields"]:
            if field["id"] not in shut and not _is_aside(resource, field):
                yield _words(table["records"], field, _vocabulary(resource, field))


def _personal(records: list[dict[str, Any]]) -> set[str | None]:
    """Return the columns in which the guard against personal data finds something."""
    found = personal_data.scan_records(records)
    return {one.column for one in found if one.kind != "small_cell"}


def _words(records: list[dict[str, Any]], field: dict[str, Any], vocabulary: str) -> str:
    """Return the different texts of a column, codes by their names; of numbers only the years."""
    values = dict.fromkeys(str(record.get(field["id"]) or "") for record in records)
    if vocabulary:
        values |= {vocabularies.label(vocabulary, value): None for value in values if value}
    if field["type"] != "text":
        values = {value: None for value in values if YEAR.fullmatch(value)}
    return LONG_NUMBER.sub(" ", " · ".join(value for value in values if value))


def _is_aside(resource: dict[str, Any], field: dict[str, Any]) -> bool:
    """Tell whether a column is kept out: sensitive, of no words, or the address of a source."""
    if field["id"] == "_id" or (field.get("info") or {}).get("sensitive"):
        return True
    is_aside = field["type"] not in ("text", "int8", "int4") or bool(ASIDE.search(field["id"]))
    return is_aside or bool(_column(resource, field).get("sensitive"))


def _vocabulary(resource: dict[str, Any], field: dict[str, Any]) -> str:
    return _column(resource, field).get("vocabulary") or ""


def _column(resource: dict[str, Any], field: dict[str, Any]) -> dict[str, Any]:
    columns = resource.get("columns") or []
    return next((one for one in columns if one.get("name") == field["id"]), {})
