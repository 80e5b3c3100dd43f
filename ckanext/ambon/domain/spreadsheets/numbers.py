"""Columns of numbers: which sign parts thousands, what is a per cent, what is money."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from ckanext.ambon.domain.spreadsheets import doubts, figures, measure, separators, units
from ckanext.ambon.domain.spreadsheets.amounts import Amounts, parse
from ckanext.ambon.domain.spreadsheets.column import Content, Decision, Entry, Surroundings, split
from ckanext.ambon.domain.spreadsheets.figures import Figure


@dataclass
class Draft:
    """The numbers of a column before they are read."""

    natives: list[Entry] = field(default_factory=list)
    written: dict[str, Figure] = field(default_factory=dict)
    foreign: list[Entry] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.natives) + len(self.written)

    def figures(self) -> Sequence[Figure]:
        return tuple(self.written.values())


def decide(content: Content, around: Surroundings) -> Decision | None:
    """Return the column as numbers, None where it holds something else."""
    parts = split(content, around)
    draft = draft_of(parts.present)
    if not _is_numeric(draft):
        return None
    cells = [entry.cell for entry in draft.natives if entry.cell]
    unit, kind, evidence = measure.find(content, around, cells, draft.figures())
    amounts = Amounts(around.legend, is_money=kind == "currency")
    decision = Decision(kind, amounts.of, unit, missing=parts.missing)
    decision.evidence += [evidence] if evidence else []
    amounts.style = separators.decide(content, around, draft.written, decision)
    amounts.factors = _scale(draft, decision)
    doubt = doubts.Doubts(content, around, draft.natives, draft.written, decision)
    doubt.settle(amounts, draft.foreign)
    doubt.ask_degrees(amounts)
    if kind == "number" and not _are_whole(amounts.of(e.cell) for e in content.entries):
        doubt.ask_counts(amounts)
    decision.read = amounts.of
    if kind == "number" and _are_whole(amounts.of(e.cell) for e in content.entries):
        decision.type, decision.convert = "integer", amounts.whole
    return decision


def _is_numeric(draft: Draft) -> bool:
    """Tell whether numbers are most of what the column holds, one odd cell aside."""
    if not draft.count or len(draft.foreign) >= draft.count or _has_many_units(draft):
        return False
    return len(draft.foreign) * 2 <= draft.count or len(draft.foreign) <= 1


def draft_of(present: Sequence[Entry]) -> Draft:
    """Part the cells into numbers, numbers written as text, and others."""
    draft = Draft()
    for entry in present:
        cell = entry.cell
        if cell is None:
            continue
        figure = parse(cell) if cell.kind == "text" else None
        if cell.kind == "number":
            draft.natives.append(entry)
        elif figure:
            draft.written[entry.address] = figure
        else:
            draft.foreign.append(entry)
    return draft


def _are_whole(values: Iterable[Any]) -> bool:
    numbers = [value for value in values if value is not None]
    return bool(numbers) and all(number == number.to_integral_value() for number in numbers)


def _has_many_units(draft: Draft) -> bool:
    """Tell whether the cells carry units of different kinds, as a list of goods does."""
    found = {units.known(f.unit) for f in draft.figures() if f.unit and not f.is_money}
    return len(found - {None}) > 1


def _scale(draft: Draft, decision: Decision) -> dict[str | None, Decimal]:
    """Return the factor of each scale word; one word for all cells becomes the unit."""
    is_money = decision.type == "currency"
    scales = {figures.scale_of(figure, is_money=is_money) for figure in draft.figures()}
    scales |= {None} if draft.natives else set()
    named = scales - {None}
    if not named:
        return {}
    if len(scales) == 1:
        scale = next(iter(named))
        decision.unit = f"{scale} rupiah" if is_money else f"{scale} {decision.unit or ''}".strip()
        return {}
    decision.evidence.append("kata ribu, juta, miliar dihitung ke satuan penuh")
    return {scale: Decimal(figures.SCALES[scale]) for scale in named if scale}
