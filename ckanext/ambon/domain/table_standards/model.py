"""A table standard, its columns, and what a table can do wrong against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any

from ckanext.ambon.domain import vocabularies
from ckanext.ambon.domain.vocabularies import Term

LABELS = Mapping[str, str]
# An OPD that is gone is no choice for a new row.
_GONE = ("merged", "closed")
NUMERIC = frozenset({"integer", "number", "percent", "currency", "year"})


class StandardError(ValueError):
    """A file of a standard is wrong; the message says where and what."""

    def __init__(self, file: str, line: int, message: str) -> None:
        super().__init__(f"{file}, baris {line}: {message}")
        self.file = file
        self.line = line


@cache
def terms(vocabulary: str, levels: tuple[str, ...]) -> tuple[Term, ...]:
    """Return the values of a list that a new row may have; of regions only these levels."""
    return tuple(
        term
        for term in vocabularies.vocabulary(vocabulary)
        if (not levels or term.data.get("level") in levels) and term.data.get("status") not in _GONE
    )


@dataclass(frozen=True)
class Column:
    """One column as its file tells it; `form` puts the pattern in words for people."""

    name: str
    label: LABELS
    type: str
    definition: LABELS
    source: str | None = None
    unit: str | None = None
    vocabulary: str | None = None
    levels: tuple[str, ...] = ()
    required: bool = False
    min: Decimal | None = None
    max: Decimal | None = None
    pattern: str | None = None
    form: LABELS = field(default_factory=dict)
    sum_of: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    sensitive: bool = False
    example: str | int | float | None = None

    @property
    def terms(self) -> tuple[Term, ...]:
        """Return the values that the column may hold; none where any may stand."""
        return terms(self.vocabulary, self.levels) if self.vocabulary else ()

    def title(self, language: str = "id") -> str:
        """Return the label with its unit: “Jumlah penduduk (jiwa)”."""
        return f"{self.label[language]} ({self.unit})" if self.unit else self.label[language]


@dataclass(frozen=True)
class Standard:
    """One standard; `key` names the columns that tell its rows apart."""

    name: str
    title: LABELS
    description: LABELS
    topic: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    coordinates: tuple[str, str] | None = None
    further_columns: bool = True
    gaps: LABELS | None = None

    def column(self, name: str) -> Column:
        """Return the column of a name."""
        return next(column for column in self.columns if column.name == name)


@dataclass(frozen=True)
class Failure:
    """What is wrong at one place of a table, why, and what to do.

    `cell` is the address in the officer's sheet, empty where it has none; `row` is the row
    of the sheet, None where the whole column is meant.
    """

    cell: str
    row: int | None
    column: str | None
    why: str
    fix: str

    def __str__(self) -> str:
        place = self.cell or " ".join(
            part for part in (self.row and f"baris {self.row}", self.column) if part
        )
        return f"{place}: {self.why} {self.fix}" if place else f"{self.why} {self.fix}"


Row = Mapping[str, Any]
