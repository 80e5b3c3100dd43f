"""The rows of a large text file as the texts that a database takes for their types.

A whole column is turned at one stroke where its texts show that nothing but their signs must be;
every other text is converted as any reader converts it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Literal

import polars as pl

from ckanext.ambon.domain.spreadsheets import columnwise, converting, figures
from ckanext.ambon.domain.spreadsheets.column import Decision
from ckanext.ambon.domain.spreadsheets.figures import EN, ID
from ckanext.ambon.domain.spreadsheets.large import Rows
from ckanext.ambon.domain.spreadsheets.marks import MISSING
from ckanext.ambon.domain.spreadsheets.textparts import SIMPLE, TextPart

_TEXT = pl.col("text")


def frames(rows: Rows) -> Iterator[pl.DataFrame]:
    """Yield the rows of a text file in parts: columns of texts, null where no value is."""
    columns = [(at, _Column(decision)) for at, decision in rows.columns]
    for part in rows.source.parts():
        if not isinstance(part, TextPart):
            raise TypeError(rows.source.name)
        kept = part.without(rows.numbers.left_out(part))
        stored = columnwise.each(partial(_stored, kept), columns)
        yield pl.DataFrame({f"s{n}": texts for n, texts in enumerate(stored)})


def _stored(part: TextPart, column: tuple[int, _Column]) -> pl.Series:
    place, stored = column
    return stored(part.texts(place))


def lines(
    rows: Rows, lookups: Sequence[tuple[int, Mapping[str, str]]]
) -> Iterator[tuple[bytes, int]]:
    """Yield the rows as lines of CSV and how many; behind them codes for the names in a column."""
    for frame in frames(rows):
        codes = (_codes(frame.to_series(at), known) for at, known in lookups)
        whole = frame.with_columns(one.alias(f"k{n}") for n, one in enumerate(codes))
        # Of a single column, a line could say that nothing follows.
        style: Literal["always", "necessary"] = "always" if whole.width == 1 else "necessary"
        yield whole.write_csv(include_header=False, quote_style=style).encode(), whole.height


def _codes(names: pl.Series, known: Mapping[str, str]) -> pl.Series:
    return names.replace_strict(known, default=None, return_dtype=pl.String)


class _Column:
    """Turns the texts of one column into what is stored."""

    def __init__(self, decision: Decision) -> None:
        self._slow = converting.column(decision)
        self._quick = _quick(decision)

    def __call__(self, texts: pl.Series) -> pl.Series:
        frame = texts.alias("text").to_frame()
        if self._quick is None:
            return self._mapped(texts)
        turned = frame.select(self._quick).to_series()
        left = (turned.is_null() & (texts != "")).arg_true()
        if not len(left):
            return turned
        return turned.scatter(left, self._mapped(texts.gather(left)))

    def _mapped(self, texts: pl.Series) -> pl.Series:
        """Return what each text is converted to, each different one once."""
        different = texts.unique()
        stored = [None if one is None else str(one) for one in self._slow(different.to_list())]
        return texts.replace_strict(
            different, pl.Series(stored, dtype=pl.String), return_dtype=pl.String
        )


def _quick(decision: Decision) -> pl.Expr | None:
    """Return what turns most texts of a column at one stroke, and leaves the others null."""
    if (amounts := converting.plain_amounts(decision)) is not None:
        return _number(amounts.style, is_whole=decision.type == "integer")
    if decision.type == "text":
        is_plain = _TEXT.str.contains(SIMPLE) & (_TEXT.str.len_chars() > converting.SIGN)
        return pl.when(is_plain & ~_TEXT.str.to_lowercase().is_in(list(MISSING))).then(_TEXT)
    if decision.type == "code":
        return pl.when(_TEXT.str.contains(f"^[0-9]{{{converting.SIGN + 1},}}$")).then(_TEXT)
    return None


def _number(style: str | None, *, is_whole: bool) -> pl.Expr:
    turned = {
        ID: _TEXT.str.replace_all(".", "", literal=True).str.replace(",", ".", literal=True),
        EN: _TEXT.str.replace_all(",", "", literal=True),
    }
    shapes = {ID: figures.SHAPES[ID], EN: f"{figures.SHAPES[EN]}|{figures.PLAIN}"}
    # What may be a thousand has the shape of a fraction too: it is looked for first.
    found = pl.when(_is(figures.EITHER)).then(turned[style] if style else None)
    for one, shape in shapes.items():
        found = found.when(_is(shape)).then(turned[one])
    number = found.otherwise(None)
    return pl.when(~number.str.contains(".", literal=True)).then(number) if is_whole else number


def _is(shape: str) -> pl.Expr:
    return _TEXT.str.contains(f"^(?:{shape})$")
