"""Numbers, dates and sizes as people read them, in Indonesian or English."""

from __future__ import annotations

import calendar
from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_decimal

UNITS = ("B", "kB", "MB", "GB", "TB")


def number_text(value: float | Decimal, language: str = "id") -> str:
    """Return a number with all its digits: 1234.5 → “1.234,5”."""
    return format_decimal(value, format="#,##0.###############", locale=language)


def date_text(day: date, language: str = "id") -> str:
    """Return a date in words: “24 November 2026”."""
    return format_date(day, format="d MMMM y", locale=language)


def size_text(size: float, language: str = "id") -> str:
    """Return a number of bytes in the nearest unit of thousands: 1234567 → “1,2 MB”."""
    unit = 0
    while size >= 1000 and unit < len(UNITS) - 1:
        size, unit = size / 1000, unit + 1
    return f"{format_decimal(round(size, 1), locale=language)} {UNITS[unit]}"


def period_text(start: date | None, end: date | None, language: str = "id") -> str:
    """Return a period in words: “2018–2025”, “September–November 2025”, or from day to day."""
    days = [day for day in (start, end) if day]
    if not days:
        return ""
    first, last = days[0], days[-1]
    if first.day == 1 and _is_month_end(last):
        return _months_text(first, last, language)
    ends = (date_text(day, language) for day in (first, last))
    return " – ".join(dict.fromkeys(ends))


def _months_text(first: date, last: date, language: str) -> str:
    """Return a period of whole months; what both ends share is said once."""
    if (first.month, last.month) == (1, 12):
        return "–".join(dict.fromkeys((str(first.year), str(last.year))))
    pattern = "MMMM" if first.year == last.year else "MMMM y"
    start = format_date(first, format=pattern, locale=language)
    end = format_date(last, format="MMMM y", locale=language)
    is_one_month = (first.year, first.month) == (last.year, last.month)
    return end if is_one_month else f"{start}–{end}"


def _is_month_end(day: date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]
