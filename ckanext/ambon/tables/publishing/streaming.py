"""Rows as a file that COPY reads: made a batch at a time while the server stores the last one."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Any


@dataclass(frozen=True)
class Lines:
    """Rows that are written already, as lines of CSV, and how many."""

    text: bytes
    count: int


Rows = Iterable[Sequence[tuple[Any, ...]] | Lines]
# COPY asks for so many bytes.
AT_ONCE = 1 << 18


class Stream:
    """Rows on their way into a table; `count` is how many were sent. To be closed."""

    def __init__(self, batches: Rows, progress: Callable[[int], None]) -> None:
        self._batches = iter(batches)
        self._progress = progress
        self._lines = BytesIO()
        self._maker = ThreadPoolExecutor(1)
        self._next = self._maker.submit(self._make)
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, at most so many; none at the end."""
        while not (given := self._lines.read(size)):
            lines = self._next.result()
            if lines is None:
                break
            self._next = self._maker.submit(self._make)
            self.count += lines.count
            self._progress(self.count)
            self._lines = BytesIO(lines.text)
        return given

    def close(self) -> None:
        """Make no more rows."""
        self._maker.shutdown(cancel_futures=True)

    def _make(self) -> Lines | None:
        batch = next(self._batches, None)
        return batch if batch is None or isinstance(batch, Lines) else written(batch)


def written(rows: Sequence[tuple[Any, ...]]) -> Lines:
    """Return rows as lines of CSV."""
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return Lines(text.getvalue().encode(), len(rows))
