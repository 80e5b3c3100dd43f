"""What a search tells of itself: the step that was taken, and what was understood instead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ckanext.ambon.search.asking import highlights, showing
from ckanext.ambon.search.asking.plan import ASKED, Asked


def tell(search_results: dict[str, Any], search_params: dict[str, Any]) -> dict[str, Any]:
    """Add `ambon` to the results: `step`, `did_you_mean` and `highlights`.

    `step` is null where a program asked in Solr's own words.
    """
    asked: Asked | None = search_params.pop(ASKED, None)
    told: dict[str, Any] = {"step": None, "did_you_mean": None, "highlights": {}}
    if asked and asked.step:
        step, results = asked.step, search_results["results"]
        told["step"] = step.name
        told["did_you_mean"] = _meant(asked.typed, step.mended, search_results["count"])
        told["highlights"] = highlights.of(results, step.question)
        showing.keep(told)
    search_results["ambon"] = told
    return search_results


def _meant(typed: str, mended: Mapping[str, str], count: int) -> dict[str, Any] | None:
    """Return the question as it was understood, with its number of results."""
    if not mended or not count:
        return None
    words = [mended.get(word.casefold(), word) for word in re.split(r"(\w+)", typed)]
    return {"q": "".join(words), "count": count}
