"""Totals: told by word and by sum, kept out of the rows, and checked against their parts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ckanext.ambon.domain.spreadsheets import formats, words
from ckanext.ambon.domain.spreadsheets.draft import Draft
from ckanext.ambon.domain.spreadsheets.grid import cell_text, is_label
from ckanext.ambon.domain.spreadsheets.model import NUMERIC, Warning, address

_NOT_ADDED = re.compile(
    r"persen|%|rata|rasio|indeks|laju|kepadatan|tingkat|per |/|angka harapan|harga|tarif|ipm|"
    r"skor|nilai rapor|umur|usia"
    r"|prevalensi|peringkat|ranking|\bno\b"
)
_CITY = re.compile(
    r"(kota\s+)?ambon|kota|kota ambon.*|se-?kota ambon|seluruh.*|semua.*|keseluruhan.*",
    re.IGNORECASE,
)

Numbers = Mapping[int, Decimal]


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
    return kind in NUMERIC - {"percent"} and not _NOT_ADDED.search(title.lower().replace("_", " "))


def by_sum(draft: Draft, sums: Sums) -> dict[int, str]:
    """Return the rows that only add up others, though no word says so: the city, a parent."""
    whole = _whole(draft, sums)
    if whole:
        return {whole: "jumlah seluruh baris lain"}
    return dict.fromkeys(_parents(draft, sums), "subjumlah dari baris di bawahnya")


def _whole(draft: Draft, sums: Sums) -> int | None:
    for row in (draft.rows[-1:] + draft.rows[:1]) if len(draft.rows) > 2 else []:
        others = [other for other in draft.rows if other != row]
        if not sums.fits(row, others) or not any(sums.row(row).values()):
            continue
        text = label(draft, row)
        if not text or _CITY.fullmatch(text) or words.may_be_total(text):
            return row
    return None


def label(draft: Draft, row: int) -> str:
    """Return the first words of a row."""
    cells = [column.cells.get(row) for column in draft.columns if not column.is_derived]
    return next((cell_text(cell) for cell in cells if is_label(cell)), "")


def _parents(draft: Draft, sums: Sums) -> list[int]:
    """Return rows that are the sums of the rows under them, if such rows part the whole table."""
    starts = _lettered(draft)
    if len(starts) < 1 or not draft.rows or starts[0] != draft.rows[0]:
        return []
    for start, end in zip(starts, [*starts[1:], None], strict=True):
        first = draft.rows.index(start)
        last = draft.rows.index(end) if end else len(draft.rows)
        children = draft.rows[first + 1 : last]
        if not children or not sums.fits(start, children):
            return []
    return starts


def _lettered(draft: Draft) -> list[int]:
    """Return the rows numbered by letters or Roman numbers above rows with other numbers."""
    if draft.running:
        texts = {row: cell_text(draft.running.cells.get(row)).strip(".() ") for row in draft.rows}
        found = [row for row, text in texts.items() if re.fullmatch(r"[A-Z]|[IVX]+", text)]
        if found and len(found) < len(draft.rows):
            return found
        numbered = [row for row, text in texts.items() if text]
        if numbered and len(numbered) < len(draft.rows):
            return numbered
    labels = {row: label(draft, row) for row in draft.rows}
    for pattern in (r"([A-Z]|[IVX]+)[.)]\s.*", r"kec(amatan|\.)\s.*"):
        found = [
            row
            for row, text in labels.items()
            if re.fullmatch(pattern, text, re.IGNORECASE if "kec" in pattern else 0)
        ]
        if found and len(found) < len(draft.rows):
            return found
    return []


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
            f"jumlah tertulis {formats.plain(value)}, baris-barisnya {formats.plain(found[number])} "
            f"(selisih {formats.plain(value - found[number])})",
        )
        for number, value in wanted.items()
        if not _near(found[number], value) and _has_figures(sums, number, rows)
    ]


def _has_figures(sums: Sums, number: int, rows: Sequence[int]) -> bool:
    return any(row in sums.columns[number] for row in rows)
