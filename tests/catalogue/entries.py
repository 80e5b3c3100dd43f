"""Entries that tests create: the least that each type needs, and what a test adds to it."""

from __future__ import annotations

from typing import Any

from ckan.tests import helpers

FREQUENCY = "http://publications.europa.eu/resource/authority/frequency/"


def act(action: str, user: str = "", **data: Any) -> Any:
    """Call an action as `user`, or as the site itself where none is named."""
    site = helpers.call_action("get_site_user", {"ignore_auth": True})["name"]
    return helpers.call_action(action, {"user": user or site, "ignore_auth": not user}, **data)


def entry(owner: str, name: str, kind: str = "dataset", **more: Any) -> dict[str, Any]:
    """Return the least that an entry of a type needs, with `more`."""
    least: dict[str, Any] = {
        "type": kind,
        "name": name,
        "title": name.replace("-", " ").capitalize(),
        "notes": "Dibuat untuk pengujian.",
        "owner_org": owner,
        "topics": ["sosial"],
    }
    if kind == "peraturan":
        least |= {"regulation_kind": "perda", "regulation_year": "2020"}
    return {**least, **more}
