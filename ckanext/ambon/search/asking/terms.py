"""The words that stand in the index, as Solr's terms component tells them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ckan.lib.search import common

MOST_WORDS = 200_000


def of(field: str) -> Mapping[str, int]:
    """Return the words of a field, each with the number of entries that have it."""
    options: dict[str, Any] = {"terms.limit": MOST_WORDS, "terms.mincount": 1}
    found = common.make_connection(decode_dates=False).suggest_terms(field, "", **options)
    return dict(found.get(field, ()))
