"""What the steps hand to each other: sheets of cells in, tables of typed rows out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from typing import Any, NamedTuple

Value = str | int | float | Decimal | bool | date | datetime | time | None

NUMERIC = frozenset({"integer", "number", "percent", "currency"})


class RefusedError(Exception):
    """The file cannot be read; the message says why and what to do."""


class SlowError(RefusedError):
    """Reading took longer than it was given: where there is more time the file may be read."""


class Cell(NamedTuple):
    """One cell as the file holds it.

    `kind` is `text`, `number`, `boolean`, `date`, `error` or `formula` (without a value);
    `format` is the number format of Excel, empty where the file has none.
    """

    value: Value
    kind: str = "text"
    format: str = ""


# What a source holds in a place: the text of a delimited file, or the cell of a sheet.
Raw = str | Cell | None


@dataclass(frozen=True)
class Area:
    """A rectangle of cells, all four edges included, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def name(self) -> str:
        return f"{address(self.top, self.left)}:{address(self.bottom, self.right)}"

    @property
    def cells(self) -> Iterator[tuple[int, int]]:
        return (
            (row, column)
            for row in range(self.top, self.bottom + 1)
            for column in range(self.left, self.right + 1)
        )


@dataclass(frozen=True)
class Sheet:
    """The filled cells of one sheet by row and column, and what is merged or hidden."""

    name: str
    rows: Mapping[int, Mapping[int, Cell]]
    merges: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_hidden: bool = False
    comments: tuple[str, ...] = ()


@dataclass(frozen=True)
class Workbook:
    """All sheets of a file, its format, and the texts that stand outside the sheets."""

    format: str
    sheets: tuple[Sheet, ...]
    properties: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Option:
    """One answer to a question, and what it makes of a few real cells."""

    value: str
    text: str
    examples: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Question:
    """What the file does not decide; `column` is its title, None asks about the table.

    `answer` is the value of the option that was taken; the reading then already follows it.
    """

    key: str
    column: str | None
    cells: tuple[str, ...]
    why: str
    options: tuple[Option, ...]
    answer: str | None = None


@dataclass(frozen=True)
class Warning:
    """What the reader noticed at a cell and went on from."""

    cell: str
    why: str


@dataclass(frozen=True)
class Excluded:
    """A row that stands in the sheet and is no row of the table; `text` is what it says."""

    row: int
    why: str
    text: str = ""


@dataclass(frozen=True)
class Column:
    """A column with its type and the evidence for it; `reference` gives codes for names."""

    title: str
    name: str
    type: str
    unit: str | None = None
    is_derived: bool = False
    evidence: tuple[str, ...] = ()
    missing: Mapping[str, int] = field(default_factory=dict)
    reference: Mapping[str, Any] | None = None
    letter: str | None = None


@dataclass(frozen=True)
class Table:
    """One table: typed rows, and everything that was decided, left out, noticed or asked.

    `questions` are open, `answered` have their answer; `offers` are what may be done otherwise
    and need not be answered. Rows of a large file are read again each time they are gone
    through: use `batches`, and do not make a list of them.
    """

    sheet: str
    area: Area
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Any, ...]]
    row_numbers: Sequence[int] = ()
    titles: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    warnings: tuple[Warning, ...] = ()
    questions: tuple[Question, ...] = ()
    answered: tuple[Question, ...] = ()
    offers: tuple[Question, ...] = ()
    key: str = ""

    @property
    def row_count(self) -> int:
        return len(self.rows)

    def batches(self, size: int = 5000) -> Iterator[Sequence[tuple[Any, ...]]]:
        """Yield the rows in parts of `size`, of a large file without holding all of them."""
        rows = iter(self.rows)
        while part := tuple(islice(rows, size)):
            yield part


@dataclass(frozen=True)
class Reading:
    """All that was read of a file; `template` names the standard it was made for.

    `shape` is equal for files of one form: the same tables with the same titles, whatever
    their months, years and rows.
    """

    tables: tuple[Table, ...] = ()
    warnings: tuple[str, ...] = ()
    error: str | None = None
    template: str | None = None
    shape: str = ""

    @property
    def status(self) -> str:
        """Return `refused`, `ask` where a question is open, or `ok`."""
        if self.error:
            return "refused"
        return "ask" if any(table.questions for table in self.tables) else "ok"


def letters(column: int) -> str:
    """Return the letters of a column: 1 → A, 28 → AB."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def address(row: int, column: int) -> str:
    """Return the address of a cell as Excel shows it."""
    return f"{letters(column)}{row}"
