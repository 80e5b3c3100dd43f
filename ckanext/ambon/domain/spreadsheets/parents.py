"""Rows that head others and hold their sums: kecamatan over their kelurahan, accounts, the city."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ckanext.ambon.domain import regions
from ckanext.ambon.domain.spreadsheets import totals
from ckanext.ambon.domain.spreadsheets.draft import Draft
from ckanext.ambon.domain.spreadsheets.grid import cell_text, is_label
from ckanext.ambon.domain.spreadsheets.model import Warning
from ckanext.ambon.domain.spreadsheets.rows import is_item
from ckanext.ambon.domain.spreadsheets.totals import Sums

WHOLE = "jumlah seluruh baris lain"
PART = "subjumlah dari baris di bawahnya"
_KECAMATAN = re.compile(r"kec(amatan|\.)?\s", re.IGNORECASE)
_LETTER = re.compile(r"([A-Z]|[IVX]+)[.)]\s")
_MOST = 400


@dataclass(frozen=True)
class Family:
    """Which rows only add up others, and why; `children` by parent."""

    rows: Mapping[int, str] = field(default_factory=dict)
    children: Mapping[int, Sequence[int]] = field(default_factory=dict)

    def warnings(self, sums: Sums) -> list[Warning]:
        """Return the differences of parents that are not the sum of their children."""
        pairs = self.children.items()
        return [one for row, under in pairs for one in totals.differences(row, under, sums)]


def find(draft: Draft, sums: Sums) -> Family:
    """Return the rows that only add up others, though no word says so: the city, a parent."""
    if whole := totals.whole(draft, sums):
        return Family({whole: WHOLE})
    edges = totals.edges(draft)
    for share in (1.0, 0.66):
        for edge in (None, *edges):
            rows = [row for row in draft.rows if row != edge]
            family = _family(draft, rows, sums, share)
            if family and (edge is None or _is_edge(edge, family, sums)):
                out = dict.fromkeys(family, PART) | ({edge: WHOLE} if edge else {})
                return Family(out, family)
    return Family()


def in_doubt(draft: Draft, sums: Sums) -> list[int]:
    """Return rows that stand over groups by their place, with figures that add up nothing."""
    rows = _over_blanks(draft, draft.rows)
    return rows if 1 < len(rows) * 2 < len(draft.rows) and any(map(sums.row, rows)) else []


def _is_edge(edge: int, family: Mapping[int, Sequence[int]], sums: Sums) -> bool:
    """Tell whether the city is the sum of the parents, or of all their children."""
    children = [row for under in family.values() for row in under]
    return sums.fits(edge, children) or sums.fits(edge, list(family))


def _family(
    draft: Draft, rows: Sequence[int], sums: Sums, share: float
) -> Mapping[int, Sequence[int]]:
    """Return parents with the rows under each, if such rows part the whole table."""
    for starts in _starts(draft, rows):
        family = _parted(rows, starts)
        fitting = sum(sums.fits(row, under) for row, under in family.items())
        is_sure = fitting == len(family) or fitting >= 2
        if family and is_sure and fitting >= share * len(family):
            return family
    return {}


def _parted(rows: Sequence[int], starts: Sequence[int]) -> dict[int, Sequence[int]]:
    if not starts or starts[0] != rows[0]:
        return {}
    places = [rows.index(start) for start in starts] + [len(rows)]
    parted = {rows[first]: rows[first + 1 : last] for first, last in pairwise(places)}
    return parted if all(parted.values()) else {}


def _starts(draft: Draft, rows: Sequence[int]) -> Iterator[list[int]]:
    """Yield the rows that are numbered, named or placed unlike the rows under them."""
    running = draft.running.cells if draft.running else {}
    numbers = {row: cell_text(running.get(row)).strip(".() ") for row in rows}
    labels = {row: totals.label(draft, row) for row in rows}
    choices = (
        [row for row, text in numbers.items() if re.fullmatch(r"[A-Z]|[IVX]+", text)],
        [row for row, text in numbers.items() if text.isdecimal()],
        [row for row, text in numbers.items() if text],
        [row for row, text in labels.items() if _LETTER.match(text)],
        [row for row, text in labels.items() if _KECAMATAN.match(text)],
        [row for row in rows if not _is_item(draft, row)],
        _over_blanks(draft, rows),
        [row for row, text in labels.items() if text.isupper()],
        [row for row, text in labels.items() if _is_kecamatan(text)] if len(rows) < _MOST else [],
    )
    yield from (found for found in choices if 0 < len(found) < len(rows))


def _is_item(draft: Draft, row: int) -> bool:
    """Tell whether the label of a row is set in or marked as an item of a list."""
    cells = [column.cells.get(row) for column in draft.columns if not column.is_derived]
    return is_item(next((cell for cell in cells if is_label(cell)), None))


def _over_blanks(draft: Draft, rows: Sequence[int]) -> list[int]:
    """Return the rows that are blank in the column of the labels, where the others are filled."""
    columns = [column for column in draft.columns if not column.is_derived][:2]
    if len(columns) < 2 or not any(is_label(columns[1].cells.get(row)) for row in rows):
        return []
    return [row for row in rows if columns[1].cells.get(row) is None]


def _is_kecamatan(text: str) -> bool:
    return regions.resolve(text, "kecamatan").code is not None
