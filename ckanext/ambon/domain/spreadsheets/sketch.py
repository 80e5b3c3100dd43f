"""Which rows of a large sheet stand for all: the first, the last, and each that looks new.

The reader decides on these few rows; every other row looks like one of them, cell by cell.
"""

from __future__ import annotations

import json
from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from ckanext.ambon.domain.spreadsheets import columnwise
from ckanext.ambon.domain.spreadsheets.looks import Seen
from ckanext.ambon.domain.spreadsheets.parts import Part, Record

HEAD, TAIL, MOST = 200, 60, 6000
_LABELS = 3


class UnlikeError(Exception):
    """The sheet is not of one piece; it must be read as a whole."""


class Memory(Protocol):
    """Keeps what was found in one version of a file for who reads it next."""

    def get(self) -> str | None:
        """Return what was kept, None where nothing is."""
        ...

    def put(self, text: str) -> None:
        """Keep a text."""
        ...


@dataclass
class Sketch:
    """The rows that stand for all, by their number; `blank` rows, and how many rows there are."""

    rows: dict[int, Record] = field(default_factory=dict)
    blank: list[int] = field(default_factory=list)
    last: int = 0
    _seen: defaultdict[int, Seen] = field(default_factory=lambda: defaultdict(Seen))
    _titles: frozenset[str] = frozenset()
    _tail: deque[tuple[int, Record]] = field(default_factory=lambda: deque(maxlen=TAIL))

    @classmethod
    def of_json(cls, text: str) -> Sketch:
        """Return the finished sketch of a text file that was written down."""
        known = json.loads(text)
        return cls({int(n): row for n, row in known["rows"].items()}, known["blank"], known["last"])

    def as_json(self) -> str:
        """Return the finished sketch of a text file, to be written down."""
        told = {"rows": self.rows, "blank": self.blank, "last": self.last}
        return json.dumps(told, ensure_ascii=False)

    def alarm(self, texts: Iterable[str]) -> None:
        """Take every row that begins with one of these, as a repeated header does."""
        self._titles = frozenset(texts)

    def add(self, part: Part) -> None:
        """Look at the next rows."""
        blank, thin = part.uneven()
        self.blank += [part.first + place for place in blank]
        for place in (*range(min(HEAD - part.first + 1, len(part))), *thin):
            self._take(part, place)
        columnwise.each(partial(self._column, part), range(part.width))
        self.last = part.first + len(part) - 1
        for place in range(max(len(part) - TAIL, 0), len(part)):
            self._tail.append((part.first + place, part.record(place)))

    def finish(self) -> None:
        """Take the last rows too, and put all in order."""
        for number, record in self._tail:
            if any(record):
                self.rows[number] = record
        self.rows = dict(sorted(self.rows.items()))

    def _take(self, part: Part, place: int) -> None:
        if part.first + place in self.rows:
            return
        record = part.record(place)
        if any(record):
            self.rows[part.first + place] = record
        if len(self.rows) > MOST or len(self.blank) > MOST:
            raise UnlikeError

    def _column(self, part: Part, column: int) -> None:
        seen = self._seen[column]
        for raw, place, form in part.unseen(column, seen):
            if seen.is_new(raw):
                self._take(part, place)
            seen.learn(form, raw)
        if column < _LABELS:
            for place in part.alarming(column, self._titles):
                self._take(part, place)
