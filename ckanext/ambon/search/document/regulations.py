"""The numbers by which regulations are looked for: their own, and those of what they cite."""

from __future__ import annotations

import re
from typing import Any

from ckanext.ambon.domain.citations import key

NAME = re.compile(r"(perda|perwali|kepwali|se)-(\d+)(?:-([a-z]))?-(\d{4})")


def own(entry: dict[str, Any]) -> list[str]:
    """Return every way in which a regulation may be named by its number."""
    number, year = entry.get("regulation_number"), entry.get("regulation_year")
    if not number:
        return []
    kind = entry.get("regulation_kind")
    return [key(a, str(number), b) for a in (kind, None) for b in (str(year or ""), None)]


def cited(entry: dict[str, Any]) -> list[str]:
    """Return the numbers of the regulations that an entry names in its relations."""
    targets = [one.get("target") for one in entry.get("relations") or []]
    targets += [one.get("peraturan") for one in entry.get("legal_basis") or []]
    found = [NAME.fullmatch(target) for target in targets if target]
    parts = [match.groups() for match in found if match]
    return [
        key(one, f"{number}{letter or ''}", year)
        for kind, number, letter, year in parts
        for one in (kind, None)
    ]
