"""Numbers, dates and sizes as people read them, in Indonesian or English."""

from __future__ import annotations

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
    """Return a period in words, whole years as years: “2018–2025”."""
    days = [day for day in (start, end) if day]
    if not days:
        return ""
    first, last = days[0], days[-1]
    if (first.month, first.day) == (1, 1) and (last.month, last.day) == (12, 31):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if first == last:
        return date_text(first, language)
    return f"{date_text(first, language)} – {date_text(last, language)}"
