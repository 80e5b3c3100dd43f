"""What a workbook made from a template says of itself: which standard, which sheets are guidance.

It is said in cells, for these outlive a save in another program and another format.
"""

from __future__ import annotations

from ckanext.ambon.domain.spreadsheets.grid import cell_text
from ckanext.ambon.domain.spreadsheets.model import Sheet, Workbook

SET_ASIDE = "Lembar ini tidak dibaca saat berkas diunggah."
MARK = "Standar tabel: "


def is_set_aside(sheet: Sheet) -> bool:
    """Tell whether the first cell says that the sheet is for people only."""
    return _first(sheet).startswith(SET_ASIDE)


def name(workbook: Workbook) -> str | None:
    """Return the name of the standard that the workbook was made for."""
    for sheet in workbook.sheets:
        _aside, found, marked = _first(sheet).partition(MARK)
        if sheet.is_hidden and is_set_aside(sheet) and found:
            return marked.strip()
    return None


def _first(sheet: Sheet) -> str:
    return cell_text(sheet.rows.get(1, {}).get(1))
