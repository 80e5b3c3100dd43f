"""How the cells of one column of numbers become numbers, once it is decided how to read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from ckanext.ambon.domain.spreadsheets import figures, formats, marks, units
from ckanext.ambon.domain.spreadsheets.column import precise
from ckanext.ambon.domain.spreadsheets.figures import Figure
from ckanext.ambon.domain.spreadsheets.grid import fold
from ckanext.ambon.domain.spreadsheets.model import Cell

_ONE = Decimal(1)


def parse(cell: Cell) -> Figure | None:
    """Return the number a text cell is; a word behind it must be a unit."""
    figure = figures.parse(fold(str(cell.value)))
    if figure and figure.unit and not units.known(figure.unit):
        return None
    return figure


@dataclass
class Amounts:
    """The reading of one column.

    `style` reads undecided signs, `factors` count out scale words; `shares_to` is the largest
    bare number that is a part of one and no per cent yet; the rest follows answers.
    """

    legend: marks.Legend
    style: str | None = None
    is_money: bool = False
    factors: Mapping[str | None, Decimal] = field(default_factory=dict)
    shares_to: Decimal | None = None
    brackets_are_plain: bool = False
    broken_thousands: bool = False

    def of(self, cell: Cell | None) -> Decimal | None:
        """Return the number of a cell; None for an empty, missing or foreign one."""
        if cell is None or cell.kind in ("error", "formula", "boolean", "date"):
            return None
        if cell.kind == "number":
            is_missing = formats.plain(precise(cell.value)) in self.legend.missing
            return None if is_missing else self._native(cell)
        text = fold(str(cell.value))
        if self.legend.is_zero(text):
            return Decimal(0)
        return None if self.legend.is_missing(text) else self._written(cell)

    def whole(self, cell: Cell | None) -> int | Decimal | None:
        """Return the number of a column that holds whole numbers only."""
        found = self.of(cell)
        return int(found) if found is not None and found == found.to_integral_value() else found

    def _native(self, cell: Cell) -> Decimal:
        number = precise(cell.value)
        if formats.is_percent(cell.format):
            return number * 100
        if self.broken_thousands and is_broken_thousand(cell):
            return number * 1000
        return self._share(number)

    def _written(self, cell: Cell) -> Decimal | None:
        figure = parse(cell)
        if figure is None:
            return None
        scale = figures.scale_of(figure, is_money=self.is_money)
        number = figure.value(self.style) * self.factors.get(scale, _ONE)
        if figure.in_brackets and self.brackets_are_plain:
            number = abs(number)
        return number if figure.is_percent else self._share(number)

    def _share(self, number: Decimal) -> Decimal:
        is_share = self.shares_to is not None and abs(number) <= self.shares_to
        return number * 100 if is_share else number


def is_broken_thousand(cell: Cell) -> bool:
    """Tell whether a number may be a thousand whose dot was taken for a decimal point."""
    if not isinstance(cell.value, float) or cell.value.is_integer():
        return False
    return len(formats.plain(precise(cell.value)).partition(".")[2]) <= 3
