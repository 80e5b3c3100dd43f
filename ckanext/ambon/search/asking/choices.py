"""Several values chosen in one list of a search page: one of them is enough.

CKAN's pages join all that is chosen by AND, so that a second OPD would find nothing. Here
values of one list are alternatives and different lists narrow each other; a list is counted
without its own choices, so that each number is what choosing that value gives. Programs
that search by the API are left alone: their filters mean what they mean in CKAN.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import ckan.plugins.toolkit as tk

# The pages of one type, one OPD or one topic; their feed, which leaves repeated values out.
PAGES = re.compile(r"\w+\.(?:search|read)")
FEED = "feeds.custom"

# As CKAN's pages write what was chosen: `organization:"disdukcapil"`.
VALUE = re.compile(r'(?<![\w+-])(\w+):"([^"]*)"')

# Under this name a search carries the choices, from before it to the request.
CHOSEN = "ambon_chosen"

Choices = Mapping[str, list[str]]


def take(search_params: dict[str, Any]) -> dict[str, Any]:
    """Return the parameters with the choices of a page taken out of its filter."""
    lists = _lists(search_params)
    chosen: dict[str, list[str]] = {}

    def taken(found: re.Match[str]) -> str:
        field, value = found.groups()
        if field not in lists:
            return found[0]
        chosen.setdefault(field, []).extend(lists[field] or [value])
        return " "

    filters = VALUE.sub(taken, search_params.get("fq") or "")
    return {**search_params, "fq": filters.strip(), CHOSEN: chosen} if chosen else search_params


def filters(chosen: Choices) -> list[str]:
    """Return a filter for each list, with its name, so that a count can leave it out."""
    return [
        f"{{!tag={field}}}{field}:({' OR '.join(map(_quoted, dict.fromkeys(values)))})"
        for field, values in chosen.items()
    ]


def counted(chosen: Choices, fields: list[str]) -> list[str]:
    """Return what is counted: each list without its own choices."""
    return [f"{{!ex={one} key={one}}}{one}" if one in chosen else one for one in fields]


def _lists(search_params: dict[str, Any]) -> dict[str, list[str]]:
    """Return the lists of this page; for its feed, those chosen in more than once, with values."""
    endpoint = (tk.request.endpoint if tk.request else "") or ""
    if endpoint == FEED:
        several = ((name, tk.request.args.getlist(name)) for name in tk.request.args)
        return {name: values for name, values in several if len(values) > 1}
    shown = search_params.get("facet.field")
    if not PAGES.fullmatch(endpoint) or not isinstance(shown, list):
        return {}
    return {field: [] for field in shown}


def _quoted(value: str) -> str:
    return '"{}"'.format(re.sub(r'(["\\])', r"\\\1", value))
