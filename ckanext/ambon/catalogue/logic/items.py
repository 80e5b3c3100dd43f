"""Repeating fields as a form sends them: `contact-0-name` becomes `contact[0]["name"]`.

Scheming does this too, but on a copy, so that a form shown again after an error would
have lost what was typed. Here the dictionary itself is changed, which the form shows.
"""

from __future__ import annotations

import re
from typing import Any

import ckan.plugins.toolkit as tk

KEY = re.compile(r"(?P<field>[a-z_]+)-(?P<item>\d+)-(?P<part>[a-z_]+)")


def gather(data: dict[str, Any]) -> None:
    """Put the parts of repeating fields together, in the dataset and in its files."""
    for entry in [data, *(one for one in data.get("resources") or [] if isinstance(one, dict))]:
        _gather(entry)


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
