"""A header written once more: the same table goes on, another part of it, or another table."""

from __future__ import annotations

import re
from typing import NamedTuple

from ckanext.ambon.domain import regions
from ckanext.ambon.domain.spreadsheets import words
from ckanext.ambon.domain.spreadsheets.dates import is_month
from ckanext.ambon.domain.spreadsheets.grid import Grid, is_label

_GOES_ON = re.compile(r"\(?(lanjutan|sambungan|halaman|hal\.|continued|lanj\.)", re.IGNORECASE)
_PART = re.compile(
    r"(keadaan |data )?(bulan|tahun|triwulan|semester|minggu|tanggal|periode|kecamatan|kec\.|"
    r"kelurahan|kel\.|desa|negeri|wilayah|puskesmas|sekolah|dinas|opd|skpd|unit|kelompok|"
    r"cabang|pasar)\b",
    re.IGNORECASE,
)
_MOST = 6


class Part(NamedTuple):
    """The line over a header and where it stands."""

    row: int
    text: str


def lines_over(grid: Grid, row: int, left: int, right: int) -> list[Part]:
    """Return the lines right above a header, from top to bottom; one blank row may lie between."""
    found: list[Part] = []
    at = row - 1 if grid.filled(row - 1, left, right) else row - 2
    while at > 0 and len(found) < _MOST and (text := _line(grid, at, left, right)):
        found.insert(0, Part(at, text))
        at -= 1
    return found


def _line(grid: Grid, row: int, left: int, right: int) -> str:
    """Return the text of a row that is a line of words, and no row of a table."""
    filled = grid.filled(row, left, right)
    texts = [grid.text(row, column) for column in filled]
    is_pair = len(texts) > 1 and (texts[0].endswith(":") or texts[1].startswith(":"))
    if not filled or not (len(filled) == 1 or is_pair) or not is_label(grid.cell(row, filled[0])):
        return ""
    is_other = words.is_total(texts[0]) or words.is_note(texts[0]) or words.is_signature(texts[0])
    return "" if is_other else " ".join(texts)


def goes_on(here: list[Part]) -> bool:
    """Tell whether the lines over a repeated header say that the table goes on."""
    return any(_GOES_ON.match(part.text) for part in here)


def parts(before: list[Part], here: list[Part]) -> tuple[Part, Part] | None:
    """Return the two lines that name parts of one table, as its months or its kecamatan do."""
    old = [part for part in before if part.text not in {one.text for one in here}]
    new = [part for part in here if part.text not in {one.text for one in before}]
    if len(new) != 1:
        return None
    alike = [part for part in old if _are_alike(part.text, new[0].text)]
    return (alike[-1], new[0]) if alike else None


def _are_alike(first: str, second: str) -> bool:
    one, other = _PART.match(first), _PART.match(second)
    if one and other:
        return one[0].lower() == other[0].lower()
    return _is_name(first) and _is_name(second)


def _is_name(text: str) -> bool:
    start = text.partition(" ")[0]
    return is_month(start) or regions.resolve(text).code is not None
