"""The forms of many texts at once: all texts of one form look alike."""

from __future__ import annotations

import re
from collections.abc import Collection

import polars as pl

from ckanext.ambon.domain.spreadsheets.looks import ALIKE, WHOLE, Seen

# A form begins with a sign that no text has. In it every digit is a 9, but a zero that comes first
# is `_ZERO`, and `_EVEN` stands before what is nothing but zeros.
_START, _ZERO, _EVEN = "\x01", "\x02", "\x03"
_LONG = f"{_START}…"
_DIGIT = f"[9{_ZERO}]"
_GROUP = f"(?:{_DIGIT}{{1,2}}|{_DIGIT}{{4}})"
_REST = f"[^9{_ZERO}]*"
# Such texts of one form may look unlike: years, days, days with the name of the month.
_YEAR = f"^{_START}{_EVEN}?{_DIGIT}{{4}}$"
_DAY = f"^{_START}{_REST}{_GROUP}[/.\\-]{_GROUP}[/.\\-]{_GROUP}{_REST}$"
_NAMED_DAY = f"^{_START}{_DIGIT}{{1,2}}[\\s\\-./][a-z]{{3,}}[\\s\\-./]+{_DIGIT}{{2,4}}$"
_CASED = r"[\p{Lu}\p{Ll}\p{Lt}\p{Nl}\p{So}]"
_TEXT, _FORM = pl.col("text"), pl.col("form")
# More forms than this are looked up text by text.
_PATTERNS = 300
_IS_LONG = (_TEXT.str.len_chars() > WHOLE) & _TEXT.str.contains("[A-Za-z][^A-Za-z]+[A-Za-z]")


def unseen(texts: pl.Series, seen: Seen) -> pl.DataFrame:
    """Return the first texts of each form that is not well known: text, place, form, cased.

    Where texts of one form may look unlike, the text itself is its form.
    """
    known = [one for one in seen.common if isinstance(one, str)]
    every = texts.alias("text").to_frame().with_row_index("place")
    left = every.filter((_TEXT != "") & ~_is_known(known)).select("text", "place")
    if left.is_empty():
        return left.with_columns(form="text", cased=pl.lit(value=False))
    left = left.unique("text", keep="first", maintain_order=True).with_columns(form=_form())
    kinds = left.select(_FORM.unique(maintain_order=True)).with_columns(
        cased=_FORM.str.contains(_CASED) | (_FORM == _LONG),
        hides=_FORM.str.contains(f"{_YEAR}|{_DAY}|{_NAMED_DAY}"),
    )
    left = left.join(kinds, on="form", how="left", maintain_order="left").with_columns(
        form=pl.when("hides").then(_TEXT).otherwise(_FORM),
        cased=pl.col("cased") & ~pl.col("hides"),
    )
    left = left.filter(~_among(_FORM, known) & ~(pl.col("cased") & seen.is_full))
    return (
        left.group_by("form", maintain_order=True)
        .head(ALIKE)
        .select("text", "place", "form", "cased")
        .sort("place")
    )


def _form() -> pl.Expr:
    """Return what makes the form of a text."""
    form = pl.lit(_START) + (
        _TEXT.str.replace(r"(^|,)([0% ]+)$", f"${{1}}{_EVEN}${{2}}")
        .str.replace(r"^([^0-9]*)0", f"${{1}}{_ZERO}")
        .str.replace_all("[0-9]", "9")
        .str.to_lowercase()
    )
    return pl.when(_IS_LONG).then(pl.lit(_LONG)).otherwise(form)


def _among(column: pl.Expr, texts: Collection[str]) -> pl.Expr:
    return column.is_in(pl.Series(list(texts), dtype=pl.String).implode())


def _is_known(known: Collection[str]) -> pl.Expr:
    """Tell whether a text is known, or has a known form."""
    formed = [one for one in known if one.startswith(_START)]
    patterns = [_pattern(one) for one in formed[:_PATTERNS] if one != _LONG]
    is_known = _among(_TEXT, [one for one in known if not one.startswith(_START)])
    if patterns:
        is_known |= _TEXT.str.contains(f"^(?i:{'|'.join(patterns)})$")
    return is_known | _IS_LONG if _LONG in known else is_known


def _pattern(form: str) -> str:
    """Return the pattern of a form: which texts have it."""
    head, comma, tail = form[1:].rpartition(",")
    if _EVEN in form:
        start, _mark, zeros = form[1:].partition(_EVEN)
        return _digits(start) + re.escape(zeros.replace(_ZERO, "0").replace("9", "0"))
    if (_ZERO in form or "9" in head) and re.fullmatch(f"[9{_ZERO}% ]*9[9{_ZERO}% ]*", tail):
        return _digits(head) + comma + f"(?:{'|'.join(_uneven(tail))})"
    return _digits(form[1:])


def _digits(form: str) -> str:
    """Return a pattern in which the first digit is a zero only where the form has one."""
    start, nine, rest = form.partition("9")
    if _ZERO in start or not nine:
        return re.escape(form).replace("9", "[0-9]").replace(_ZERO, "0")
    return re.escape(start) + "[1-9]" + re.escape(rest).replace("9", "[0-9]")


def _uneven(tail: str) -> list[str]:
    """Return the patterns of digits that are not all zero."""
    places = [place for place, sign in enumerate(tail) if sign == "9"]
    plain = tail.replace(_ZERO, "0")
    return [
        re.escape(plain[:place].replace("9", "0"))
        + "[1-9]"
        + re.escape(plain[place + 1 :]).replace("9", "[0-9]")
        for place in places
    ]
