"""What is hidden in a sheet: neither taken nor dropped in silence, but asked."""

from __future__ import annotations

from collections.abc import Sequence

from ckanext.ambon.domain.spreadsheets.answers import Answers
from ckanext.ambon.domain.spreadsheets.body import Body
from ckanext.ambon.domain.spreadsheets.draft import Draft
from ckanext.ambon.domain.spreadsheets.grid import Grid
from ckanext.ambon.domain.spreadsheets.model import Excluded, Option, Question, address, letters

_SHOWN = 3


def rows(grid: Grid, found: Body, given: Answers) -> list[Question]:
    """Ask for hidden rows; leave them out until told to take them."""
    hidden = [row for row in found.data if row in grid.sheet.hidden_rows]
    if not hidden or len(hidden) == len(found.data):
        return []
    left = min(found.header.titles)
    why = "Baris ini disembunyikan di berkas: ikut diterbitkan, atau tidak?"
    cells = [address(row, left) for row in hidden]
    shown = [(address(row, left), grid.text(row, left)) for row in hidden[:_SHOWN]]
    question = given.ask("hidden-rows", cells, why, _options(shown))
    if question.answer != "take":
        found.data = [row for row in found.data if row not in grid.sheet.hidden_rows]
        found.excluded += [Excluded(row, "baris tersembunyi") for row in hidden]
    return [question]


def columns(grid: Grid, table: Draft, given: Answers) -> list[Question]:
    """Ask for hidden columns; leave them out until told to take them."""
    hidden = [column for column in table.columns if column.number in grid.sheet.hidden_columns]
    if not hidden or len(hidden) == len(table.columns):
        return []
    titles = ", ".join(f"“{column.title}”" for column in hidden)
    why = f"Kolom {titles} disembunyikan di berkas: ikut diterbitkan, atau tidak?"
    shown = [(letters(column.number), column.title) for column in hidden[:_SHOWN]]
    cells = [letters(column.number) for column in hidden]
    question = given.ask("hidden-columns", cells, why, _options(shown))
    if question.answer != "take":
        table.columns = [column for column in table.columns if column not in hidden]
    return [question]


def _options(shown: Sequence[tuple[str, str]]) -> tuple[Option, Option]:
    return (
        Option("drop", "Tidak diterbitkan", tuple((a, t, "tidak ikut") for a, t in shown)),
        Option("take", "Ikut diterbitkan", tuple((a, t, "ikut") for a, t in shown)),
    )
