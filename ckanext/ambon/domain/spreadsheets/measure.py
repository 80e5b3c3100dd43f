"""What a column of numbers measures: its unit, and whether it is a per cent or money."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ckanext.ambon.domain.spreadsheets import formats, units
from ckanext.ambon.domain.spreadsheets.column import Content, Surroundings
from ckanext.ambon.domain.spreadsheets.figures import Figure
from ckanext.ambon.domain.spreadsheets.model import Cell


class Measure(NamedTuple):
    """A unit, the type that goes with it, and where it is written."""

    unit: str | None
    type: str
    evidence: str = ""


def find(
    content: Content, around: Surroundings, cells: Sequence[Cell], figures: Sequence[Figure]
) -> Measure:
    """Return what the numbers measure: cells say it first, then the title, then a line above."""
    return (
        _percent_in_cells(cells, figures)
        or _of_title(content)
        or _of_line(content, around)
        or _in_cells(cells, figures)
        or _plain(content, around, cells, figures)
    )


def _percent_in_cells(cells: Sequence[Cell], figures: Sequence[Figure]) -> Measure | None:
    is_formatted = any(formats.is_percent(cell.format) for cell in cells)
    if is_formatted or any(figure.is_percent for figure in figures):
        return Measure("%", "percent", "sel ditulis sebagai persen")
    return None


def _of_title(content: Content) -> Measure | None:
    unit = units.of_title(content.parts)
    if unit == "%":
        return Measure(unit, "percent", "judul kolom menyebut persen")
    if units.is_money(unit):
        return Measure(unit, "currency", f"judul kolom menyebut {unit}")
    return None


def _of_line(content: Content, around: Surroundings) -> Measure | None:
    """A line “(dalam jutaan rupiah)” speaks of the columns that say nothing else themselves."""
    is_bare = units.of_title(content.parts) is None and not units.is_counted(content.parts)
    if units.is_money(around.unit) and is_bare:
        return Measure(around.unit, "currency", "baris di atas tabel menyebut satuannya")
    return None


def _in_cells(cells: Sequence[Cell], figures: Sequence[Figure]) -> Measure | None:
    is_formatted = any(formats.is_money(cell.format) for cell in cells)
    if is_formatted or any(figure.is_money for figure in figures):
        return Measure("Rp", "currency", "sel ditulis dengan Rp")
    if _shown_unit(cells) in ("%", "persen"):
        return Measure("%", "percent", "format angka menyebut persen")
    return None


def _plain(
    content: Content, around: Surroundings, cells: Sequence[Cell], figures: Sequence[Figure]
) -> Measure:
    written = next((units.known(f.unit) or f.unit for f in figures if f.unit), None)
    line = None if units.is_money(around.unit) else around.unit
    unit = units.of_title(content.parts) or written or _shown_unit(cells) or line
    return Measure(unit, "number", f"satuan {unit}" if unit else "")


def _shown_unit(cells: Sequence[Cell]) -> str | None:
    return next((unit for cell in cells if (unit := formats.unit(cell.format))), None)
