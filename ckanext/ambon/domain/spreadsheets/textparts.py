"""A large text file as columns of texts, a few megabytes at a time.

Polars does at one stroke for a whole column what Python would do text by text. It takes its time
and memory to load, so that this module is imported only where a large file is to be read.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Generator, Hashable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO, TextIOWrapper
from itertools import chain, islice, zip_longest
from typing import BinaryIO, TextIO

import polars as pl
from polars.exceptions import PolarsError

from ckanext.ambon.domain.spreadsheets import forms
from ckanext.ambon.domain.spreadsheets.looks import Seen
from ckanext.ambon.domain.spreadsheets.model import Raw, RefusedError
from ckanext.ambon.domain.spreadsheets.parts import ALARMING, Record, usual

# A text on one line, trimmed, with single spaces and nothing invisible.
SIMPLE = r"^[^'\p{C}\p{Z}][^\p{C}\p{Z}]*(?: [^\p{C}\p{Z}]+)*$"
# Signs of a text that is no value.
BLANK = "\ufeff \t\r\n\xa0"
_FIRST, _BLOCK = 300_000, 4_000_000
_ROWS = 20_000
_HEAD = 60_000
_LONGEST = 10_000_000
_LONE_RETURN = re.compile("\r(?!\n)")
_FILLED = pl.all() != ""


@dataclass(frozen=True)
class TextPart:
    """Rows of a text file; `frame` has a column of texts for each column, empty where blank."""

    numbers: pl.Series
    frame: pl.DataFrame

    @classmethod
    def of(cls, first: int, frame: pl.DataFrame) -> TextPart:
        """Return rows that follow each other from a number on."""
        return cls(pl.int_range(first, first + frame.height, dtype=pl.UInt32, eager=True), frame)

    @property
    def first(self) -> int:
        """The number of the first row."""
        return self.numbers[0]

    @property
    def width(self) -> int:
        """The most fields that a row has."""
        return self.frame.width

    def __len__(self) -> int:
        return self.frame.height

    def texts(self, column: int) -> pl.Series:
        """Return one column of all rows."""
        if column < self.width:
            return self.frame.to_series(column)
        return pl.repeat("", len(self), dtype=pl.String, eager=True)

    def without(self, places: Sequence[int]) -> TextPart:
        """Return the part without some of its rows."""
        if not places:
            return self
        kept = ~pl.int_range(len(self), eager=True).is_in(list(places))
        return TextPart(self.numbers.filter(kept), self.frame.filter(kept))

    def record(self, place: int) -> Record:
        """Return one row."""
        return self.frame.row(place)

    def values(self, column: int) -> Sequence[Raw]:
        """Return one column of all rows as a list."""
        return self.texts(column).to_list()

    def uneven(self) -> tuple[Sequence[int], Sequence[int]]:
        """Return the places of blank rows, and of rows with far less than the others."""
        filled = self.frame.select(pl.sum_horizontal(_FILLED)).to_series()
        most = usual(filled[len(filled) // 2])
        thin = ((filled > 0) & (filled * 3 <= most)) | (filled == 1)
        return (filled == 0).arg_true().to_list(), thin.arg_true().to_list()

    def unseen(self, column: int, seen: Seen) -> Iterator[tuple[Raw, int, Hashable]]:
        """Yield the first texts of every form that is not well known yet."""
        for text, place, form, is_cased in forms.unseen(self.texts(column), seen).iter_rows():
            if not (is_cased and seen.is_full):
                yield text, place, form

    def alarming(self, column: int, titles: Collection[str]) -> Sequence[int]:
        """Return the places where a row may begin that is no row of the table."""
        texts = self.texts(column)
        found = texts.str.contains(f"^(?i:{ALARMING})") | texts.is_in(list(titles))
        return found.arg_true().to_list()


@dataclass(frozen=True)
class Dialect:
    """How a text file is written: encoding, the sign between fields, and a first `sep=` line."""

    encoding: str
    sign: str
    is_declared: bool


def parts(data: BinaryIO, dialect: Dialect) -> Generator[TextPart, None, None]:
    """Yield the rows of an open file in parts; raises `RefusedError` where it is no such text."""
    file = TextIOWrapper(data, dialect.encoding, "replace", newline="")
    try:
        yield from _parts(file, dialect)
    finally:
        # The file is not ours to close.
        file.detach()


def _parts(file: TextIO, dialect: Dialect) -> Iterator[TextPart]:
    first, width = 1, 0
    if dialect.is_declared:
        file.readline()
        first = 2
    for block, rest in _blocks(file):
        width = width or _width(block, dialect.sign)
        frame = _regular(block, dialect.sign, width)
        if frame is None:
            lines = chain(StringIO(block + rest + file.readline(), newline=""), file)
            yield from _irregular(lines, dialect.sign, first)
            return
        yield TextPart.of(first, _blanked(frame))
        first += frame.height


def _blocks(file: TextIO) -> Iterator[tuple[str, str]]:
    """Yield whole lines, and the beginning of the next one that was read already."""
    # What most texts look like is learnt on few of them.
    size, rest = _FIRST, ""
    while read := file.read(size):
        block, rest = _cut(rest + read)
        size = _BLOCK
        if block:
            yield block, rest
    if rest:
        yield rest, ""


def _cut(text: str) -> tuple[str, str]:
    """Return the whole lines, and the beginning of another."""
    end = text.rfind("\n") + 1
    return text[:end], text[end:]


def _width(block: str, sign: str) -> int:
    lines = StringIO(block[:_HEAD], newline="")
    return max((len(one) for one in csv.reader(lines, delimiter=sign)), default=1)


def _regular(block: str, sign: str, width: int) -> pl.DataFrame | None:
    """Return lines as columns where each line is one row beyond doubt, else None."""
    if not _is_plain(block, sign):
        return None
    try:
        frame = pl.read_csv(
            block.encode(),
            has_header=False,
            separator=sign,
            schema={f"c{n}": pl.String for n in range(width)},
        ).fill_null("")
    except PolarsError:
        return None
    lines = block.count("\n") + (not block.endswith("\n"))
    if frame.height != lines:
        return None
    if f"{sign} " in block or "\n " in block or block[0] == " ":
        # Not so in quotes, but then no other field begins with a space.
        return frame if '"' in block else frame.select(pl.all().str.strip_chars_start(" "))
    return frame


def _is_plain(block: str, sign: str) -> bool:
    """Tell whether Polars and Python's reader must take a block alike."""
    if not block or "\x00" in block or _LONE_RETURN.search(block) or not sign.isascii():
        return False
    if '"' not in block:
        return True
    other = re.escape(sign)
    field = f'(?:"(?:[^"]|"")*"|[^"{other} ][^"{other}]*|)'
    lines = pl.Series(block.removesuffix("\n").split("\n"), dtype=pl.String)
    return lines.str.contains(f"^{field}(?:{other}{field})*\r?$").all()


def _irregular(lines: Iterator[str], sign: str, first: int) -> Iterator[TextPart]:
    """Read what is left as Python's reader takes it, of whatever shape it is."""
    csv.field_size_limit(_LONGEST)
    reader = csv.reader(lines, delimiter=sign, skipinitialspace=True)
    try:
        while records := list(islice(reader, _ROWS)):
            blank = [("",) * len(records)]
            columns = zip_longest(*records, fillvalue="") if any(records) else blank
            named = {f"c{n}": pl.Series(one, dtype=pl.String) for n, one in enumerate(columns)}
            yield TextPart.of(first, _blanked(pl.DataFrame(named)))
            first += len(records)
    except csv.Error as error:
        raise RefusedError("Berkas ini tidak dapat dibaca sebagai CSV.") from error


def _blanked(frame: pl.DataFrame) -> pl.DataFrame:
    """Return texts without those that show nothing."""
    shown = pl.all().str.strip_chars(BLANK) != ""
    return frame.select(pl.when(shown).then(pl.all()).otherwise(pl.lit("")))
