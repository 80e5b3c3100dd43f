"""What the page of a search says of it; a page is one request, so it stands there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import g, has_request_context

Part = tuple[str, bool]


def keep(told: dict[str, Any]) -> None:
    """Keep what a search told of itself for the page that shows it."""
    if has_request_context():
        g.ambon_search_told = told


def ambon_search_told() -> dict[str, Any]:
    """Return `step`, `did_you_mean` and `highlights` of the search on this page, if any."""
    return g.get("ambon_search_told") or {}


def ambon_passage(name: str) -> list[Part]:
    """Return the passage of an entry that answers, in parts; True where a part is marked."""
    found = ambon_search_told().get("highlights", {}).get(name)
    return list(_parts(found["text"], found["marks"])) if found else []


def _parts(text: str, marks: list[list[int]]) -> Iterator[Part]:
    at = 0
    for start, end in marks:
        yield text[at:start], False
        yield text[start:end], True
        at = end
    yield text[at:], False
