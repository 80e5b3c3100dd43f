"""Number formats of Excel: whether a number is a date, a per cent, money or a padded code."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache

BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm",
    17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
    22: "dd/mm/yyyy h:mm", 37: "#,##0;(#,##0)", 38: "#,##0;[Red](#,##0)", 39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;[Red](#,##0.00)", 41: "#,##0", 42: '"Rp"#,##0', 43: "#,##0.00",
    44: '"Rp"#,##0.00', 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip

_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[\$[^\]]*\]')
_COLOUR = re.compile(r"\[(?!\$|h+\]|m+\]|s+\])[^\]]*\]", re.IGNORECASE)
_MONEY = re.compile(r"Rp|IDR", re.IGNORECASE)


@lru_cache(maxsize=1000)
def is_date(code: str) -> bool:
    """Tell whether a number under this format is shown as a date or time."""
    bare = _bare(code)
    return bool(re.search(r"[ymdhs]", bare, re.IGNORECASE)) and "general" not in bare.lower()


@lru_cache(maxsize=1000)
def is_clock(code: str) -> bool:
    """Tell whether only a time of day is shown, without a day."""
    bare = _bare(code).lower()
    return is_date(code) and "h" in bare and not re.search(r"[yd]", bare)


def clock(serial: float) -> str:
    """Return a part of a day as hours and minutes, with seconds where there are any."""
    minutes, seconds = divmod(round(serial * 86400), 60)
    text = f"{minutes // 60:02}:{minutes % 60:02}"
    return f"{text}:{seconds:02}" if seconds else text


@lru_cache(maxsize=1000)
def is_percent(code: str) -> bool:
    """Tell whether the number is shown times 100; a per cent sign in quotes is only a word."""
    return "%" in _bare(code)


@lru_cache(maxsize=1000)
def is_money(code: str) -> bool:
    """Tell whether the format says rupiah."""
    return bool(_MONEY.search(code)) and not is_date(code)


@lru_cache(maxsize=1000)
def is_text(code: str) -> bool:
    """Tell whether the format is “Text”."""
    return code.strip() == "@"


@lru_cache(maxsize=1000)
def is_year(code: str) -> bool:
    """Tell whether of a date only the year is shown."""
    return set(_bare(code).lower()) == {"y"}


@lru_cache(maxsize=1000)
def unit(code: str) -> str | None:
    """Return the word that the format puts behind the number, as in `0" jiwa"`."""
    section = code.split(";", maxsplit=1)[0]
    found = re.search(r'[0#?]\s*(?:"([^"]*[^\W\d_][^"]*|\s*%\s*)"|\\(%))', section)
    return (found[1] or found[2]).strip() if found else None


@lru_cache(maxsize=1000)
def padding(code: str) -> str | None:
    """Return the first section of a format that pads with zeros (`000`, `00\\.00`), if it does."""
    section = code.split(";", maxsplit=1)[0]
    signs = re.sub(r"[^0#?.,]", "", _LITERAL.sub("", section))
    return section if re.fullmatch(r"00+", signs) else None


@lru_cache(maxsize=1000)
def decimals(code: str) -> int:
    """Return how many digits behind the point a format shows in every case: `0.00` two."""
    found = re.fullmatch(r"0\.(0+)", code.split(";", maxsplit=1)[0].strip())
    return len(found[1]) if found else 0


def padded(value: int, code: str) -> str | None:
    """Return the whole number as a zero-padding format shows it, None for other formats."""
    section = padding(code)
    if section is None or value < 0:
        return None
    parts = re.findall(r'"[^"]*"|\\.|0+|.', section)
    width = sum(len(part) for part in parts if set(part) == {"0"})
    digits, shown = str(value).zfill(width), ""
    surplus = len(digits) - width
    for part in parts:
        if set(part) == {"0"}:
            take = len(part) + surplus
            shown, digits, surplus = shown + digits[:take], digits[take:], 0
        else:
            shown += part.strip('"\\')
    return shown


def plain(value: float | Decimal) -> str:
    """Return a number with the digits it was written with, never in exponent form."""
    number = value if isinstance(value, Decimal) else Decimal(repr(value))
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def moment(serial: float, *, from_1904: bool = False) -> date | datetime | None:
    """Return the day (and time) of a serial number of Excel, None where there is none."""
    if from_1904:
        epoch = datetime(1904, 1, 1)
    elif serial < 61:
        # Excel counts a 29 February 1900 that never was.
        epoch = datetime(1899, 12, 31)
    else:
        epoch = datetime(1899, 12, 30)
    try:
        found = epoch + timedelta(seconds=round(serial * 86400))
    except OverflowError:
        return None
    has_time = bool(found.hour or found.minute or found.second)
    return found if has_time else found.date()


def _bare(code: str) -> str:
    return _LITERAL.sub("", _COLOUR.sub("", code.split(";", maxsplit=1)[0]))
