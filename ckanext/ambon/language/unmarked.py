"""What CKAN says without gettext: its exact English words, found again and translated."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import ckan.plugins.toolkit as tk
import yaml

from ckanext.ambon import paths

FILE = paths.I18N / "core" / "unseen.yaml"
KIND = "unmarked"
PLACE = re.compile(r"\\\{(\w+)\\\}")


def translated(text: str) -> str:
    """Return a text of CKAN's in the reader's language; one that is not known as it is.

    “Not found: …” is such a text behind words that CKAN has translated already.
    """
    opening, colon, rest = text.partition(": ")
    return _found(text) or (opening + colon + (_found(rest) or rest))


def translated_within(value: Any) -> Any:
    """Return an answer of CKAN's with the texts in it translated, keys left as they are."""
    if isinstance(value, str):
        return translated(value)
    if isinstance(value, dict):
        return {key: translated_within(item) for key, item in value.items()}
    if isinstance(value, list):
        return [translated_within(item) for item in value]
    return value


def _found(text: str) -> str:
    exact, patterns = _known()
    if text in exact:
        return tk._(text)
    for message, pattern in patterns:
        match = pattern.fullmatch(text)
        if match:
            return tk._(message).format(**match.groupdict())
    return ""


@cache
def _known() -> tuple[frozenset[str], tuple[tuple[str, re.Pattern[str]], ...]]:
    """Return the texts that stand alone, and those with places in them, the longest first."""
    messages = [
        text
        for group in yaml.safe_load(FILE.read_text())
        if group["kind"].startswith(KIND)
        for text in group["messages"]
    ]
    with_places = sorted((text for text in messages if "{" in text), key=len, reverse=True)
    exact = frozenset(messages) - frozenset(with_places)
    return exact, tuple((text, _pattern(text)) for text in with_places)


def _pattern(message: str) -> re.Pattern[str]:
    # CKAN writes some names with quotes of Python's around them.
    return re.compile(PLACE.sub(r"'?(?P<\1>.+?)'?", re.escape(message)), re.DOTALL)
