"""Bring the freshness that the search index holds up to the present day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import ckan.plugins.toolkit as tk

# No action indexes a dataset that did not change; the index is renewed directly.
from ckan.lib import search
from ckan.lib.search import common
from ckan.types import Context

from ckanext.ambon.domain import vocabularies

PAGE = 500


def renew(context: Context) -> dict[str, int]:
    """Index again every dataset whose state in the index is not that of today.

    Returns ``{"checked": int, "renewed": int}``.
    """
    states = [term.value for term in vocabularies.vocabulary("freshness_states")]
    indexed = [(state, row) for state in states for row in _indexed_as(context, state)]
    stale = [row["id"] for state, row in indexed if row["freshness"] != state]
    if stale:
        search.rebuild(package_ids=stale)
        # Core's own commit does not wait until the new state can be searched.
        common.make_connection().commit()
    return {"checked": len(indexed), "renewed": len(stale)}


def _indexed_as(context: Context, state: str) -> Iterator[dict[str, Any]]:
    """Yield the datasets that the index holds under `state`, with the state of today."""
    start = 0
    while rows := _page(context, state, start):
        yield from rows
        start += len(rows)


def _page(context: Context, state: str, start: int) -> list[dict[str, Any]]:
    question = {"fq": f"+freshness:{state}", "rows": PAGE, "start": start, "sort": "id asc"}
    everyone = {"include_private": True, "include_drafts": True}
    fresh_context = Context(user=context.get("user", ""), ignore_auth=True)
    return tk.get_action("package_search")(fresh_context, {**question, **everyone})["results"]
