"""Cells that are blank or merged where it is not sure what they hold: asked, then filled or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ckanext.ambon.domain.spreadsheets.answers import Answers
from ckanext.ambon.domain.spreadsheets.column import SHOWN, text_of
from ckanext.ambon.domain.spreadsheets.draft import Draft, DraftColumn
from ckanext.ambon.domain.spreadsheets.model import Cell, Option, Question, address

_EXAMPLES = 3
EMPTY = "(kosong)"

Cells = Mapping[int, Cell | None]


def settle(table: Draft, given: Answers) -> None:
    """Make questions of what the columns ask, and do what was answered."""
    for column, key in zip(table.columns, table.keys, strict=True):
        for topic, rows, why, options in column.asked:
            effects = {one.value: _effect(column, table.rows, rows, one.value) for one in options}
            shown = tuple(_option(column, rows, one, effects[one.value]) for one in options)
            cells = tuple(address(row, column.number) for row in rows[:SHOWN])
            place = f"{given.place}:{key}:{topic}"
            question = given.settle(Question(place, column.title, cells, why, shown))
            column.questions.append((topic, question))
            column.cells.update(effects.get(question.answer or "", {}))


def _effect(column: DraftColumn, all_rows: Sequence[int], rows: Sequence[int], value: str) -> Cells:
    """Return the cells that an answer changes."""
    if value == "first":
        return dict.fromkeys(rows)
    if value != "fill":
        return {}
    last: Cell | None = None
    filled: dict[int, Cell | None] = {}
    for row in all_rows:
        last = column.cells.get(row) or last
        if row in rows:
            filled[row] = last
    return filled


def _option(column: DraftColumn, rows: Sequence[int], option: Option, effect: Cells) -> Option:
    before = [(row, column.cells.get(row)) for row in rows[:_EXAMPLES]]
    examples = tuple(
        (
            address(row, column.number),
            text_of(cell) or EMPTY,
            text_of(effect.get(row, cell)) or EMPTY,
        )
        for row, cell in before
    )
    return Option(option.value, option.text, examples)
