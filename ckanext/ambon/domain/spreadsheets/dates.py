"""Dates as Indonesian offices write them; day before month."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

MONTHS = (
    ("januari", "january", "jan"), ("februari", "pebruari", "february", "feb", "peb"),
    ("maret", "march", "mar", "mrt"), ("april", "apr"), ("mei", "may"), ("juni", "june", "jun"),
    ("juli", "july", "jul"), ("agustus", "august", "agu", "agt", "ags", "aug", "agst"),
    ("september", "sep", "sept"), ("oktober", "october", "okt", "oct"),
    ("november", "nopember", "nov", "nop"), ("desember", "december", "des", "dec"),
)  # fmt: skip

_MONTH_OF = {name: number for number, names in enumerate(MONTHS, 1) for name in names}
_WEEKDAY = r"(?:(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu)\s*[,/]?\s*)?"
_NAMED = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})[\s\-./]+([a-z]{{3,9}})\.?[\s\-./,]+(\d{{4}}|\d{{2}})", re.I
)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?")
_NUMBERS = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}}) ?[/.\-] ?(\d{{1,2}}) ?[/.\-] ?(\d{{4}}|\d{{2}})", re.I
)


@dataclass(frozen=True)
class Written:
    """A date as written: `first` and `second` are day and month, in the order of the file."""

    first: int
    second: int
    year: int
    order: str  # dmy, mdy, either, sure
    is_short: bool = False

    def value(self, *, month_first: bool = False) -> date | None:
        """Return the day, None where the calendar has no such day."""
        day, month = (self.second, self.first) if month_first else (self.first, self.second)
        try:
            return date(self.year, month, day)
        except ValueError:
            return None


def parse(text: str) -> Written | None:
    """Return the date that a text is, None where it is none."""
    plain = " ".join(text.split()).lower()
    if found := _ISO.fullmatch(plain):
        year, month, day = map(int, found.groups())
        return Written(day, month, year, "sure")
    if found := _NAMED.fullmatch(plain):
        month = _MONTH_OF.get(found[2])
        if month is None:
            return None
        return Written(int(found[1]), month, _year(found[3]), "sure", len(found[3]) == 2)
    if found := _NUMBERS.fullmatch(plain):
        first, second = int(found[1]), int(found[2])
        return Written(first, second, _year(found[3]), _order(first, second), len(found[3]) == 2)
    return None


def is_month(text: str) -> bool:
    """Tell whether the text is the name of a month."""
    return text.strip().lower().rstrip(".") in _MONTH_OF


def _order(first: int, second: int) -> str:
    if first > 12:
        return "dmy"
    return "mdy" if second > 12 else "either"


def _year(text: str) -> int:
    """Return the year; two digits up to 50 belong to this century."""
    year = int(text)
    if len(text) == 4:
        return year
    return 2000 + year if year <= 50 else 1900 + year
