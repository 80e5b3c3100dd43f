"""A long sheet of a workbook as rows to go through, where nothing in it spans or hides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ckanext.ambon.domain.spreadsheets.model import Sheet
from ckanext.ambon.domain.spreadsheets.parts import CellPart

LONG = 3000
_CHUNK = 2000


@dataclass(frozen=True)
class InSheet:
    """The rows of a sheet, blank ones too."""

    name: str
    sheet: Sheet
    width: int
    last: int
    is_text = False
    memory = None

    @classmethod
    def of(cls, sheet: Sheet) -> InSheet | None:
        """Return the rows of a long sheet; None for one that is short or has merged rows."""
        if len(sheet.rows) < LONG or sheet.hidden_rows or sheet.hidden_columns or sheet.merges:
            return None
        last = max(sheet.rows)
        width = max(max(row) for row in sheet.rows.values() if row)
        return cls(sheet.name, sheet, width, last) if last < 2 * len(sheet.rows) else None

    def parts(self) -> Iterator[CellPart]:
        """Yield the rows, some thousand at a time."""
        columns = range(1, self.width + 1)
        for first in range(1, self.last + 1, _CHUNK):
            numbers = range(first, min(first + _CHUNK, self.last + 1))
            rows = [self.sheet.rows.get(number, {}) for number in numbers]
            yield CellPart(first, [[row.get(column) for column in columns] for row in rows])

    def silent(self) -> InSheet:
        """Return the same rows: nobody is told how far they are read."""
        return self
