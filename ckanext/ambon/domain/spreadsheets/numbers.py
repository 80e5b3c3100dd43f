"""Columns of numbers: which sign parts thousands, what is a per cent, what is money."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from ckanext.ambon.domain.spreadsheets import figures, formats, measure, separators, units
from ckanext.ambon.domain.spreadsheets.column import (
    Content,
    Decision,
    Entry,
    Parts,
    Surroundings,
    ask,
    precise,
    split,
    text_of,
)
from ckanext.ambon.domain.spreadsheets.figures import Figure
from ckanext.ambon.domain.spreadsheets.grid import fold
from ckanext.ambon.domain.spreadsheets.model import Cell, Option, Warning

_ONE = Decimal(1)


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
    if not draft.count or len(draft.foreign) >= draft.count or _has_many_units(draft):
        return None
    if len(draft.foreign) * 2 > draft.count and len(draft.foreign) > 1:
        return None
    cells = [entry.cell for entry in draft.natives if entry.cell]
    unit, kind, evidence = measure.find(content, around, cells, draft.figures())
    said = [evidence] if evidence else []
    decision = Decision(kind, [], unit, said, missing=parts.missing)
    style = separators.decide(content, around, draft.written, decision)
    factor = _scale(draft, decision)
    reader = _Reader(style, factor, percent=kind == "percent")
    decision.read = reader.of
    decision.values = [_value(entry, parts, around, reader, draft) for entry in content.entries]
    if decision.type == "number" and _are_whole(decision.values):
        decision.type = "integer"
    _ask_percent(content, draft, decision)
    _ask_foreign(content, draft, decision)
    _ask_marks(content, around, draft, decision)
    _ask_brackets(content, draft, decision)
    _ask_broken_thousands(content, draft, decision)
    return decision


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


def parse(cell: Cell) -> Figure | None:
    """Return the number a text cell is; a word behind it must be a unit."""
    figure = figures.parse(fold(str(cell.value)))
    if figure and figure.unit and not units.known(figure.unit):
        return None
    return figure


@dataclass(frozen=True)
class _Reader:
    """How the cells of one column become numbers."""

    style: str | None
    factor: dict[str | None, Decimal]
    percent: bool

    def of(self, cell: Cell) -> Decimal | None:
        """Return the number in a cell, None where there is none."""
        if cell.kind == "number":
            number = precise(cell.value)
            is_share = self.percent and formats.is_percent(cell.format)
            return number * 100 if is_share or formats.is_percent(cell.format) else number
        figure = parse(cell) if cell.kind == "text" else None
        if figure is None:
            return None
        return figure.value(self.style) * self.factor.get(figure.scale, _ONE)


def _value(
    entry: Entry, parts: Parts, around: Surroundings, reader: _Reader, draft: Draft
) -> Decimal | None:
    cell = entry.cell
    if cell is None or cell.kind in ("error", "formula"):
        return None
    if cell.kind == "text" and around.legend.is_zero(fold(str(cell.value))):
        return Decimal(0)
    if cell.kind == "text" and around.legend.is_missing(fold(str(cell.value))):
        return None
    if cell.kind == "number" and formats.plain(cell.value) in around.legend.missing:  # type: ignore[arg-type]
        return None
    return reader.of(cell)


def _are_whole(values: list[Any]) -> bool:
    numbers = [value for value in values if value is not None]
    return bool(numbers) and all(number == number.to_integral_value() for number in numbers)


def _has_many_units(draft: Draft) -> bool:
    """Tell whether the cells carry units of different kinds, as a list of goods does."""
    found = {units.known(f.unit) for f in draft.figures() if f.unit and not f.is_money}
    return len(found - {None}) > 1


def _scale(draft: Draft, decision: Decision) -> dict[str | None, Decimal]:
    """Return the factor of each scale word; one word for all cells becomes the unit."""
    scales = {figure.scale for figure in draft.figures()} | ({None} if draft.natives else set())
    named = scales - {None}
    if not named:
        return {}
    if len(scales) == 1:
        scale = next(iter(named))
        is_money = decision.type == "currency"
        decision.unit = f"{scale} rupiah" if is_money else f"{scale} {decision.unit or ''}".strip()
        return {}
    decision.evidence.append("kata ribu, juta, miliar dihitung ke satuan penuh")
    return {scale: Decimal(figures.SCALES[scale]) for scale in named if scale}


def _ask_percent(content: Content, draft: Draft, decision: Decision) -> None:
    """Ask where some or all shares may have been stored as fractions of one."""
    if decision.type != "percent":
        return
    cells = [(e, precise(e.cell.value)) for e in draft.natives if e.cell]
    bare = [(e, v) for e, v in cells if not formats.is_percent(e.cell.format)]  # type: ignore[union-attr]
    marked = len(bare) < len(cells)
    titled = units.of_title(content.parts) == "%"
    small = [e for e, v in bare if 0 < abs(v) <= 1]
    texts = [f.value(None) for f in draft.figures() if not f.is_percent]
    all_small = (
        not marked
        and bare
        and all(abs(v) <= 1 for _e, v in bare)
        and all(abs(t) <= 1 for t in texts)
    )
    if marked:
        doubted = small if titled else [e for e, v in bare if v]
    else:
        doubted = small if all_small and any(v % 1 for _e, v in bare) else []
    if not doubted:
        return
    why = "Sel ini tidak berformat persen; 0,125 dapat berarti 0,125 % atau 12,5 %."
    shown = [
        (e.address, text_of(e.cell) or "", precise(e.cell.value)) for e in doubted[:3] if e.cell
    ]
    options = (
        Option(
            "as-is",
            "Sudah dalam persen",
            tuple((a, t, f"{formats.plain(v)} %") for a, t, v in shown),
        ),
        Option(
            "fraction",
            "Bagian dari satu, kalikan 100",
            tuple((a, t, f"{formats.plain(v * 100)} %") for a, t, v in shown),
        ),
    )
    decision.questions.append(ask(content, "percent", doubted, why, options))


def _ask_foreign(content: Content, draft: Draft, decision: Decision) -> None:
    if not draft.foreign:
        return
    why = "Sel ini bukan angka, sedangkan sel lain di kolom ini angka."
    options = (
        Option("empty", "Anggap tidak ada data"),
        Option("text", "Jadikan seluruh kolom teks"),
        Option("mend", "Perbaiki berkas dan unggah lagi"),
    )
    decision.questions.append(ask(content, "not-a-number", draft.foreign, why, options))


def _ask_marks(content: Content, around: Surroundings, draft: Draft, decision: Decision) -> None:
    """A sign behind a number is a footnote where a note explains it; else it is asked."""
    marked = [(a, f.mark) for a, f in draft.written.items() if f.mark]
    entries = {entry.address: entry for entry in content.entries}
    unknown = [entries[a] for a, mark in marked if mark and not _is_explained(mark, around)]
    decision.warnings += [
        Warning(a, f"tanda catatan {mark} dilepas dari angkanya") for a, mark in marked
    ]
    if unknown:
        why = "Di belakang angka ada tanda yang tidak dijelaskan dalam berkas."
        options = (Option("drop", "Abaikan tandanya"), Option("mend", "Perbaiki berkas"))
        decision.questions.append(ask(content, "marks", unknown, why, options))


def _is_explained(mark: str, around: Surroundings) -> bool:
    return mark.rstrip(")") in around.explained


def _ask_brackets(content: Content, draft: Draft, decision: Decision) -> None:
    """Brackets make an amount of money negative; elsewhere the file does not say."""
    entries = {entry.address: entry for entry in content.entries}
    doubted = [entries[a] for a, f in draft.written.items() if f.in_brackets]
    if doubted and decision.type != "currency":
        why = "Angka ini ditulis dalam kurung: bilangan negatif, atau keterangan lain?"
        options = (Option("negative", "Bilangan negatif"), Option("positive", "Bilangan biasa"))
        decision.questions.append(ask(content, "brackets", doubted, why, options))


def _ask_broken_thousands(content: Content, draft: Draft, decision: Decision) -> None:
    """Ask where things that are counted have fractions: Excel took a thousand dot for a point."""
    if decision.type != "number" or not units.is_counted(content.parts):
        return
    fractions = [
        entry
        for entry in draft.natives
        if entry.cell
        and isinstance(entry.cell.value, float)
        and not entry.cell.value.is_integer()
        and len(formats.plain(precise(entry.cell.value)).partition(".")[2]) <= 3
    ]
    if not fractions:
        return
    why = (
        "Yang dihitung di kolom ini utuh, tetapi ada pecahan: "
        "titik ribuan mungkin terbaca sebagai koma desimal."
    )
    shown = [(e.address, text_of(e.cell) or "") for e in fractions[:3]]
    options = (
        Option(
            "thousands",
            "Titik itu pemisah ribuan",
            tuple((a, t, formats.plain(Decimal(t) * 1000)) for a, t in shown),
        ),
        Option("as-is", "Memang pecahan", tuple((a, t, t) for a, t in shown)),
    )
    decision.questions.append(ask(content, "thousands", fractions, why, options))
    decision.evidence.append(
        str(Counter(e.cell.format for e in fractions if e.cell).most_common(1)[0][0])
    )
