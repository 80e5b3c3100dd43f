"""Rows that sum up others, told once the figures are read: taken out, checked, or asked."""

from __future__ import annotations

from collections.abc import Sequence

from ckanext.ambon.domain.spreadsheets import parents, totals, words
from ckanext.ambon.domain.spreadsheets.column import Decision
from ckanext.ambon.domain.spreadsheets.found import Found
from ckanext.ambon.domain.spreadsheets.grid import cell_text
from ckanext.ambon.domain.spreadsheets.model import Excluded, Option, Warning, address
from ckanext.ambon.domain.spreadsheets.totals import Sums

_CITY = "Baris kota ini bukan jumlah baris lain: ikut sebagai baris, atau tidak?"
_ALIKE = "Baris ini sama dengan jumlah semua baris lain: jumlah, atau baris data?"
_GROUP = "Baris ini berisi angka seluruh kelompoknya: ikut sebagai baris, atau tidak?"


def settle(found: Found, decisions: Sequence[Decision]) -> tuple[list[Excluded], list[Warning]]:
    """Take rows that are sums out of the data, and check every total."""
    if found.body.is_plain:
        return [], []
    sums = _sums(found, decisions)
    named = _named(found, sums)
    found.body.totals = sorted({*found.body.totals, *(e.row for e in named if e.why == "total")})
    family = parents.find(found.draft, sums)
    out = [Excluded(row, why) for row, why in family.rows.items()]
    warnings = family.warnings(sums) if out else _check(found, sums)
    out += [] if out else _asked(found, sums)
    left_out = {one.row for one in out}
    found.draft.rows = [row for row in found.draft.rows if row not in left_out]
    return [*named, *out], warnings


def _sums(found: Found, decisions: Sequence[Decision]) -> Sums:
    sums = Sums()
    every = [*found.draft.rows, *found.body.totals]
    for column, decision in zip(found.draft.columns, decisions, strict=True):
        if decision.read and totals.can_be_added(column.title, decision.type):
            sums.columns[column.number] = {
                row: number
                for row in every
                if (cell := column.cells.get(row)) and (number := decision.read(cell)) is not None
            }
    return sums


def _named(found: Found, sums: Sums) -> list[Excluded]:
    """Take out summaries below the rows, and rows called “Jumlah X” that add up."""
    excluded: list[Excluded] = []
    marked = totals.marked(found.draft)
    for row in [row for row in found.draft.rows if row in marked or _may_sum_up(found, row)]:
        last = max([one.row for one in excluded] + [r for r in found.body.totals if r < row] + [0])
        above = [other for other in found.draft.rows if other < row]
        groups = ([other for other in above if other > last], above)
        is_sum = any(len(group) > 1 and sums.fits(row, group) for group in groups)
        if is_sum or (row in marked and not _is_numbered(found, row)):
            excluded.append(Excluded(row, "total"))
        elif len(above) > 1 and words.is_summary(totals.label(found.draft, row)):
            excluded.append(Excluded(row, "ringkasan"))
        else:
            continue
        found.draft.rows = [other for other in found.draft.rows if other != row]
    return excluded


def _may_sum_up(found: Found, row: int) -> bool:
    label = totals.label(found.draft, row)
    return words.is_total(label) or words.may_be_total(label) or words.is_summary(label)


def _is_numbered(found: Found, row: int) -> bool:
    """Tell whether the row has a number of its own among the rows."""
    running = found.draft.running
    return running is not None and running.cells.get(row) is not None


def _check(found: Found, sums: Sums) -> list[Warning]:
    warnings: list[Warning] = []
    for row in found.body.totals:
        rows = totals.scope(found.draft, row, found.body.totals, tuple(found.body.sections), sums)
        warnings += totals.differences(row, rows, sums) if rows else []
    return warnings


def _asked(found: Found, sums: Sums) -> list[Excluded]:
    """Ask for rows that stand for others by their place or their figures alone."""
    alike = totals.like_a_sum(found.draft, sums)
    if alike and len(sums.row(alike)) > 1 and _is_named_across(found, alike):
        return [Excluded(alike, "total")]
    if rows := parents.in_doubt(found.draft, sums):
        return _ask(found, "groups", rows, _GROUP)
    if city := totals.city_row(found.draft):
        return _ask(found, "city", [city], _CITY)
    return _ask(found, "alike", [alike], _ALIKE) if alike else []


def _is_named_across(found: Found, row: int) -> bool:
    """Tell whether the name of a row is merged over columns of words that other rows fill."""
    area = found.grid.area(row, min(found.body.header.titles))
    across = range(area.left, area.right + 1) if area and area.top == area.bottom else ()
    return len(found.shape.labels.intersection(across)) > 1


def _ask(found: Found, topic: str, rows: Sequence[int], why: str) -> list[Excluded]:
    """Ask whether rows stay; leave them out if told so."""
    left = min(found.body.header.titles)
    shown = [(address(row, left), totals.label(found.draft, row)) for row in rows]
    options = (
        Option("row", "Ikut sebagai baris", tuple((a, t, "ikut") for a, t in shown[:3])),
        Option("drop", "Tidak ikut", tuple((a, t, "tidak ikut") for a, t in shown[:3])),
    )
    question = found.answers.ask(topic, [place for place, _text in shown], why, options)
    found.questions.append(question)
    is_out = question.answer == "drop"
    return [Excluded(row, "baris kota" if topic == "city" else "total") for row in rows if is_out]


def headings(found: Found, excluded: Sequence[Excluded]) -> dict[int, str]:
    """Return the labels of parents with their sums, which head the rows under them.

    Nothing where a column of the sheet already says so in every row.
    """
    labels = {one.row: _first_text(found, one.row) for one in excluded if one.why == parents.PART}
    first = found.draft.columns[0].cells
    heads = sorted(labels)
    under = {row: max((h for h in heads if h < row), default=0) for row in found.draft.rows}
    is_told = all(cell_text(first.get(row)) == labels.get(head) for row, head in under.items())
    return {} if is_told else labels


def _first_text(found: Found, row: int) -> str:
    cells = (column.cells.get(row) for column in found.draft.columns)
    return next((cell_text(cell) for cell in cells if cell and cell.kind == "text"), "")
