"""“Rp” that stands in a column of its own, beside the amounts under the same title."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from ckanext.ambon.domain.spreadsheets.grid import cell_text
from ckanext.ambon.domain.spreadsheets.model import Cell

if TYPE_CHECKING:
    from ckanext.ambon.domain.spreadsheets.draft import DraftColumn

_SIGN = re.compile(r"(rp|idr)\.?", re.IGNORECASE)
_FORMAT = '"Rp"#,##0'


def join(columns: list[DraftColumn]) -> None:
    """Take such columns out; the amounts beside them are rupiah then."""
    for sign, amounts in list(pairwise(columns)):
        if sign.parts == amounts.parts and _says_rupiah(sign):
            amounts.cells = {row: _money(cell) for row, cell in amounts.cells.items()}
            columns.remove(sign)


def _says_rupiah(column: DraftColumn) -> bool:
    texts = {cell_text(cell) for cell in column.cells.values() if cell}
    return bool(texts) and all(_SIGN.fullmatch(text) for text in texts)


def _money(cell: Cell | None) -> Cell | None:
    if cell is None or cell.kind != "number":
        return cell
    return cell._replace(format=_FORMAT)
