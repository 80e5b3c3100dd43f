"""One found table put together: rows, columns with types, totals checked, questions gathered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from ckanext.ambon.domain.spreadsheets import (
    blanks,
    consequences,
    draft,
    hidden,
    kinds,
    marks,
    numbers,
    references,
    sections,
    separators,
    summing,
    units,
    words,
)
from ckanext.ambon.domain.spreadsheets.answers import Answers
from ckanext.ambon.domain.spreadsheets.blocks import Block
from ckanext.ambon.domain.spreadsheets.body import Body
from ckanext.ambon.domain.spreadsheets.column import Content, Decision, Surroundings, split
from ckanext.ambon.domain.spreadsheets.draft import DraftColumn
from ckanext.ambon.domain.spreadsheets.found import Found, lines_above
from ckanext.ambon.domain.spreadsheets.grid import Grid, cell_text, is_figure
from ckanext.ambon.domain.spreadsheets.model import (
    NUMERIC,
    Area,
    Cell,
    Column,
    Excluded,
    Question,
    Table,
    Warning,
    address,
    letters,
)
from ckanext.ambon.domain.spreadsheets.rows import frame

_NONE = Answers()
_ROWS_ACROSS = 50
_UNIT = re.compile(r"(nama )?(satuan|sat\.?|unit satuan)", re.IGNORECASE)


def lay_out(grid: Grid, block: Block, found: Body, given: Answers = _NONE) -> Found:
    """Return the rows and columns of a table, before their types."""
    shape = frame(grid, found.header, min(block.bottom, found.next_row - 1))
    questions = sections.settle(grid, found, shape, given)
    questions += hidden.rows(grid, found, given)
    table = draft.build(grid, block, found, shape, given)
    if not sections.fill_column(grid, table, found.sections, found.ends):
        sections.add_column(table, found.sections, found.ends)
    questions += hidden.columns(grid, table, given) + table.questions
    blanks.settle(table, given)
    return Found(grid, block, found, shape, table, questions, given)


def styles(found: Iterable[Found]) -> frozenset[str]:
    """Return the ways of writing numbers that the whole file shows beyond doubt."""
    seen: set[str] = set()
    for one in found:
        for content in _contents(one, one.draft.rows):
            if not separators.is_place(content.label) and not kinds.codes.decide(
                content, Surroundings()
            ):
                entries = split(content, Surroundings()).present
                written = numbers.draft_of(entries)
                if written.count > len(written.foreign):
                    seen |= separators.styles(written.figures())
    return frozenset(seen)


def _contents(found: Found, rows: Sequence[int]) -> list[Content]:
    told = next((one for one in found.draft.columns if _UNIT.fullmatch(one.title)), None)
    return [
        replace(
            column.content(key, rows, _sums(found, column, rows)),
            units=_units(column, told, rows) if told else {},
        )
        for column, key in zip(found.draft.columns, found.draft.keys, strict=True)
    ]


def _units(column: DraftColumn, told: DraftColumn, rows: Sequence[int]) -> dict[str, str]:
    """Return for each cell of a column the unit that its row names."""
    return {address(row, column.number or 1): cell_text(told.cells.get(row)) for row in rows}


def _sums(found: Found, column: DraftColumn, rows: Sequence[int]) -> list[tuple[Cell, list[Cell]]]:
    """Return the total cells of a column with the cells above that they may add up."""
    pairs: list[tuple[Cell, list[Cell]]] = []
    last = 0
    for row in found.body.totals[-1:] if len(found.body.totals) == 1 else found.body.totals:
        total = column.cells.get(row)
        cells = [cell for r in rows if last < r < row and (cell := column.cells.get(r))]
        if total is not None and len(cells) > 1:
            pairs.append((total, cells))
        last = row
    return pairs + _across(found, column, rows)


def _across(
    found: Found, column: DraftColumn, rows: Sequence[int]
) -> list[tuple[Cell, list[Cell]]]:
    """Return the cells of a column called “Jumlah” with those to its left that they add up."""
    if not words.is_total(column.parts[-1]):
        return []
    left = [
        one
        for one in found.draft.columns
        if 0 < one.number < column.number and "tahun" not in one.title.lower()
    ]
    pairs = []
    for row in rows[:_ROWS_ACROSS]:
        total = column.cells.get(row)
        cells = [c for one in left if (c := one.cells.get(row)) and is_figure(c)]
        if total is not None and len(cells) > 1:
            pairs.append((total, cells))
    return pairs


def table(found: Found, file_styles: frozenset[str]) -> Table:
    """Return the table with its types, and everything that was decided on the way."""
    return decided(found, file_styles)[0]


def decided(found: Found, file_styles: frozenset[str]) -> tuple[Table, list[Decision]]:
    """Return the table, and the decision on each column of its draft."""
    around = _surroundings(found, file_styles)
    decisions = _decide(found, around)
    excluded, warnings = summing.settle(found, decisions)
    if excluded:
        sections.add_column(found.draft, summing.headings(found, excluded))
        decisions = _decide(found, around)
    return _table(found, decisions, excluded, warnings), decisions


def _decide(found: Found, around: Surroundings) -> list[Decision]:
    contents = _contents(found, found.draft.rows)
    decisions = [consequences.decide(content, around) for content in contents]
    for column, decision in zip(found.draft.columns, decisions, strict=True):
        decision.warnings += column.warnings
        decision.questions += [
            question
            for topic, question in column.questions
            if topic != "merged" or decision.type in NUMERIC
        ]
    return decisions


def _surroundings(found: Found, file_styles: frozenset[str]) -> Surroundings:
    above = lines_above(found)
    notes = [*found.body.notes, *above, *found.block.aside]
    unit = next((unit for line in reversed(above) if (unit := units.of_line(line))), None)
    explained = frozenset(
        note.strip().partition(" ")[0].rstrip(")") for note in notes if note.strip()[:1] in "*¹²³^"
    ) | frozenset("*" * n for n in (1, 2, 3) for note in notes if f" {'*' * n})" in f" {note}")
    return Surroundings(
        marks.legend(notes), file_styles, unit, explained, words.topic(above), found.answers
    )


def _table(
    found: Found, decisions: Sequence[Decision], excluded: list[Excluded], warnings: list[Warning]
) -> Table:
    rows = found.draft.rows
    named = zip(found.draft.columns, found.draft.names, decisions, strict=True)
    kept = [one for one in named if not one[2].is_dropped]
    settled = [_settled(found, *one) for one in kept]
    left, right = min(found.body.header.titles), max(found.body.header.titles)
    last = max([found.body.header.bottom, *rows])
    every = (*found.body.excluded, *(Excluded(r, "total") for r in found.body.totals), *excluded)
    out = {one.row: replace(one, text=found.grid.line(one.row, left, right)) for one in every}
    choices = [(column, choice) for column, choices in settled for choice in choices]
    asked = [*found.questions, *(q for one in decisions for q in one.questions)]
    asked += [choice for column, choice in choices if references.is_open(choice, column)]
    return Table(
        sheet=found.grid.sheet.name,
        area=Area(found.body.header.top, left, last, right),
        columns=tuple(column for column, _choices in settled),
        rows=tuple(zip(*(decision.values for _c, _n, decision in kept), strict=True)),
        row_numbers=tuple(rows),
        titles=tuple(lines_above(found)),
        notes=tuple(found.body.notes),
        excluded=tuple(out[row] for row in sorted(out)),
        warnings=tuple(warnings) + tuple(w for one in decisions for w in one.warnings),
        questions=tuple(q for q in asked if q.answer is None),
        answered=tuple(q for q in asked if q.answer is not None),
        offers=tuple(one for column, one in choices if not references.is_open(one, column)),
        key=found.answers.place,
    )


def _settled(
    found: Found, column: DraftColumn, name: str, decision: Decision
) -> tuple[Column, list[Question]]:
    """Return the column with its reference settled, and the choices that it offers."""
    made = _column(column, name, decision, partial(_beside, found, decision.values))
    if not made.reference:
        return made, []
    key = found.draft.keys[found.draft.columns.index(column)]
    cells: dict[str, str] = {}
    for row, value in zip(found.draft.rows, decision.values, strict=True):
        if isinstance(value, str):
            cells.setdefault(value, address(row, column.number or 1))
    return references.settle(made, f"{found.answers.place}:{key}", cells, found.answers)


def _beside(found: Found, values: Sequence[Any], name: str) -> list[list[str]]:
    """Return the cells of each row in which a name stands."""
    rows = [row for row, value in zip(found.draft.rows, values, strict=True) if value == name]
    return [[cell_text(column.cells.get(row)) for column in found.draft.columns] for row in rows]


def _column(
    column: DraftColumn, name: str, decision: Decision, beside: references.Beside
) -> Column:
    is_text = decision.type == "text"
    return Column(
        title=column.title,
        name=name,
        type=decision.type,
        unit=decision.unit,
        is_derived=column.is_derived or column.has_no_title,
        evidence=tuple(decision.evidence),
        missing=dict(decision.missing),
        reference=references.find(column.title, decision.values, beside) if is_text else None,
        letter=letters(column.number) if column.number else None,
    )
