"""How a value looks: two that look alike are read alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date

from ckanext.ambon.domain.spreadsheets import dates
from ckanext.ambon.domain.spreadsheets.model import Cell, Raw

# Of each look so many are taken, of texts with letters so many looks.
ALIKE, LETTERED = 8, 300
# Numbers of four digits have a look for each century that they may be a year of.
_FEW = 3
KNOWN = 30_000
# A longer text with letters is not told from others.
WHOLE = 24
_SHAPE = str.maketrans("123456789", "999999999", "")
_ZERO = str.maketrans("0", "9")
_DATE = re.compile(r"\D*(\d{1,2}|\d{4})[/.\-](\d{1,2}|\d{4})[/.\-](\d{1,2}|\d{4})\D*")
_NAMED_DAY = re.compile(r"\d{1,2}[\s\-./][a-z]{3,}[\s\-./]+\d{2,4}", re.IGNORECASE)


@dataclass
class Seen:
    """What was seen of one column: `common` are the forms of which no more need be looked at."""

    common: set[Hashable] = field(default_factory=set)
    _looks: Counter[Hashable] = field(default_factory=Counter)
    _lettered: int = 0

    @property
    def is_full(self) -> bool:
        """Tell whether enough texts with letters were seen."""
        return self._lettered > LETTERED

    def is_new(self, raw: Raw) -> bool:
        """Tell whether a value looks new, and count its look."""
        mark = look(raw)
        seen = self._looks[mark]
        if seen >= _enough(raw):
            return False
        if not seen and isinstance(mark, str):
            self._lettered += 1
        if self.is_full and isinstance(mark, str):
            return False
        self._looks[mark] += 1
        return True

    def learn(self, form: Hashable, raw: Raw) -> None:
        """Note that values of this form were looked at, the last of them being `raw`.

        A form that is the value itself is known at once, another when enough of it were seen.
        """
        if len(self.common) < KNOWN and (form == raw or self._looks[look(raw)] >= _enough(raw)):
            self.common.add(form)


def _enough(raw: Raw) -> int:
    """Return how many of one look stand for all of it."""
    value = raw.value if isinstance(raw, Cell) else raw
    is_short = value is not None and len(text := str(value)) == 4 and text.isdecimal()
    return _FEW if is_short else ALIKE


def look(raw: Raw) -> Hashable:
    """Return how a value looks: two that look alike are read alike."""
    if raw is None:
        return None
    if isinstance(raw, str):
        return look_of_text(raw)
    if raw.kind == "text":
        return look_of_text(str(raw.value)), raw.format
    value = raw.value
    if raw.kind == "number" and isinstance(value, int | float):
        return raw.format, _look_of_number(value)
    return raw.kind, raw.format, type(value)


def _look_of_number(value: float) -> Hashable:
    if isinstance(value, int):
        text = str(value)
        return len(text), text[:2] if len(text) == 4 else "", text[-3:] == "000", value > 0
    return abs(value) <= 1, len(f"{value:.15g}".partition(".")[2]), value > 0


def look_of_text(text: str) -> Hashable:
    """Return the look of a text: its digits made alike, with what else decides beside it."""
    if text.isdecimal():
        return len(text), text[0] == "0", text[:2] if len(text) == 4 else ""
    shape = text.translate(_SHAPE)
    plain = shape.translate(_ZERO)
    if plain.upper() != plain.lower():
        if _NAMED_DAY.fullmatch(text):
            return plain.lower() if _is_day(dates.parse(text)) else ("no day", plain.lower())
        return plain.lower() if len(plain) <= WHOLE else ""
    found = _DATE.fullmatch(text)
    if found:
        first, second, third = (int(part) for part in found.groups())
        return plain, first > 12, second > 12, _exists(first, second, third)
    first = re.search(r"\d", text)
    return plain, first is not None and first[0] == "0", not shape.rpartition(",")[2].strip("0% ")


def _is_day(written: dates.Written | None) -> bool:
    return written is not None and written.value() is not None


def _exists(first: int, second: int, third: int) -> bool:
    """Tell whether a calendar has the day, in any order that people write."""
    for year, month, day in (
        (third, second, first),
        (third, first, second),
        (first, second, third),
    ):
        try:
            date(year + 2000 if year < 100 else year, month, day)
        except ValueError:
            continue
        return True
    return False
