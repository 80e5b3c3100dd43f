"""Repeating fields as a form sends them: `contact-0-name` becomes `contact[0]["name"]`.

Scheming does this too, but on a copy, so that a form shown again after an error would
have lost what was typed. Here the dictionary itself is changed, which the form shows.
"""

from __future__ import annotations

import json
import re
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model

KEY = re.compile(r"(?P<field>[a-z_]+)-(?P<item>\d+)-(?P<part>[a-z_]+)")


def gather(data: dict[str, Any]) -> None:
    """Put the parts of repeating fields together, in the dataset and in its files."""
    for entry in [data, *(one for one in data.get("resources") or [] if isinstance(one, dict))]:
        _gather(entry)


def read(data: dict[str, Any], kind: str) -> None:
    """Take lists of items as JSON text too; `ValidationError` where a value is no such list.

    CKAN itself would answer with a sentence about its own insides.
    """
    schema = tk.h.scheming_get_dataset_schema(kind) or {}
    files = [one if isinstance(one, dict) else {} for one in data.get("resources") or []]
    wrong: dict[str, Any] = _read(data, schema.get("dataset_fields", []))
    wrong_files = [_read(file, schema.get("resource_fields", [])) for file in files]
    if any(wrong_files):
        wrong["resources"] = wrong_files
    if wrong:
        raise tk.ValidationError(wrong)


def kind_of(data: dict[str, Any]) -> str:
    """Return the type of the entry that is to be changed; it has the one it was made with."""
    found = model.Package.get(data.get("id") or data.get("name"))
    return found.type if found else "dataset"


def _read(entry: dict[str, Any], fields: list[dict[str, Any]]) -> dict[str, list[str]]:
    """Put lists in the place of their JSON text; return what is wrong with which field."""
    repeating = [field["field_name"] for field in fields if "repeating_subfields" in field]
    read = {name: _items(entry[name]) for name in repeating if name in entry}
    entry.update({name: items for name, items in read.items() if items is not None})
    message = tk._("Write a list of items, each with its parts by their names.")
    return {name: [message] for name, items in read.items() if items is None}


def _items(value: Any) -> list[dict[str, Any]] | None:
    if value is tk.missing or value in (None, "", [], {}):
        return []
    try:
        items = json.loads(value) if isinstance(value, str) else value
    except (ValueError, RecursionError):
        return None
    are_items = isinstance(items, list) and all(isinstance(item, dict) for item in items)
    return items if are_items else None


def _gather(entry: dict[str, Any]) -> None:
    parts = {key: found for key in list(entry) if (found := KEY.fullmatch(str(key)))}
    items: dict[str, dict[int, dict[str, Any]]] = {}
    for key, found in parts.items():
        value = entry.pop(key)
        items.setdefault(found["field"], {}).setdefault(int(found["item"]), {})[found["part"]] = (
            value
        )
    for field, by_number in items.items():
        entry[field] = [
            by_number[number] for number in sorted(by_number) if _is_filled(by_number[number])
        ]


def _is_filled(item: dict[str, Any]) -> bool:
    """An item that was added and left empty is none."""
    return any(value not in ("", None, tk.missing) for value in item.values())
