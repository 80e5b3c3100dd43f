"""The words in the rows of small tables: people look for “Batu Merah”, not for a table's title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import ckan.plugins.toolkit as tk
from sqlalchemy.exc import SQLAlchemyError

# A larger table is found by its columns; its rows by asking the table itself.
MOST_ROWS = 300
MOST_SIGNS = 30_000

# What may be the number of a person or an account is never a word to be found by.
LONG_NUMBER = re.compile(r"\d[\d\s.-]{7,}\d")


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
        for field in table["fields"]:
            if field["type"] in ("text", "int8", "int4") and not _is_sensitive(resource, field):
                yield _words(table["records"], field)


def _words(records: list[dict[str, Any]], field: dict[str, Any]) -> str:
    """Return the different texts of a column; of numbers only the years."""
    values = dict.fromkeys(str(record.get(field["id"]) or "") for record in records)
    if field["type"] != "text":
        values = {value: None for value in values if re.fullmatch(r"(19|20)\d\d", value)}
    return LONG_NUMBER.sub(" ", " · ".join(value for value in values if value))


def _is_sensitive(resource: dict[str, Any], field: dict[str, Any]) -> bool:
    if field["id"] == "_id" or (field.get("info") or {}).get("sensitive"):
        return True
    columns = resource.get("columns") or []
    return any(one.get("name") == field["id"] and one.get("sensitive") for one in columns)
