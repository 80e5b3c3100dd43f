"""How fresh a dataset is: worked out when it is shown, never stored.

The index holds the state of the day it was written, for the facet; a job renews it.
"""

from __future__ import annotations

import datetime
from typing import Any

from ckanext.ambon.domain import clock, periods


def add_freshness(dataset: dict[str, Any]) -> None:
    """Add `freshness` (a state) and `freshness_due` (a date or None) to a shown dataset."""
    if dataset.get("type") != "dataset" or "frequency" not in dataset:
        return
    found = periods.freshness(
        frequency=dataset.get("frequency") or None,
        period_end=period_end(dataset),
        next_release=_date(dataset.get("next_release")),
        today=clock.today(),
    )
    dataset["freshness"] = found.state
    dataset["freshness_due"] = found.due.isoformat() if found.due else None


def refresh_results(search_results: dict[str, Any]) -> dict[str, Any]:
    """Give every result the freshness of today instead of that of its indexing."""
    for dataset in search_results["results"]:
        if isinstance(dataset, dict):
            add_freshness(dataset)
    return search_results


def period_end(dataset: dict[str, Any]) -> datetime.date | None:
    """Return the last day that the dataset or one of its files covers."""
    spans = [span.get("end") for span in dataset.get("temporal_coverage") or []]
    files = [resource.get("period_end") for resource in dataset.get("resources") or []]
    ends = [day for day in map(_date, [*spans, *files]) if day]
    return max(ends, default=None)


def _date(value: Any) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(str(value)[:10])
    except ValueError:
        return None
