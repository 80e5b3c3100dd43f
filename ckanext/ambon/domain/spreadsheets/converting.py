"""One column of a large sheet after the other turned into values, as fast as Python does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from decimal import Decimal
from typing import Any

from ckanext.ambon.domain.spreadsheets import figures
from ckanext.ambon.domain.spreadsheets.amounts import Amounts
from ckanext.ambon.domain.spreadsheets.column import Decision
from ckanext.ambon.domain.spreadsheets.figures import EN, ID
from ckanext.ambon.domain.spreadsheets.marks import MISSING
from ckanext.ambon.domain.spreadsheets.model import Cell, Raw

# Takes the values of some rows in one column as they stand in the file, gives them typed.
Column = Callable[[Sequence[Raw]], list[Any]]

_KEPT = 50_000
_DIGITS = str.maketrans("123456789", "999999999")
# What makes Python's number of one that is written in the Indonesian or the English way.
_SIGNS = {ID: str.maketrans({".": "", ",": "."}), EN: str.maketrans({",": None})}
_BETWEEN = "\x00"
# A sign to which a legend gives a meaning is no longer than this.
SIGN = 5


def column(decision: Decision) -> Column:
    """Return what turns a column of rows into values."""
    amounts = plain_amounts(decision)
    if amounts is None:
        return _others(decision)
    return _Numbers(_others(decision), amounts, is_whole=decision.type == "integer")


def plain_amounts(decision: Decision) -> Amounts | None:
    """Return how numbers are read, where digits and their signs alone tell them."""
    amounts = getattr(decision.read, "__self__", None)
    if not isinstance(amounts, Amounts) or amounts.shares_to is not None:
        return None
    signs = amounts.legend.missing | amounts.legend.zero
    return None if any(sign.isdecimal() for sign in signs) else amounts


def _others(decision: Decision) -> Column:
    """Convert each value once and remember it."""
    kept: dict[Raw, Any] = {}
    is_itself = {"text": _is_plain, "code": _is_long_number}.get(decision.type)

    def convert(values: Sequence[Raw]) -> list[Any]:
        if len(kept) > _KEPT:
            kept.clear()
        for raw in set(values) - kept.keys():
            is_same = is_itself is not None and isinstance(raw, str) and is_itself(raw)
            kept[raw] = raw if is_same else decision.convert(_cell(raw)) if raw else None
        return [kept[raw] for raw in values]

    return convert


def _is_plain(text: str) -> bool:
    """Tell whether a text is kept as it is: on one line, trimmed, and no sign for “no value”."""
    return (
        len(text) > SIGN
        and text.isprintable()
        and text[0] not in " '"
        and text[-1] != " "
        and "  " not in text
        and text.lower() not in MISSING
    )


def _is_long_number(text: str) -> bool:
    return len(text) > SIGN and text.isascii() and text.isdecimal()


class _Numbers:
    """Converts by how a number is written, which is looked at once for each way of writing."""

    def __init__(self, slow: Column, amounts: Amounts, *, is_whole: bool) -> None:
        self._slow, self._amounts, self._is_whole = slow, amounts, is_whole
        self._ways: dict[str, str] = {}

    def __call__(self, values: Sequence[Raw]) -> list[Any]:
        """Return the numbers of some rows; at one stroke where all are written alike."""
        texts = [raw for raw in values if isinstance(raw, str)]
        joined = _BETWEEN.join(texts)
        forms = joined.translate(_DIGITS).split(_BETWEEN)
        if len(forms) != len(texts):
            return self._slow(values)
        for form, text in dict(zip(forms, texts, strict=True)).items():
            if form not in self._ways:
                self._ways[form] = _way(text, self._amounts)
        ways = {self._ways[form] for form in set(forms)}
        if len(texts) == len(values) and len(ways) == 1 and (way := ways.pop()):
            turned = joined.translate(_SIGNS[way]).split(_BETWEEN)
            with suppress(ValueError):
                return list(map(int if self._is_whole else Decimal, turned))
        return [self._one(raw) for raw in values]

    def _one(self, raw: Raw) -> Any:
        way = self._ways[raw.translate(_DIGITS)] if isinstance(raw, str) else ""
        if not way:
            return self._slow([raw])[0]
        found = Decimal(str(raw).translate(_SIGNS[way]))
        return int(found) if self._is_whole and found == found.to_integral_value() else found


def _way(text: str, amounts: Amounts) -> str:
    """Return how a number is written where only its signs must be turned, else nothing."""
    figure = figures.parse(text)
    if figure is None or figure.digits != text or amounts.shares_to is not None:
        return ""
    if any(not sign.isdecimal() and sign not in ".," for sign in text):
        return ""
    if figure.style:
        return figure.style
    return (amounts.style or "") if figure.leaning else EN


def _cell(raw: Raw) -> Cell | None:
    return Cell(raw) if isinstance(raw, str) else raw
