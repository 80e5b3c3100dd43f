"""Totals: told by word and by sum, kept out of the rows, and checked against their parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ckanext.ambon.domain import regions
from ckanext.ambon.domain.numbers import number_text
from ckanext.ambon.domain.spreadsheets import units, words
from ckanext.ambon.domain.spreadsheets.draft import Draft
from ckanext.ambon.domain.spreadsheets.grid import cell_text, is_label
from ckanext.ambon.domain.spreadsheets.model import NUMERIC, Cell, Warning, address

_NOT_ADDED = re.compile(
    r"persen|%|rata|rasio|indeks|laju|kepadatan|tingkat|per |angka harapan|harga|tarif|ipm|"
    r"skor|nilai rapor|umur|usia"
    r"|prevalensi|peringkat|ranking|\bno\b"
)
_DIVISOR = re.compile(r"/\s*([\w²³]+)")
_AMBON = re.compile(r"(kota\s+)?ambon", re.IGNORECASE)
_LEAST, _NAMED = 1000, 50


@dataclass
class Sums:
    """The figures of the columns that can be added up, by column and row."""

    columns: dict[int, dict[int, Decimal]] = field(default_factory=dict)

    def row(self, row: int) -> dict[int, Decimal]:
        return {number: cells[row] for number, cells in self.columns.items() if row in cells}

    def of(self, rows: Sequence[int]) -> dict[int, Decimal]:
        return {
            number: sum((cells[row] for row in rows if row in cells), Decimal(0))
            for number, cells in self.columns.items()
        }

    def fits(self, total: int, rows: Sequence[int]) -> bool:
        """Tell whether every figure of a row is the sum of those of the rows."""
        wanted, found = self.row(total), self.of(rows)
        return bool(wanted) and all(_near(found[n], value) for n, value in wanted.items())


def _near(found: Decimal, wanted: Decimal) -> bool:
    return abs(found - wanted) <= abs(wanted) * Decimal("1e-9")


def can_be_added(title: str, kind: str) -> bool:
    """Tell whether the column's figures make sense as a sum."""
    plain = title.lower().replace("_", " ")
    # “Sekolah/Schools” names one thing twice, “jiwa/km²” is a ratio.
    is_ratio = any(units.known(divisor) for divisor in _DIVISOR.findall(plain))
    return kind in NUMERIC - {"percent"} and not is_ratio and not _NOT_ADDED.search(plain)


def edges(draft: Draft) -> list[int]:
    """Return the first and last row where they may stand for the whole city."""
    if len(draft.rows) < 3:
        return []
    labels = {row: label(draft, row) for row in draft.rows[:_NAMED]}
    is_named = any(labels.values())
    ends = {row: label(draft, row) for row in (draft.rows[-1], draft.rows[0])}
    # Without a name a row may be a total only where the others have one.
    return [row for row, text in ends.items() if words.may_be_whole(text) and (text or is_named)]


def city_row(draft: Draft) -> int | None:
    """Return a row of the city beside its own parts that is no sum of them, as a mean is."""
    labels = {row: label(draft, row) for row in draft.rows[:200]}
    parts = sum(bool(regions.resolve(text, "kecamatan").code) for text in labels.values() if text)
    city = next((row for row in edges(draft) if _AMBON.fullmatch(label(draft, row))), None)
    return city if parts * 2 > len(labels) else None


def whole(draft: Draft, sums: Sums) -> int | None:
    """Return the row of the whole city, or without a name, that is the sum of all others."""
    for row in edges(draft):
        others = [other for other in draft.rows if other != row]
        if sums.fits(row, others) and any(sums.row(row).values()):
            return row
    return None


def marked(draft: Draft) -> frozenset[int]:
    """Return the rows with “Jumlah” or “Total” among their labels, as far as they are fewer."""
    found = with_word(draft)
    return found if len(found) * 2 < len(draft.rows) else frozenset()


def with_word(draft: Draft) -> frozenset[int]:
    """Return the rows with “Jumlah” or “Total” among their labels."""
    columns = [column.cells for column in draft.columns if not column.is_derived]
    return frozenset(r for r in draft.rows if any(_is_marked(cells.get(r)) for cells in columns))


def _is_marked(cell: Cell | None) -> bool:
    return cell is not None and cell.kind == "text" and words.is_bare(str(cell.value))


def like_a_sum(draft: Draft, sums: Sums) -> int | None:
    """Return the last row where its figures are the sum of all others, so that it may be one."""
    if len(draft.rows) < 4:
        return None
    row, others = draft.rows[-1], draft.rows[:-1]
    figures = sums.row(row).values()
    is_telling = len(figures) > 1 or max(figures, default=Decimal(0)) >= _LEAST
    return row if is_telling and any(figures) and sums.fits(row, others) else None


def label(draft: Draft, row: int) -> str:
    """Return the first words of a row, or a code that names it as words do."""
    columns = [draft.running, *draft.columns] if draft.running else draft.columns
    cells = [column.cells.get(row) for column in columns if not column.is_derived]
    return next((cell_text(cell) for cell in cells if is_label(cell) or _is_code(cell)), "")


def _is_code(cell: Cell | None) -> bool:
    text = cell_text(cell)
    return cell is not None and cell.kind == "text" and text[:1] == "0" and text.isdecimal()


def scope(
    draft: Draft, total: int, totals: Sequence[int], sections: Sequence[int], sums: Sums
) -> list[int]:
    """Return the rows that a total adds up: all of them, or those since the last one."""
    above = [row for row in draft.rows if row < total]
    start = max([row for row in (*totals, *sections) if row < total], default=0)
    group = [row for row in above if row > start]
    below = [row for row in draft.rows if row > total]
    choices = [rows for rows in (group, above, below, draft.rows) if rows]
    fitting = next((rows for rows in choices if sums.fits(total, rows)), None)
    return fitting or (group if _is_part(draft, total) and group else above or below)


def _is_part(draft: Draft, total: int) -> bool:
    texts = [cell_text(column.cells.get(total)) for column in draft.columns]
    return any(words.is_subtotal(text) for text in texts)


def differences(total: int, rows: Sequence[int], sums: Sums) -> list[Warning]:
    """Return a warning with the difference for each figure that is not the sum of its rows."""
    wanted, found = sums.row(total), sums.of(rows)
    return [
        Warning(
            address(total, number),
            f"jumlah tertulis {number_text(value)}, "
            f"baris-barisnya {number_text(found[number])} "
            f"(selisih {number_text(value - found[number])})",
        )
        for number, value in wanted.items()
        if not _near(found[number], value) and _has_figures(sums, number, rows)
    ]


def _has_figures(sums: Sums, number: int, rows: Sequence[int]) -> bool:
    return any(row in sums.columns[number] for row in rows)
