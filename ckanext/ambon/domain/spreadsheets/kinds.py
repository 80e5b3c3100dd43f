"""The type of a column: the cell's own type first, then the column, then the file."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from ckanext.ambon.domain.spreadsheets import codes, moments, numbers
from ckanext.ambon.domain.spreadsheets.answers import MEND
from ckanext.ambon.domain.spreadsheets.column import (
    Content,
    Decision,
    Entry,
    Surroundings,
    ask,
    split,
    text_of,
)
from ckanext.ambon.domain.spreadsheets.grid import fold
from ckanext.ambon.domain.spreadsheets.marks import DOUBTED, Legend
from ckanext.ambon.domain.spreadsheets.model import Cell, Option, Question

_YES = frozenset({"ya", "true", "benar", "y", "yes"})
_NO = frozenset({"tidak", "false", "salah", "t", "no", "n", "tdk"})

_TICKS = frozenset("√✓✔☑vx✗✘●•")
_THERE = frozenset({"ada", "sudah ada", "tidak ada", "tersedia"})

Decide = Callable[[Content, Surroundings], Decision | None]


def decide(content: Content, around: Surroundings) -> Decision:
    """Return the type and values of a column, with the evidence and what must be asked."""
    unclear = _unclear_marks(content, around)
    around = _with_marks(around, unclear)
    deciders: tuple[Decide, ...] = (
        codes.decide,
        moments.decide_year,
        moments.decide_date,
        _yes_or_no,
        _clock,
        numbers.decide,
    )
    found = next((one for decider in deciders if (one := decider(content, around))), None)
    decision = found or _text(content, around)
    if decision.as_text:
        text = _text(content, around)
        decision = replace(text, questions=decision.questions + text.questions)
    decision.questions += [unclear] if unclear else []
    _ask_broken(content, around, decision)
    decision.values = [decision.convert(entry.cell) for entry in content.entries]
    return decision


def _yes_or_no(content: Content, around: Surroundings) -> Decision | None:
    parts = split(content, around)
    cells = [entry.cell for entry in parts.present if entry.cell]
    words = {fold(str(cell.value)).lower() for cell in cells if cell.kind == "text"}
    native = sum(cell.kind == "boolean" for cell in cells)
    if not cells or (native + sum(cell.kind == "text" for cell in cells)) < len(cells):
        return None
    if words - _YES - _NO or (not native and not (words & _YES and words & _NO) and len(words) < 1):
        return None
    if words and max(map(len, words)) == 1 and len(words) < 2:
        return None
    return Decision("boolean", _truth, evidence=["hanya ya dan tidak"], missing=parts.missing)


def _clock(content: Content, around: Surroundings) -> Decision | None:
    """Keep times of day as text: 08.30 under “Jam” is no number."""
    texts = [text_of(entry.cell) or "" for entry in split(content, around).present]
    titled = re.search(r"\b(jam|pukul|waktu)\b", re.sub(r"\(.*?\)", "", content.label))
    is_clock = bool(texts) and all(re.fullmatch(r"[0-2]?\d[.:][0-5]\d", text) for text in texts)
    return _text(content, around) if titled and is_clock else None


def _truth(cell: Cell | None) -> bool | None:
    if cell is None or cell.kind in ("error", "formula"):
        return None
    if cell.kind == "boolean":
        return bool(cell.value)
    text = fold(str(cell.value)).lower()
    return True if text in _YES else False if text in _NO else None


def _text(content: Content, around: Surroundings) -> Decision:
    """Keep a column as it is written, missing values aside."""
    parts = split(content, around)
    # “Belum ada” beside “Ada” is an answer of its own, and no missing value.
    said = {fold(text_of(entry.cell) or "").lower() for entry in parts.present}
    speaks = bool(said & _THERE)
    # “-” beside ticks says no as the tick says yes: both stay as they are written.
    ticks = bool(said) and said <= _TICKS

    def written(cell: Cell | None) -> str | None:
        text = text_of(cell)
        if cell is None or cell.kind in ("error", "formula") or text is None:
            return None
        is_missing = cell.kind == "text" and around.legend.is_missing(text) and not ticks
        return None if is_missing and not (speaks and "ada" in text.lower()) else text

    decision = Decision("text", written, missing=parts.missing)
    _ask_days(content, around, parts.present, decision)
    return decision


def _ask_days(
    content: Content, around: Surroundings, present: list[Entry], decision: Decision
) -> None:
    """Ask where Excel may have made dates of ranges such as 5-9."""
    days = [entry for entry in present if entry.cell and entry.cell.kind == "date"]
    if days and len(days) < len(present):
        why = "Sel ini tanggal, sel lain teks: Excel mungkin mengubah “5-9” menjadi tanggal."
        options = (Option("as-is", "Memang tanggal"), MEND)
        decision.put(ask(content, around, "became-dates", days, why, options))


def _ask_broken(content: Content, around: Surroundings, decision: Decision) -> None:
    broken = split(content, around).broken
    errors = [entry for entry in broken if entry.cell and entry.cell.kind == "error"]
    bare = [entry for entry in broken if entry.cell and entry.cell.kind == "formula"]
    options = (Option("empty", "Kosongkan sel ini"), MEND)
    if errors:
        names = ", ".join(sorted({str(entry.cell.value) for entry in errors if entry.cell}))
        why = f"Rumus menghasilkan galat ({names})."
        decision.put(ask(content, around, "error", errors, why, options))
    if bare:
        why = "Rumus tanpa nilai tersimpan. Buka berkas di Excel, simpan, lalu unggah lagi."
        decision.put(ask(content, around, "no-value", bare, why, options))


def _unclear_marks(content: Content, around: Surroundings) -> Question | None:
    """Ask for the signs to which a legend gives a meaning of its own."""
    parts = split(content, around)
    unclear = parts.unclear
    if not unclear or not (_says(around) or _are_numbers(parts.present)):
        return None
    why = "Tanda ini dapat berarti nol, atau tidak ada data."
    options = (Option("zero", "Nol"), Option("empty", "Tidak ada data"))
    return ask(content, around, "mark", unclear, why, options)


def _says(around: Surroundings) -> bool:
    """Tell whether a legend of the file itself gives a sign a meaning of its own."""
    return bool(around.legend.unclear - DOUBTED)


def _are_numbers(present: list[Entry]) -> bool:
    draft = numbers.draft_of(present)
    return draft.count > len(draft.foreign)


def _with_marks(around: Surroundings, unclear: Question | None) -> Surroundings:
    """Return what is around the column, with the signs read as was answered."""
    if unclear is None or unclear.answer is None:
        return around
    old = around.legend
    if unclear.answer == "zero":
        return replace(around, legend=Legend(old.zero | old.unclear, old.missing))
    return replace(around, legend=Legend(old.zero, old.missing | old.unclear))
