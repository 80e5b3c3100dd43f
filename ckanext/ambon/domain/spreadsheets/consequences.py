"""What each answer to a question would make of a few real cells, by trying it on the column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ckanext.ambon.domain.spreadsheets import dates, formats, kinds
from ckanext.ambon.domain.spreadsheets.answers import MEND
from ckanext.ambon.domain.spreadsheets.blanks import EMPTY
from ckanext.ambon.domain.spreadsheets.column import Content, Decision, Entry, Surroundings, text_of
from ckanext.ambon.domain.spreadsheets.model import Option, Question

_EXAMPLES = 3
FORMULA = "(rumus)"


def decide(content: Content, around: Surroundings) -> Decision:
    """Return the decision on a column; every option of its questions shows what it would do."""
    decision = kinds.decide(content, around)
    decision.questions = [_shown(content, around, one) for one in decision.questions]
    return decision


def _shown(content: Content, around: Surroundings, question: Question) -> Question:
    wanted = set(question.cells[:_EXAMPLES])
    entries = [entry for entry in content.entries if entry.address in wanted][:_EXAMPLES]
    options = [
        one if one.value == MEND.value else _option(content, around, entries, question, one)
        for one in question.options
    ]
    return replace(question, options=tuple(options))


def _option(
    content: Content,
    around: Surroundings,
    entries: Sequence[Entry],
    question: Question,
    option: Option,
) -> Option:
    trying = replace(around, answers=around.answers.trying(question.key, option.value))
    decision = kinds.decide(content, trying)
    shown = [
        "kolom tidak diterbitkan" if decision.is_dropped else said(decision.convert(entry.cell))
        for entry in entries
    ]
    examples = [
        (entry.address, _source(entry), text) for entry, text in zip(entries, shown, strict=True)
    ]
    return replace(option, examples=tuple(examples))


def _source(entry: Entry) -> str:
    if entry.cell and entry.cell.kind == "formula":
        return FORMULA
    text = text_of(entry.cell)
    return text if text is not None else EMPTY


def said(value: Any) -> str:
    """Return a value as Indonesian readers cannot mistake it: 1234,5; 10 Januari 2025."""
    if value is None:
        return EMPTY
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, int | Decimal):
        return formats.plain(Decimal(value)).replace(".", ",")
    if isinstance(value, datetime | date):
        name = dates.MONTHS[value.month - 1][0].capitalize()
        clock = f" {value:%H.%M}" if isinstance(value, datetime) else ""
        return f"{value.day} {name} {value.year}{clock}"
    return str(value)
