"""The total of a large sheet, checked against all its rows."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ckanext.ambon.domain.spreadsheets import totals
from ckanext.ambon.domain.spreadsheets.assembly import Found
from ckanext.ambon.domain.spreadsheets.column import Decision
from ckanext.ambon.domain.spreadsheets.model import Table, Warning

# Stand for all rows over a total, and for all under it.
_ABOVE, _BELOW = -2, -1


def check(
    table: Table, found: Found, decisions: Sequence[Decision], number: int
) -> Sequence[Warning]:
    """Return a warning for each figure of the total, row `number` of the file, that is no sum.

    The addresses are those of the outline.
    """
    total = found.body.totals[0]
    sums = _sums(table, found, decisions, number)
    choices = [rows for rows in ((_ABOVE,), (_BELOW,), (_ABOVE, _BELOW)) if _has(sums, rows)]
    if not choices or any(sums.fits(total, rows) for rows in choices):
        return ()
    return totals.differences(total, choices[0], sums)


def _has(sums: totals.Sums, rows: Sequence[int]) -> bool:
    return any(row in cells for cells in sums.columns.values() for row in rows)


def _sums(table: Table, found: Found, decisions: Sequence[Decision], number: int) -> totals.Sums:
    """Return the figures of the total, and the sums of the rows over and under it."""
    total, sums = found.body.totals[0], totals.Sums()
    kept = [
        one for one in zip(found.draft.columns, decisions, strict=True) if not one[1].is_dropped
    ]
    places: dict[int, int] = {}
    for place, (column, decision) in enumerate(kept):
        if decision.read and totals.can_be_added(column.title, decision.type):
            cell = column.cells.get(total)
            wanted = decision.read(cell) if cell else None
            if wanted is not None:
                sums.columns[column.number] = {total: wanted}
                places[column.number] = place
    _add_up(table, number, sums, places)
    return sums


def _add_up(table: Table, number: int, sums: totals.Sums, places: dict[int, int]) -> None:
    if not places:
        return
    above = sum(1 for row in table.row_numbers if row < number)
    done = 0
    for batch in table.batches():
        for side, part in (
            (_ABOVE, batch[: max(above - done, 0)]),
            (_BELOW, batch[max(above - done, 0) :]),
        ):
            for column, place in places.items():
                values = [row[place] for row in part if row[place] is not None]
                if values:
                    cells = sums.columns[column]
                    cells[side] = cells.get(side, Decimal(0)) + sum(values)
        done += len(batch)
