"""What stands against a standard, as marks in the officer's workbook."""

from __future__ import annotations

from collections.abc import Iterable

from ckanext.ambon.domain.spreadsheets.marking import STANDARD, Mark, title_cell
from ckanext.ambon.domain.spreadsheets.model import Table
from ckanext.ambon.domain.table_standards.model import Failure


def marks(table: Table, failures: Iterable[Failure]) -> tuple[Mark, ...]:
    """Return a mark for each failure: at its cell, else at the title of its column."""
    return tuple(
        Mark(
            STANDARD,
            table.sheet,
            (one.cell or title_cell(table, one.column),),
            f"{one.why} {one.fix}",
        )
        for one in failures
    )
