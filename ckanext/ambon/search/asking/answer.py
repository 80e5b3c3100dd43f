"""What a search tells of itself: the step that was taken, and what was understood instead."""

from __future__ import annotations

import re
from typing import Any

from ckanext.ambon.search.asking import highlights, showing
from ckanext.ambon.search.asking.plan import EXTRA, Asked


def tell(search_results: dict[str, Any], search_params: dict[str, Any]) -> dict[str, Any]:
    """Add `ambon` to the results: `step`, `did_you_mean` and `highlights`.

    `step` is null where a program asked in Solr's own words.
    """
    asked: Asked | None = (search_params.get("extras") or {}).pop(EXTRA, None)
    search_results["ambon"] = {
        "step": asked.step.name if asked else None,
        "did_you_mean": _meant(asked, search_results["count"]) if asked else None,
        "highlights": _highlights(asked, search_results["results"]),
    }
    if asked:
        showing.keep(search_results["ambon"])
    return search_results


def _highlights(asked: Asked | None, results: list[Any]) -> dict[str, Any]:
    """Return where in each result the answer stands; marks are places in its text."""
    return highlights.of(results, asked.step.question) if asked else {}


def _meant(asked: Asked, count: int) -> dict[str, Any] | None:
    """Return the question as it was understood, with its number of results."""
    if not asked.step.mended or not count:
        return None
    words = re.split(r"(\w+)", asked.typed)
    mended = [asked.step.mended.get(word.casefold(), word) for word in words]
    return {"q": "".join(mended), "count": count}
