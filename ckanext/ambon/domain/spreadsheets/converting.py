"""One column of a large sheet after the other turned into values, as fast as Python does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from ckanext.ambon.domain.spreadsheets import figures
from ckanext.ambon.domain.spreadsheets.amounts import Amounts
from ckanext.ambon.domain.spreadsheets.column import Decision
from ckanext.ambon.domain.spreadsheets.figures import EN, ID
from ckanext.ambon.domain.spreadsheets.model import Cell
from ckanext.ambon.domain.spreadsheets.sketch import Raw, Record

# Takes the place of the column and the rows, gives the values.
Column = Callable[[int, Sequence[Record]], list[Any]]

_KEPT = 50_000
_DIGITS = str.maketrans("123456789", "999999999")
_TURN = str.maketrans({".": "", ",": "."})
_JOIN = str.maketrans({",": None})


def column(decision: Decision) -> Column:
    """Return what turns a column of rows into values."""
    amounts = getattr(decision.read, "__self__", None)
    one = _numbers(decision, amounts) if isinstance(amounts, Amounts) else _others(decision)

    def convert(place: int, records: Sequence[Record]) -> list[Any]:
        return [one(record[place]) if place < len(record) else None for record in records]

    return convert


def _others(decision: Decision) -> Callable[[Raw], Any]:
    """Convert each value once and remember it."""
    kept: dict[Raw, Any] = {None: None, "": None}

    def one(raw: Raw) -> Any:
        try:
            return kept[raw]
        except KeyError:
            value = decision.convert(_cell(raw))
            if len(kept) < _KEPT:
                kept[raw] = value
            return value

    return one


def _numbers(decision: Decision, amounts: Amounts) -> Callable[[Raw], Any]:
    """Convert by how a number is written, which is looked at once for each way of writing."""
    slow = _others(decision)
    ways: dict[str, str] = {}
    is_whole = decision.type == "integer"
    has_own_signs = any(sign.isdigit() for sign in amounts.legend.missing | amounts.legend.zero)

    def one(raw: Raw) -> Any:
        if not isinstance(raw, str) or not raw or has_own_signs:
            return slow(raw)
        if raw[0] != "0" and raw.isdigit() and raw.isascii() and amounts.shares_to is None:
            return int(raw) if is_whole else Decimal(raw)
        shape = raw.translate(_DIGITS) if raw[0] != "0" else "0" + raw.translate(_DIGITS)
        way = ways.get(shape)
        if way is None:
            way = ways[shape] = _way(raw, amounts)
        if not way:
            return slow(raw)
        found = Decimal(raw.translate(_TURN if way == ID else _JOIN))
        return int(found) if is_whole and found == found.to_integral_value() else found

    return one


def _way(text: str, amounts: Amounts) -> str:
    """Return how a number is written where only its signs must be turned, else nothing."""
    figure = figures.parse(text)
    if figure is None or figure.digits != text or amounts.shares_to is not None:
        return ""
    if any(not sign.isdigit() and sign not in ".," for sign in text):
        return ""
    if figure.style:
        return figure.style
    return (amounts.style or "") if figure.leaning else EN


def _cell(raw: Raw) -> Cell | None:
    if isinstance(raw, str):
        return Cell(raw)
    return raw
