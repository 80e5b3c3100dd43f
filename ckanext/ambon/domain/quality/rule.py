"""What a rule of completeness is, and how it reads an entry."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, ClassVar

Entry = Mapping[str, Any]
Text = Mapping[str, str]

# What people write into a field that they must fill in and cannot.
EMPTY = (None, "", "-", "–", [], {})


class Rule:
    """One thing that a complete entry has. A subclass says how it is seen, or names fields."""

    name: ClassVar[str]
    types: ClassVar[tuple[str, ...]] = ("dataset", "layanan", "peraturan")
    advice: ClassVar[Text]
    fields: ClassVar[tuple[str, ...]] = ()

    def is_met(self, entry: Entry) -> bool:
        """Tell whether every field of the rule is filled in."""
        return all(is_filled(entry.get(field)) for field in self.fields)


def say(indonesian: str, english: str) -> Text:
    """Return a text in both languages."""
    return {"id": indonesian, "en": english}


def is_filled(value: Any) -> bool:
    """Tell whether a field says something; a dash does not."""
    found = _parsed(value)
    return (found.strip() if isinstance(found, str) else found) not in EMPTY


def rows(value: Any) -> list[Mapping[str, Any]]:
    """Return the rows of a repeating field, which may still be JSON text."""
    found = _parsed(value)
    return [row for row in found if isinstance(row, Mapping)] if isinstance(found, list) else []


def _parsed(value: Any) -> Any:
    if not isinstance(value, str) or value[:1] not in ("[", "{"):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
