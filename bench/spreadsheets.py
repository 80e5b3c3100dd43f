"""How long large files take to read, and how much memory: `python bench/spreadsheets.py FILE…`."""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

from ckanext.ambon.domain.spreadsheets import read


def measure(path: Path) -> str:
    """Return the figures of one file: rows, seconds to decide and to convert, peak memory."""
    start = time.monotonic()
    reading = read(path)
    read_at = time.monotonic()
    rows = sum(len(part) for table in reading.tables for part in table.batches())
    end = time.monotonic()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return (
        f"{path.name}: {reading.status}, {rows} rows, read {read_at - start:.1f} s, "
        f"rows {end - read_at:.1f} s, processor {time.process_time():.1f} s, peak {peak} MB"
    )


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(measure(Path(name)))
