"""What the search does by itself every night."""

from __future__ import annotations

import datetime

from ckanext.ambon.nightly import Job
from ckanext.ambon.search.counting import ledger
from ckanext.ambon.search.indexing import checking


def nightly_jobs() -> tuple[Job, ...]:
    """Return the jobs of this room."""
    # After midnight the day before is complete.
    counts = datetime.time(0, 20)
    # When nobody saves, and what changes by day (freshness, reads) has been renewed.
    check = datetime.time(1, 30)
    return (
        Job("search-counts", "mencatat apa yang dibaca dan dicari", counts, ledger.write_down),
        Job(
            "search-check", "mencocokkan indeks dengan basis data", check, checking.check_and_repair
        ),
    )
