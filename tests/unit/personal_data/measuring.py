"""Measures the search on invented persons, small counts, and what only looks like them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ckanext.ambon.domain.personal_data import scan
from tests.unit.personal_data import lookalikes, people
from tests.unit.spreadsheets import making

# No digits tell a NIK from the number of a family card; both are protected alike.
SAME = {"kk": "nik"}


@dataclass(frozen=True)
class Measure:
    """Columns that should be found and were not, and columns that should not and were."""

    personal: int
    missed: list[Any]
    clean: int
    alarms: list[Any]

    @property
    def recall(self) -> float:
        return 1 - len(self.missed) / self.personal

    @property
    def false_alarms(self) -> float:
        return len(self.alarms) / self.clean


def persons(folder: Path, seeds: range) -> tuple[int, list[Any]]:
    """Return how many personal columns there are, and those that are missed."""
    wanted, missed = 0, []
    for seed, number in ((seed, number) for seed in seeds for number in range(2 * _LISTS)):
        rows, kinds = people.personal_table(seed, number)
        found = _found(folder, rows)
        wanted += len(kinds)
        missed += [
            (seed, number, title, kind)
            for title, kind in kinds.items()
            if SAME.get(found.get(title, ""), found.get(title)) != SAME.get(kind, kind)
        ]
    return wanted, missed


def clean(folder: Path, seeds: range) -> tuple[int, list[Any]]:
    """Return how many clean columns there are, and those that raise an alarm."""
    columns, alarms = 0, []
    for seed, number in ((seed, n) for seed in seeds for n in range(len(lookalikes.TABLES))):
        heading, titles = lookalikes.TABLES[number]
        columns += len(titles)
        found = _found(folder, lookalikes.clean_table(seed, number))
        alarms += [(seed, heading, title, kind) for title, kind in found.items()]
    return columns, alarms


def counts(folder: Path, seed: int) -> Iterator[tuple[str, set[str], set[str]]]:
    """Yield each table of counts with the columns to be pointed out, and those that are."""
    for table in (*lookalikes.SENSITIVE, *lookalikes.HARMLESS):
        heading, _first, titles = table
        wanted = set(titles) if table in lookalikes.SENSITIVE else set()
        found = _found(folder, lookalikes.counts_table(seed, table))
        yield heading, wanted, {title for title, kind in found.items() if kind == "small_cell"}


def measure(folder: Path, seeds: range) -> Measure:
    """Return the measures over all made-up tables."""
    return Measure(*persons(folder, seeds), *clean(folder, seeds))


def _found(folder: Path, rows: list[list[Any]]) -> dict[str, str]:
    path = making.xlsx(folder / "data.xlsx", rows)
    return {str(one.column): one.kind for one in scan(path)}


_LISTS = len(people.LISTS)
