"""The columns of a table (MS-Variabel) as the fields of a DataStore table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ckanext.ambon.domain import vocabularies


def datastore_fields(columns: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return `fields` for `datastore_create`: id, PostgreSQL type, and the data dictionary.

    Each column has `name` and `type` (of `column_types`), and may have `label`, `unit`,
    `definition`. Raises `ValueError` for a type that the list does not know.
    """
    return [_field(column) for column in columns]


def _field(column: Mapping[str, Any]) -> dict[str, Any]:
    found = vocabularies.term("column_types", column["type"])
    if found is None:
        message = f"{column['name']}: jenis kolom “{column['type']}” tidak dikenal"
        raise ValueError(message)
    return {"id": column["name"], "type": found.data["postgres"], "info": dictionary(column)}


def dictionary(column: Mapping[str, Any]) -> dict[str, str]:
    """Return what CKAN's data dictionary shows of the column."""
    return {
        "label": column.get("label") or column["name"],
        "notes": column.get("definition") or "",
        "unit": column.get("unit") or "",
    }
