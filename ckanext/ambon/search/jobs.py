"""What the search does by itself every night."""

from __future__ import annotations

import datetime

from ckanext.ambon.nightly import Job
from ckanext.ambon.search.counting import ledger


def nightly_jobs() -> tuple[Job, ...]:
    """Return the jobs of this room."""
    # After midnight the day before is complete.
    counts = datetime.time(0, 20)
    return (Job("search-counts", "mencatat apa yang dibaca dan dicari", counts, ledger.write_down),)
