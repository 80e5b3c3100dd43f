"""What settles a tie between two entries that answer equally well: one factor near 1."""

from __future__ import annotations

from math import log10
from typing import Any

from ckanext.ambon.domain import quality

# What no longer holds comes after what does; what is only agreed, or unknown, in between.
STATUSES = {"replaced": 0.72, "revoked": 0.6, "expired": 0.72, "amended": 0.95}
COMPLETE, FRESH, READ = 0.05, 0.04, 0.03
FRESHNESS = {"fresh": 1.0, "due": 0.7, "unscheduled": 0.4, "late": 0.3}
READ_MUCH = 4


def of(entry: dict[str, Any], reads: int) -> float:
    """Return the factor: complete, fresh and often read entries have a little more than 1."""
    complete = quality.completeness(entry).score / 100
    fresh = FRESHNESS.get(entry.get("freshness") or "", 0)
    read = min(log10(1 + reads), READ_MUCH) / READ_MUCH
    status = STATUSES.get(entry.get("regulation_status") or "", 1.0)
    return round(status * (1 + COMPLETE * complete + FRESH * fresh + READ * read), 4)
