"""Large text files: laid out by the rows that stand for all, every text counted on one way through.

Of a column that says thousands of things, those are kept that could belong to a person, and
some others, among which the rest is shared out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

from ckanext.ambon.domain.personal_data import tables
from ckanext.ambon.domain.personal_data.rules import PHONE, by_title
from ckanext.ambon.domain.personal_data.tables import Line, Scanned, TextColumn
from ckanext.ambon.domain.spreadsheets import large, reading
from ckanext.ambon.domain.spreadsheets.delimited import Stream
from ckanext.ambon.domain.spreadsheets.grid import fold
from ckanext.ambon.domain.spreadsheets.limits import Limits
from ckanext.ambon.domain.spreadsheets.model import address, letters
from ckanext.ambon.domain.spreadsheets.opening import open_stream
from ckanext.ambon.domain.spreadsheets.sketch import UnlikeError

HELD, MOST = 5000, 100_000
_AMOUNT = re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?|\d+,\d+")
_SUSPECT = re.compile(
    r"(?:\d\D{0,2}){9}|@|\d{8}|[A-Za-z]{1,2}[ .]?\d{1,4}[ .]?[A-Za-z]|[A-Za-z]{2}[.\s]?\d{3}"
)
_DIGITS = 8  # a plain number that is shorter belongs to nobody


def load(path: Path, name: str, limits: Limits) -> Scanned | None:
    """Return what is to be searched in a large text file; None where it must be opened whole."""
    stream = open_stream(path, limits, name)
    if stream is None:
        return None
    try:
        outline = large.outline(stream)
    except UnlikeError:
        return None
    found = reading.find(outline.sheet)
    if len(found) != 1:
        return None
    table = tables.table(found[0], name)
    draft = found[0].draft
    kept = [*draft.columns, *([draft.running] if draft.running else [])]
    gathered = {one.number - 1: _Texts(tables.label(one.title)) for one in kept}
    loose = [
        replace(one, cell=large.moved(one.cell, outline.numbers) if one.cell else None)
        for one in tables.outside(outline.sheet, found)
    ]
    out = frozenset(outline.numbers.values()) - {outline.numbers[row] for row in draft.rows}
    loose += _gather(stream, out, gathered)
    columns = tuple(gathered[one.number - 1].column(one.title, one.number) for one in kept)
    return Scanned((replace(table, columns=columns),), tuple(loose))


def _gather(stream: Stream, out: frozenset[int], gathered: Mapping[int, _Texts]) -> list[Line]:
    """Count the texts of every column; return what stands in cells of no column."""
    loose: list[Line] = []
    for first, records in stream.chunks():
        numbers = [n for n in range(first, first + len(records)) if n not in out]
        kept = [records[n - first] for n in numbers] if out else records
        for place, values in enumerate(zip_longest(*kept, fillvalue="")):
            if place in gathered:
                gathered[place].add(values, numbers)
            else:
                loose += [
                    Line(stream.name, fold(text), address(number, place + 1))
                    for number, text in zip(numbers, values, strict=True)
                    if text and _SUSPECT.search(text)
                ]
    return loose


class _Texts:
    """The texts of one column: how often each stands there, and where first."""

    def __init__(self, label: str) -> None:
        self._label = label
        # Under such a title, every text may be a number of a person.
        self._is_titled = by_title(label) is not None or bool(PHONE.search(label))
        self._counts: dict[str, int] = {}
        self._firsts: dict[str, int] = {}
        self._rest = 0

    def add(self, values: Sequence[str], numbers: Sequence[int]) -> None:
        """Count the texts of some rows."""
        counted = Counter(values)
        del counted[""]
        new = [text for text in counted if text not in self._counts]
        firsts = dict(zip(reversed(values), reversed(numbers), strict=True)) if new else {}
        for text in new:
            if len(self._counts) < HELD or (len(self._counts) < MOST and self._may_be(text)):
                self._counts[text] = 0
                self._firsts[text] = firsts[text]
        for text, count in counted.items():
            if text in self._counts:
                self._counts[text] += count
            else:
                self._rest += count

    def _may_be(self, text: str) -> bool:
        if self._is_titled:
            return True
        if text.isdigit():
            return len(text) >= _DIGITS
        return _SUSPECT.search(text) is not None and not _AMOUNT.fullmatch(text)

    def column(self, title: str, number: int) -> TextColumn:
        """Return the column; what was not held is shared out among the first texts."""
        counts: Counter[str] = Counter()
        firsts: dict[str, int] = {}
        for text, count in self._shared():
            plain = fold(text).lstrip("'")
            counts[plain] += count
            firsts.setdefault(plain, self._firsts[text])
        texts, places = tuple(firsts), tuple(firsts.values())
        return TextColumn(title, self._label, texts, places, letters(number), counts)

    def _shared(self) -> Iterator[tuple[str, int]]:
        share, more = divmod(self._rest, HELD)
        for place, (text, count) in enumerate(self._counts.items()):
            yield text, count + (share + (place < more) if place < HELD else 0)
