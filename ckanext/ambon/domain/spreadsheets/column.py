"""One column on its way to a type: its cells, what the file says around it, the decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from ckanext.ambon.domain.spreadsheets import formats, marks
from ckanext.ambon.domain.spreadsheets.answers import Answers
from ckanext.ambon.domain.spreadsheets.grid import fold, unguarded
from ckanext.ambon.domain.spreadsheets.model import Cell, Option, Question, Warning

SHOWN = 12

Convert = Callable[[Cell | None], Any]


class Entry(NamedTuple):
    """A cell of a column and where it stands."""

    address: str
    cell: Cell | None


@dataclass(frozen=True)
class Surroundings:
    """What the file says outside of a column that bears on it."""

    legend: marks.Legend = field(default_factory=marks.Legend)
    styles: frozenset[str] = frozenset()
    unit: str | None = None
    explained: frozenset[str] = frozenset()
    topic: str = ""
    answers: Answers = field(default_factory=Answers)


@dataclass(frozen=True)
class Content:
    """A column before its type is known; `sums` are totals with the cells they add up.

    `units` are those that another column of the table gives, by the address of the cell.
    """

    title: str
    parts: tuple[str, ...]
    key: str
    entries: Sequence[Entry]
    sums: Sequence[tuple[Cell, Sequence[Cell]]] = ()
    units: Mapping[str, str] = field(default_factory=dict)
    parted: dict[marks.Legend, Parts] = field(default_factory=dict, compare=False, repr=False)

    @property
    def label(self) -> str:
        return " ".join(self.parts).replace("_", " ").lower()


@dataclass
class Decision:
    """The type of a column, how a cell becomes a value of it, and why.

    `is_dropped` and `as_text` follow an answer: without the column, or as it is written.
    """

    type: str
    convert: Convert
    unit: str | None = None
    values: list[Any] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)
    missing: Counter[str] = field(default_factory=Counter)
    read: Callable[[Cell], Decimal | None] | None = None
    is_dropped: bool = False
    as_text: bool = False

    def put(self, question: Question) -> str | None:
        """Keep a question, and return its answer."""
        self.questions.append(question)
        return question.answer


@dataclass(frozen=True)
class Parts:
    """The entries of a column by what they are."""

    present: list[Entry]
    broken: list[Entry]
    unclear: list[Entry]
    zero: list[Entry]
    missing: Counter[str]


def split(content: Content, around: Surroundings) -> Parts:
    """Part the entries into present, broken and missing; done once for each surroundings."""
    if around.legend not in content.parted:
        content.parted[around.legend] = _split(content, around)
    return content.parted[around.legend]


def _split(content: Content, around: Surroundings) -> Parts:
    found = Parts([], [], [], [], Counter())
    for entry in content.entries:
        cell = entry.cell
        if cell is None or (cell.kind == "text" and not fold(str(cell.value))):
            continue
        text = fold(str(cell.value))
        if cell.kind in ("error", "formula"):
            found.broken.append(entry)
        elif cell.kind == "text" and text.lower() in around.legend.unclear:
            found.unclear.append(entry)
        elif cell.kind == "text" and around.legend.is_zero(text):
            found.zero.append(entry)
        elif (cell.kind == "text" and around.legend.is_missing(text)) or (
            cell.kind == "number" and formats.plain(precise(cell.value)) in around.legend.missing
        ):
            found.missing[text] += 1
        else:
            found.present.append(entry)
    return found


def ask(
    content: Content,
    around: Surroundings,
    topic: str,
    entries: Sequence[Entry],
    why: str,
    options: Sequence[Option],
) -> Question:
    """Return a question on this column, with its answer if it was given one before."""
    cells = tuple(entry.address for entry in entries[:SHOWN])
    key = f"{around.answers.place}:{content.key}:{topic}"
    return around.answers.settle(Question(key, content.title, cells, why, tuple(options)))


def text_of(cell: Cell | None) -> str | None:
    """Return what a reader of the sheet sees in the cell, as text."""
    if cell is None or cell.value is None:
        return None
    if cell.kind == "number":
        return shown_number(cell)
    if cell.kind == "boolean":
        return "Ya" if cell.value else "Tidak"
    if cell.kind == "date":
        return str(cell.value)
    text = unguarded(str(cell.value).strip())
    text = "\n".join(line.strip() for line in text.splitlines())
    return text.strip() or None


def shown_number(cell: Cell) -> str:
    """Return a number in the digits that its format shows."""
    value = cell.value
    if isinstance(value, int) and (text := formats.padded(value, cell.format)):
        return text
    number = precise(value)
    if formats.is_percent(cell.format):
        return f"{formats.plain(number * 100)}%"
    return formats.plain(number)


def precise(value: Any) -> Decimal:
    """Return a number with the fifteen digits that a spreadsheet keeps."""
    if isinstance(value, int):
        return Decimal(value)
    return Decimal(f"{value:.15g}")
