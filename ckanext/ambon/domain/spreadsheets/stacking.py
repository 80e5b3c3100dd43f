"""Sheets of one shape become one table, with the sheet's name as a column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ckanext.ambon.domain.spreadsheets import naming
from ckanext.ambon.domain.spreadsheets.column import SHOWN
from ckanext.ambon.domain.spreadsheets.model import Column, Question, Table, Warning

TITLE = "Lembar"


def stack(tables: Sequence[Table]) -> tuple[Table, ...]:
    """Join tables of one shape that are alone on their sheets; leave the others as they are."""
    sheets = [table.sheet for table in tables]
    alone = [table for table in tables if sheets.count(table.sheet) == 1]
    if len(alone) < 2 or len({_shape(table) for table in alone}) != 1:
        return tuple(tables)
    if len(alone) != len(tables) or TITLE.lower() in alone[0].columns[0].name:
        return tuple(tables)
    return (_join(alone),)


def _shape(table: Table) -> tuple[tuple[str, str, str | None], ...]:
    return tuple((column.title.lower(), column.type, column.unit) for column in table.columns)


def _join(tables: Sequence[Table]) -> Table:
    first = tables[0]
    names = naming.names([TITLE, *(column.title for column in first.columns)])
    own = Column(TITLE, names[0], "text", is_derived=True, evidence=("nama lembar kerja",))
    columns = [
        replace(column, name=name) for column, name in zip(first.columns, names[1:], strict=True)
    ]
    return replace(
        first,
        sheet=", ".join(table.sheet for table in tables),
        columns=(own, *columns),
        rows=tuple((table.sheet, *row) for table in tables for row in table.rows),
        row_numbers=tuple(number for table in tables for number in table.row_numbers),
        excluded=tuple(one for table in tables for one in table.excluded),
        warnings=tuple(_at(table, one) for table in tables for one in table.warnings),
        questions=_together([_asked_at(t, one) for t in tables for one in t.questions]),
        answered=_together([_asked_at(t, one) for t in tables for one in t.answered]),
    )


def _together(questions: Sequence[Question]) -> tuple[Question, ...]:
    """Return one question for what the sheets ask alike."""
    found: dict[str, Question] = {}
    for one in questions:
        first = found.get(one.key)
        cells = (*first.cells, *one.cells)[:SHOWN] if first else one.cells
        found[one.key] = replace(first or one, cells=cells)
    return tuple(found.values())


def _at(table: Table, warning: Warning) -> Warning:
    return replace(warning, cell=f"{table.sheet}!{warning.cell}")


def _asked_at(table: Table, question: Question) -> Question:
    return replace(question, cells=tuple(f"{table.sheet}!{cell}" for cell in question.cells))
