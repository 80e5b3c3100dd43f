"""One found table put together: rows, columns with types, totals checked, questions gathered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

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
    totals,
    units,
    words,
)
from ckanext.ambon.domain.spreadsheets.answers import Answers
from ckanext.ambon.domain.spreadsheets.blocks import Block
from ckanext.ambon.domain.spreadsheets.body import Body
from ckanext.ambon.domain.spreadsheets.column import Content, Decision, Surroundings, split
from ckanext.ambon.domain.spreadsheets.draft import Draft, DraftColumn
from ckanext.ambon.domain.spreadsheets.grid import Grid, cell_text, is_figure
from ckanext.ambon.domain.spreadsheets.model import (
    NUMERIC,
    Area,
    Cell,
    Column,
    Excluded,
    Option,
    Question,
    Table,
    Warning,
    address,
    letters,
)
from ckanext.ambon.domain.spreadsheets.rows import Frame, frame


@dataclass
class Found:
    """A table as the layout steps left it, ready for its columns to be decided."""

    grid: Grid
    block: Block
    body: Body
    shape: Frame
    draft: Draft
    questions: list[Question]
    answers: Answers = field(default_factory=Answers)


_NONE = Answers()
_ROWS_ACROSS = 50


def lay_out(grid: Grid, block: Block, found: Body, given: Answers = _NONE) -> Found:
    """Return the rows and columns of a table, before their types."""
    shape = frame(grid, found.header, min(block.bottom, found.next_row - 1))
    questions = sections.settle(grid, found, shape, given)
    questions += hidden.rows(grid, found, given)
    table = draft.build(grid, block, found, shape, given)
    if not sections.fill_column(grid, table, found.sections):
        sections.add_column(table, found.sections)
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
    return [
        column.content(key, rows, _sums(found, column, rows))
        for column, key in zip(found.draft.columns, found.draft.keys, strict=True)
    ]


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
    excluded, warnings = _totals(found, decisions)
    if excluded:
        sections.add_column(found.draft, _parent_labels(found, excluded))
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
    above = _lines_above(found)
    notes = [*found.body.notes, *above, *found.block.aside]
    unit = next((unit for line in reversed(above) if (unit := units.of_line(line))), None)
    explained = frozenset(
        note.strip().partition(" ")[0].rstrip(")") for note in notes if note.strip()[:1] in "*¹²³^"
    ) | frozenset("*" * n for n in (1, 2, 3) for note in notes if f" {'*' * n})" in f" {note}")
    return Surroundings(marks.legend(notes), file_styles, unit, explained, found.answers)


def _lines_above(found: Found) -> list[str]:
    lines = []
    for row in range(found.body.header.top - 1, found.block.top - 1, -1):
        line = found.grid.line(row, found.block.left, found.block.right)
        if row in _rows_of_others(found):
            break
        if line:
            lines.insert(0, line)
    return lines


def _rows_of_others(found: Found) -> frozenset[int]:
    return frozenset(range(found.block.top))


def _totals(found: Found, decisions: Sequence[Decision]) -> tuple[list[Excluded], list[Warning]]:
    """Take rows that are sums out of the data, and check every total."""
    if found.body.is_plain:
        return [], []
    sums = totals.Sums()
    every = [*found.draft.rows, *found.body.totals]
    for column, decision in zip(found.draft.columns, decisions, strict=True):
        if decision.read and totals.can_be_added(column.title, decision.type):
            sums.columns[column.number] = {
                row: number
                for row in every
                if (cell := column.cells.get(row)) and (number := decision.read(cell)) is not None
            }
    excluded = _named_totals(found, sums)
    found.body.totals = sorted({*found.body.totals, *(e.row for e in excluded if e.why == "total")})
    summed = totals.by_sum(found.draft, sums)
    warnings = _check(found, sums) if not summed else []
    city = None if summed else totals.city_row(found.draft)
    out = [Excluded(row, why) for row, why in summed.items()]
    out += _ask_city(found, city) if city else []
    left_out = {one.row for one in out}
    found.draft.rows = [row for row in found.draft.rows if row not in left_out]
    return [*excluded, *out], warnings


def _ask_city(found: Found, row: int) -> list[Excluded]:
    """Ask for a row of the city that is no sum of the others; leave it out if told so."""
    why = "Baris kota ini bukan jumlah baris lain: ikut sebagai baris, atau tidak?"
    place = address(row, min(found.body.header.titles))
    text = totals.label(found.draft, row)
    options = (
        Option("row", "Ikut sebagai baris", ((place, text, "ikut"),)),
        Option("drop", "Tidak ikut", ((place, text, "tidak ikut"),)),
    )
    question = found.answers.ask("city", [place], why, options)
    found.questions.append(question)
    return [Excluded(row, "baris kota")] if question.answer == "drop" else []


def _named_totals(found: Found, sums: totals.Sums) -> list[Excluded]:
    """Take out summaries below the rows, and rows called “Jumlah X” that add up."""
    excluded: list[Excluded] = []
    rows = found.draft.rows
    for row in [row for row in rows if _may_sum_up(totals.label(found.draft, row))]:
        last = max([one.row for one in excluded] + [r for r in found.body.totals if r < row] + [0])
        above = [other for other in found.draft.rows if other < row]
        groups = ([other for other in above if other > last], above)
        is_sum = any(len(group) > 1 and sums.fits(row, group) for group in groups)
        is_summary = bool(above) and words.is_summary(totals.label(found.draft, row))
        if is_sum or is_summary:
            excluded.append(Excluded(row, "total" if is_sum else "ringkasan"))
            found.draft.rows = [other for other in found.draft.rows if other != row]
    return excluded


def _may_sum_up(label: str) -> bool:
    return words.may_be_total(label) or words.is_summary(label)


def _check(found: Found, sums: totals.Sums) -> list[Warning]:
    warnings: list[Warning] = []
    for row in found.body.totals:
        rows = totals.scope(found.draft, row, found.body.totals, tuple(found.body.sections), sums)
        warnings += totals.differences(row, rows, sums) if rows else []
    return warnings


def _parent_labels(found: Found, excluded: Sequence[Excluded]) -> dict[int, str]:
    """Return the labels of parents with their sums, which head the rows under them."""
    return {one.row: _first_text(found, one.row) for one in excluded if one.why == totals.PART}


def _first_text(found: Found, row: int) -> str:
    cells = (column.cells.get(row) for column in found.draft.columns)
    return next((cell_text(cell) for cell in cells if cell and cell.kind == "text"), "")


def _table(
    found: Found, decisions: Sequence[Decision], excluded: list[Excluded], warnings: list[Warning]
) -> Table:
    rows = found.draft.rows
    named = zip(found.draft.columns, found.draft.names, decisions, strict=True)
    kept = [one for one in named if not one[2].is_dropped]
    left, right = min(found.body.header.titles), max(found.body.header.titles)
    last = max([found.body.header.bottom, *rows])
    every = (*found.body.excluded, *(Excluded(r, "total") for r in found.body.totals), *excluded)
    out = {one.row: replace(one, text=found.grid.line(one.row, left, right)) for one in every}
    asked = [*found.questions, *(q for one in decisions for q in one.questions)]
    return Table(
        sheet=found.grid.sheet.name,
        area=Area(found.body.header.top, left, last, right),
        columns=tuple(_column(*one) for one in kept),
        rows=tuple(zip(*(decision.values for _c, _n, decision in kept), strict=True)),
        row_numbers=tuple(rows),
        titles=tuple(_lines_above(found)),
        notes=tuple(found.body.notes),
        excluded=tuple(out[row] for row in sorted(out)),
        warnings=tuple(warnings) + tuple(w for one in decisions for w in one.warnings),
        questions=tuple(q for q in asked if q.answer is None),
        answered=tuple(q for q in asked if q.answer is not None),
        key=found.answers.place,
    )


def _column(column: DraftColumn, name: str, decision: Decision) -> Column:
    is_text = decision.type == "text"
    return Column(
        title=column.title,
        name=name,
        type=decision.type,
        unit=decision.unit,
        is_derived=column.is_derived,
        evidence=tuple(decision.evidence),
        missing=dict(decision.missing),
        reference=references.find(column.title, decision.values) if is_text else None,
        letter=letters(column.number) if column.number else None,
    )
