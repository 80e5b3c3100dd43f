"""Which rows of a large sheet stand for all: the first, the last, and each that looks new.

The reader decides on these few rows; every other row looks like one of them, cell by cell.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest

from ckanext.ambon.domain.spreadsheets import dates
from ckanext.ambon.domain.spreadsheets.model import Cell

# What a source holds in a place: the text of a delimited file, or the cell of a sheet.
Raw = str | Cell | None
Record = Sequence[Raw]

HEAD, TAIL, ALIKE, LETTERED, MOST, KNOWN = 400, 60, 25, 300, 6000, 30_000
# A longer text with letters is not told from others.
WHOLE = 24
_LABELS = 3
_SHAPE = str.maketrans("123456789", "999999999", "")
_ZERO = str.maketrans("0", "9")
_DATE = re.compile(r"\D*(\d{1,2}|\d{4})[/.\-](\d{1,2}|\d{4})[/.\-](\d{1,2}|\d{4})\D*")
_NAMED_DAY = re.compile(r"\d{1,2}[\s\-./][a-z]{3,}[\s\-./]+\d{2,4}", re.IGNORECASE)
# Texts of one form: digits but zero are alike, so are letters of ASCII.
_FORM = str.maketrans(
    "123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", "9" * 9 + "a" * 52
)
_BETWEEN = "\x00"
_MANY = 100
_WORD = re.compile(
    r"\W*(sub|grand|jumlah|total|jml|ttl|rata|rerata|mean|average|persen|prosen|proporsi|sumber|"
    r"catatan|ket|note|nb|n\.b|data per|dicetak|diunduh|mengetahui|nip|kepala|kota|ambon|se-?kota|"
    r"seluruh|semua|keseluruhan)",
    re.IGNORECASE,
)


class UnlikeError(Exception):
    """The sheet is not of one piece; it must be read as a whole."""


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


def _hides(form: str) -> bool:
    """Tell whether two texts of one form may look unlike: years, days."""
    is_year = len(form) == 4 and form.isdecimal()
    return is_year or bool(_DATE.fullmatch(form) or _NAMED_DAY.fullmatch(form))


@dataclass
class Sketch:
    """The rows that stand for all, by their number; `blank` rows, and how many rows there are."""

    rows: dict[int, Record] = field(default_factory=dict)
    blank: list[int] = field(default_factory=list)
    last: int = 0
    _looks: Counter[tuple[int, Hashable]] = field(default_factory=Counter)
    _lettered: Counter[int] = field(default_factory=Counter)
    _known: dict[int, set[Raw]] = field(default_factory=dict)
    _common: dict[tuple[int, bool], set[str]] = field(default_factory=dict)
    _titles: set[str] = field(default_factory=set)
    _alarming: set[Raw] = field(default_factory=set)
    _tail: deque[tuple[int, Record]] = field(default_factory=lambda: deque(maxlen=TAIL))

    def alarm(self, texts: Iterable[str]) -> None:
        """Take every row that begins with one of these, as a repeated header does."""
        self._titles.update(texts)

    def add(self, first: int, records: Sequence[Record]) -> None:
        """Look at the next rows."""
        if not records:
            return
        filled = [len(one) - one.count("") - one.count(None) for one in records]
        usual = max(filled[len(filled) // 2], 2)
        for place, count in enumerate(filled):
            number = first + place
            if not count:
                self.blank.append(number)
            elif number <= HEAD or count * 3 <= usual or count == 1:
                self._take(number, records[place])
        for column, values in enumerate(zip_longest(*records)):
            self._column(column, values, first, records)
        self.last = first + len(records) - 1
        start = max(len(records) - TAIL, 0)
        self._tail.extend(enumerate(records[start:], first + start))

    def finish(self) -> None:
        """Take the last rows too, and put all in order."""
        for number, record in self._tail:
            if any(record):
                self._take(number, record)
        self.rows = dict(sorted(self.rows.items()))

    def _take(self, number: int, record: Record) -> None:
        self.rows[number] = record
        if len(self.rows) > MOST or len(self.blank) > MOST:
            raise UnlikeError

    def _column(
        self, column: int, values: Sequence[Raw], first: int, records: Sequence[Record]
    ) -> None:
        known = self._known.setdefault(column, set())
        distinct = set(values)
        fresh = distinct - known
        if column < _LABELS:
            self._alarming.update(raw for raw in fresh if self._alarms(raw))
        for raw in self._uncommon(column, fresh):
            if self._is_new(column, raw):
                place = values.index(raw)
                if any(records[place]):
                    self._take(first + place, records[place])
        if len(known) < KNOWN:
            known |= distinct
        alarming = self._alarming & distinct if column < _LABELS else ()
        for place in _places(values, alarming):
            self._take(first + place, records[place])

    def _uncommon(self, column: int, fresh: Collection[Raw]) -> Collection[Raw]:
        """Return what may look new, without texts of a form that was seen often enough."""
        if len(fresh) < _MANY or not all(isinstance(raw, str) for raw in fresh):
            return fresh
        texts = self._sifted(column, [str(raw) for raw in fresh], by_word=False)
        return self._sifted(column, texts, by_word=True)

    def _sifted(self, column: int, texts: list[str], *, by_word: bool) -> list[str]:
        forms = _BETWEEN.join(texts).translate(_SHAPE if by_word else _FORM).split(_BETWEEN)
        if len(forms) != len(texts):
            return texts
        common = self._common.setdefault((column, by_word), set())
        left = [text for text, form in zip(texts, forms, strict=True) if form not in common]
        new = set(forms) - common
        common.update(one for one in new if self._is_common(column, one, by_word=by_word))
        return left

    def _is_common(self, column: int, form: str, *, by_word: bool) -> bool:
        """Tell whether all texts of a form look alike, as enough others did before."""
        if _hides(form):
            return False
        if not by_word and form.upper() != form.lower():
            if self._lettered[column] > LETTERED:
                return True
            if len(form) <= WHOLE:
                return False
        return self._looks[column, look_of_text(form)] >= ALIKE

    def _alarms(self, raw: Raw) -> bool:
        text = raw if isinstance(raw, str) else str(raw.value) if raw else ""
        return text in self._titles or _WORD.match(text) is not None

    def _is_new(self, column: int, raw: Raw) -> bool:
        mark = (column, look(raw))
        seen = self._looks[mark]
        if seen >= ALIKE:
            return False
        if not seen and isinstance(mark[1], str):
            self._lettered[column] += 1
        if self._lettered[column] > LETTERED and isinstance(mark[1], str):
            return False
        self._looks[mark] += 1
        return True


def _places(values: Sequence[Raw], wanted: Collection[Raw]) -> list[int]:
    return [place for place, raw in enumerate(values) if raw in wanted] if wanted else []
