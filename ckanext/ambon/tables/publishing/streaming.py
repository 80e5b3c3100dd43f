"""Rows as a file that COPY reads: made a batch at a time while the server stores the last one."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from io import StringIO
from typing import Any, NamedTuple


class Lines(NamedTuple):
    """Rows that are written already, as lines of CSV, and how many."""

    text: bytes
    count: int


Rows = Iterable[Sequence[tuple[Any, ...]] | Lines]
# COPY asks for so many bytes.
AT_ONCE = 1 << 18


class Stream:
    """Rows on their way into a table; `count` is how many were sent."""

    def __init__(self, batches: Rows, progress: Callable[[int], None]) -> None:
        self._batches = iter(batches)
        self._progress = progress
        self._parts: list[bytes] = []
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes; none at the end."""
        held = sum(map(len, self._parts))
        while size < 0 or held < size:
            batch = next(self._batches, None)
            if batch is None:
                break
            lines = batch if isinstance(batch, Lines) else written(batch)
            self.count += lines.count
            self._progress(self.count)
            self._parts.append(lines.text)
            held += len(self._parts[-1])
        every = b"".join(self._parts)
        given, rest = (every, b"") if size < 0 else (every[:size], every[size:])
        self._parts = [rest] if rest else []
        return given


def written(rows: Sequence[tuple[Any, ...]]) -> Lines:
    """Return rows as lines of CSV."""
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return Lines(text.getvalue().encode(), len(rows))
