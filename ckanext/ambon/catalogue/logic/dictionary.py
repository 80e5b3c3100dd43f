"""CKAN's data dictionary of a table says what the `columns` of its file say."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context

from ckanext.ambon.domain import columns


def follow_columns(context: Context, file: dict[str, Any]) -> None:
    """Bring the data dictionary in line with the columns of the file just saved.

    A column of the table that the file does not describe keeps what is said of it.
    """
    described = {column["name"]: column for column in file.get("columns") or []}
    if not (described and file.get("datastore_active")):
        return
    fields = [
        {"id": field["id"], "type": field["type"], "info": _info(field, described[field["id"]])}
        for field in _fields(context, file["id"])
        if field["id"] in described
    ]
    changed = {"resource_id": file["id"], "fields": fields, "force": True}
    if fields:
        tk.get_action("datastore_create")(_asking(context), changed)


def _fields(context: Context, file_id: str) -> list[dict[str, Any]]:
    """Return the columns of the table; none if the table is gone."""
    try:
        return tk.get_action("datastore_info")(_asking(context), {"id": file_id})["fields"]
    except tk.ObjectNotFound:
        return []


def _info(field: dict[str, Any], column: dict[str, Any]) -> dict[str, Any]:
    return {**(field.get("info") or {}), **columns.dictionary(column)}


def _asking(context: Context) -> Context:
    """Return a context of its own: whoever may save the file may save what is said of it."""
    return Context(user=context.get("user", ""), ignore_auth=True)
