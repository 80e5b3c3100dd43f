"""The different texts of one column of a large file, counted part by part, in bounded memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from functools import partial

import polars as pl

from ckanext.ambon.domain.personal_data.rules import PHONE, by_title
from ckanext.ambon.domain.personal_data.tables import Line, TextColumn
from ckanext.ambon.domain.spreadsheets import columnwise
from ckanext.ambon.domain.spreadsheets.delimited import Stream
from ckanext.ambon.domain.spreadsheets.grid import fold
from ckanext.ambon.domain.spreadsheets.model import address, letters
from ckanext.ambon.domain.spreadsheets.textparts import SIMPLE, TextPart

# The first texts are held, and of the others those that may belong to a person.
HELD, MOST = 5000, 100_000
SUSPECT = r"(?:\d\D{0,2}){9}|@|\d{8}|[A-Za-z]{1,2}[ .]?\d{1,4}[ .]?[A-Za-z]"
_AMOUNT = r"^(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+)$"
_TEXT = pl.col("text")
_SUSPECT = _TEXT.str.contains(SUSPECT) & ~_TEXT.str.contains(_AMOUNT)


def gather(
    stream: Stream, out: Collection[int], labels: Mapping[int, str]
) -> tuple[Mapping[int, Texts], list[Line]]:
    """Return the texts of every column that has a label, and what stands in cells of no column.

    The rows with the numbers `out` are no rows of the table.
    """
    gathered = {column: Texts(label) for column, label in labels.items()}
    loose: list[Line] = []
    for part in stream.parts():
        places = [number - part.first for number in out if 0 <= number - part.first < len(part)]
        kept = part.without(places)
        columnwise.each(partial(_count, gathered, kept), range(kept.width))
        for column in set(range(kept.width)) - gathered.keys():
            loose += _suspect(kept, column, stream.name)
    return gathered, loose


def _count(gathered: Mapping[int, Texts], part: TextPart, column: int) -> None:
    if column in gathered:
        gathered[column].add(part.texts(column), part.numbers)


def _suspect(part: TextPart, column: int, sheet: str) -> list[Line]:
    """Return the texts of a column of no table that could belong to a person."""
    texts = part.texts(column)
    found = texts.str.contains(SUSPECT)
    return [
        Line(sheet, fold(text), address(number, column + 1))
        for number, text in zip(part.numbers.filter(found), texts.filter(found), strict=True)
    ]


def _count_of(found: pl.DataFrame) -> int:
    return int(found.get_column("count").sum())


class Texts:
    """How often each text stands in a column, and where first."""

    def __init__(self, label: str) -> None:
        self._label = label
        # Under such a title, every text may be a number of a person.
        is_titled = by_title(label) is not None or bool(PHONE.search(label))
        self._may_be = pl.lit(value=True) if is_titled else _SUSPECT
        self._held = pl.DataFrame(schema={"text": pl.String, "count": pl.UInt32, "row": pl.UInt32})
        self._rest = 0

    def add(self, texts: pl.Series, numbers: pl.Series) -> None:
        """Count the texts of some rows, whose numbers are given."""
        rows = pl.DataFrame({"text": texts, "row": numbers}).filter(_TEXT != "")
        known = _TEXT.is_in(self._held.get_column("text").implode())
        if self._held.height >= HELD:
            kept = rows.filter(known | self._may_be)
            self._rest += rows.height - kept.height
            rows = kept
        found = rows.group_by("text", maintain_order=True).agg(
            count=pl.len().cast(pl.UInt32), row=pl.col("row").min().cast(pl.UInt32)
        )
        again, fresh = found.filter(known), self._wanted(found.filter(~known))
        if again.height:
            self._held = (
                pl.concat([self._held, again])
                .group_by("text", maintain_order=True)
                .agg(pl.col("count").sum(), pl.col("row").min())
            )
        self._held.extend(fresh)

    def _wanted(self, fresh: pl.DataFrame) -> pl.DataFrame:
        """Return the texts that are to be held; the others are only counted."""
        first = max(HELD - self._held.height, 0)
        later = fresh.slice(first).filter(self._may_be)
        wanted = pl.concat([fresh.head(first), later]).head(MOST - self._held.height)
        self._rest += _count_of(fresh) - _count_of(wanted)
        return wanted

    def column(self, title: str, number: int) -> TextColumn:
        """Return the column; what was not held is shared out among the first texts."""
        counts: Counter[str] = Counter()
        firsts: dict[str, int] = {}
        for text, count, row in self._shared():
            counts[text] += count
            firsts.setdefault(text, row)
        texts, places = tuple(firsts), tuple(firsts.values())
        return TextColumn(title, self._label, texts, places, letters(number), counts)

    def _shared(self) -> Iterator[tuple[str, int, int]]:
        share, more = divmod(self._rest, HELD)
        shown = self._held.with_columns(simple=_TEXT.str.contains(SIMPLE)).iter_rows()
        for place, (text, count, row, is_simple) in enumerate(shown):
            more_here = share + (place < more) if place < HELD else 0
            yield text if is_simple else fold(text).lstrip("'"), count + more_here, row
