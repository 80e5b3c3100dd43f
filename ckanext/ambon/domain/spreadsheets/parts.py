"""Some rows of a large sheet, one after the other, column by column."""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from typing import Protocol

from ckanext.ambon.domain.spreadsheets.looks import Seen
from ckanext.ambon.domain.spreadsheets.model import Cell, Raw

Record = Sequence[Raw]

# With such a word a row may begin that is no row of the table.
ALARMING = (
    r"\W*(?:sub|grand|jumlah|total|jml|ttl|rata|rerata|mean|average|persen|prosen|proporsi|sumber|"
    r"catatan|ket|note|nb|n\.b|data per|dicetak|diunduh|mengetahui|nip|kepala|kota|ambon|se-?kota|"
    r"seluruh|semua|keseluruhan)"
)
_ALARMING = re.compile(ALARMING, re.IGNORECASE)


class Part(Protocol):
    """Rows of a sheet; a place is counted from 0, `first` is the number of the first row."""

    @property
    def first(self) -> int: ...
    @property
    def width(self) -> int: ...
    def __len__(self) -> int: ...

    def record(self, place: int) -> Record:
        """Return one row."""
        ...

    def values(self, column: int) -> Sequence[Raw]:
        """Return one column of all rows, blank where the rows are shorter."""
        ...

    def uneven(self) -> tuple[Sequence[int], Sequence[int]]:
        """Return the places of blank rows, and of rows with far less than the others."""
        ...

    def unseen(self, column: int, seen: Seen) -> Iterator[tuple[Raw, int, Hashable]]:
        """Yield values that may look new, their first place, and the form that they have."""
        ...

    def alarming(self, column: int, titles: Collection[str]) -> Sequence[int]:
        """Return the places where a row may begin that is no row of the table."""
        ...


def usual(filled: int) -> int:
    """Return how many cells the rows have, where one in the middle has so many."""
    return max(filled, 2)


@dataclass(frozen=True)
class CellPart:
    """Rows of a workbook."""

    first: int
    rows: Sequence[Record]

    @property
    def width(self) -> int:
        """The most cells that a row has."""
        return len(self._columns)

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def _columns(self) -> Sequence[Sequence[Raw]]:
        return list(zip_longest(*self.rows))

    def record(self, place: int) -> Record:
        """Return one row."""
        return self.rows[place]

    def values(self, column: int) -> Sequence[Raw]:
        """Return one column of all rows."""
        return self._columns[column] if column < self.width else (None,) * len(self)

    def uneven(self) -> tuple[Sequence[int], Sequence[int]]:
        """Return the places of blank rows, and of rows with far less than the others."""
        filled = [len(one) - one.count(None) for one in self.rows]
        most = usual(filled[len(filled) // 2])
        blank = [place for place, count in enumerate(filled) if not count]
        thin = [n for n, count in enumerate(filled) if 0 < count * 3 <= most or count == 1]
        return blank, thin

    def unseen(self, column: int, seen: Seen) -> Iterator[tuple[Raw, int, Hashable]]:
        """Yield every value that was not there before."""
        values = self.values(column)
        firsts = dict(zip(reversed(values), range(len(values) - 1, -1, -1), strict=True))
        for raw in firsts.keys() - seen.common:
            yield raw, firsts[raw], raw

    def alarming(self, column: int, titles: Collection[str]) -> Sequence[int]:
        """Return the places where a row may begin that is no row of the table."""
        values = self.values(column)
        alarming = {
            raw for raw in set(values) if isinstance(raw, Cell) and _is_alarming(raw, titles)
        }
        return [place for place, raw in enumerate(values) if raw in alarming] if alarming else []


def _is_alarming(cell: Cell, titles: Collection[str]) -> bool:
    text = str(cell.value)
    return text in titles or _ALARMING.match(text) is not None
