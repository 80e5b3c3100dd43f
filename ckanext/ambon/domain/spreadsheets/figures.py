"""Numbers as people write them: `1.234`, `12,5%`, `Rp 1,2 miliar`, `(500)`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

ID = "1.234,5"
EN = "1,234.5"

SCALES = {
    "ribu": 1000, "rb": 1000, "juta": 10**6, "jt": 10**6,
    "miliar": 10**9, "milyar": 10**9, "triliun": 10**12,
}  # fmt: skip

_SHORT = {"M": "miliar", "T": "triliun"}

_WRITTEN = re.compile(
    r"(?P<open>\()?\s*(?P<sign>[-+−–])?\s*(?P<money>Rp\.?|IDR)?\s*(?P<minus>[-−–])?\s*"
    r"(?P<digits>\d(?:[\d.,   ]*\d)?)(?P<cents>,-+|\.-+|,=)?\s*"
    r"(?P<tail>%|[kcm]?m[23]|(?![¹²³])[^\W\d_][^\d()%]*?)?\s*(?P<close>\))?\s*(?P<mark>\*{1,3}\)?|\^\w\)?|[¹²³ʳˣᵉ]\)?)?",
    re.IGNORECASE,
)
# Revised, preliminary, estimated: signs of the statistics office behind a figure.
_LETTER_MARKS = ("r", "x", "e", "ʳ", "ˣ", "ᵉ")
# Digits and signs as they are written: without signs, in either style, and in one beyond doubt.
PLAIN = r"[0-9]+"
EITHER = r"[1-9][0-9]{0,2}[.,][0-9]{3}"
SHAPES = {
    ID: (
        r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}(?:,[0-9]+)?|"
        r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+,[0-9]+|(?:0|[1-9][0-9]*),[0-9]+"
    ),
    EN: (
        r"[1-9][0-9]{0,2}(?:,[0-9]{3}){2,}(?:\.[0-9]+)?|"
        r"[1-9][0-9]{0,2}(?:,[0-9]{3})+\.[0-9]+|(?:0|[1-9][0-9]*)\.[0-9]+"
    ),
}
_PLAIN, _EITHER = re.compile(PLAIN), re.compile(EITHER)
_SHAPES = tuple((re.compile(shape), style) for style, shape in SHAPES.items())
_SPACED = re.compile(r"[1-9]\d{0,2}(?:[   ]\d{3})+(?:[.,]\d+)?")


@dataclass(frozen=True)
class Figure:
    """A number as written. `style` is `ID`, `EN`, or None where the signs do not tell.

    `leaning` is the style under which an undecided sign stands for thousands.
    """

    digits: str
    style: str | None
    is_plain: bool = False
    leaning: str | None = None
    is_negative: bool = False
    is_percent: bool = False
    is_money: bool = False
    in_brackets: bool = False
    scale: str | None = None
    unit: str | None = None
    mark: str | None = None

    def value(self, style: str | None = None) -> Decimal:
        """Return the number, an undecided sign read in the given style."""
        chosen = self.style or style or ID
        digits = re.sub(r"[\s  ]", "", self.digits)
        if chosen == ID:
            digits = digits.replace(".", "").replace(",", ".")
        else:
            digits = digits.replace(",", "")
        return -Decimal(digits) if self.is_negative else Decimal(digits)


def scale_of(figure: Figure, *, is_money: bool) -> str | None:
    """Return the scale word of a figure; behind money “M” says miliar, and no metre."""
    return figure.scale or (_SHORT.get(figure.unit or "") if is_money else None)


@lru_cache(maxsize=200_000)
def parse(text: str) -> Figure | None:
    """Return the number that a text is, None where it is none."""
    found = _WRITTEN.fullmatch(text.strip())
    if not found or bool(found["open"]) != bool(found["close"]):
        return None
    shape = _shape(found["digits"])
    if shape is None:
        return None
    digits, style, leaning = shape
    tail = (found["tail"] or "").strip().rstrip(".").strip()
    mark = found["mark"] or (tail if tail.lower() in _LETTER_MARKS else None)
    tail = "" if mark == tail else tail
    scale = tail.lower().split(" ")[0] if tail.lower().split(" ")[0] in SCALES else None
    return Figure(
        digits=digits,
        style=style,
        is_plain=style is None and leaning is None,
        leaning=leaning,
        is_negative=bool(found["open"]) or _is_minus(found["sign"]) or bool(found["minus"]),
        is_percent=tail.lower() in ("%", "persen"),
        is_money=bool(found["money"]) or "rupiah" in tail.lower(),
        in_brackets=bool(found["open"]),
        scale=_spelled(scale),
        unit=tail if tail and not scale and tail.lower() not in ("%", "persen") else None,
        mark=mark,
    )


def _spelled(scale: str | None) -> str | None:
    return {"milyar": "miliar", "rb": "ribu", "jt": "juta"}.get(scale or "", scale)


def _is_minus(sign: str | None) -> bool:
    return sign is not None and sign != "+"


def _shape(digits: str) -> tuple[str, str | None, str | None] | None:
    """Return digits, style, and for an undecided sign the style that makes it thousands."""
    if _SPACED.fullmatch(digits):
        style = EN if re.search(r"\.\d+$", digits) else ID
        return digits, style, None
    if re.search(r"\s", digits):
        return None
    if _PLAIN.fullmatch(digits):
        return digits, None, None
    if _EITHER.fullmatch(digits):
        return digits, None, ID if "." in digits else EN
    style = next((style for shape, style in _SHAPES if shape.fullmatch(digits)), None)
    return (digits, style, None) if style else None
