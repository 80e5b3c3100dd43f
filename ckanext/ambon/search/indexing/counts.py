"""How many entries an OPD or a topic has: unknown while the search does not answer.

Core asks the search for it whenever it shows one, and shows none without an answer.
"""

from __future__ import annotations

from typing import Any

# The numbers that core shows with organizations and groups are made nowhere else.
from ckan.lib.dictization import model_dictize
from ckan.lib.search import SearchError, SolrConnectionError

AWAY = (SearchError, SolrConnectionError)
_core_counts = model_dictize.get_group_dataset_counts


class _Unknown(dict[str, None]):
    """Says of every name that its number is not known, whatever core takes in its place."""

    def get(self, _name: str, _otherwise: Any = None) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        return None


def install() -> None:
    """Have core's lists take their numbers from here."""
    model_dictize.get_group_dataset_counts = of_all


def of_all(*args: Any, **options: Any) -> dict[str, Any]:
    """Return the numbers of all organizations and groups as core does, or that none is known."""
    try:
        return _core_counts(*args, **options)
    except AWAY:
        return unknown()


def unknown() -> dict[str, Any]:
    """Return, in the form that core takes numbers, that none is known."""
    return {"owner_org": _Unknown(), "groups": _Unknown()}
