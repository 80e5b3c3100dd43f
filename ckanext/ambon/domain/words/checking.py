"""Slips in the word lists: lines that contradict each other, go in circles, or do nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from ckanext.ambon.domain.words import known, lists, question, stems
from ckanext.ambon.domain.words.lists import Line, Phrase, WordsError
from ckanext.ambon.domain.words.stems import stem, stemmed

Pair = tuple[Phrase, Phrase]


@dataclass(frozen=True)
class Slip:
    """What is wrong with one line, and what to do about it."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}, baris {self.line}: {self.message}"


def check(indexed: Collection[str] | None = None) -> list[Slip]:
    """Return the slips of all lists; with the stems of the index, also what finds nothing.

    Raises `WordsError` or `ValueError` where a list cannot be read at all.
    """
    known.forget()
    stems.forget()
    stems.overrides()
    lines = lists.synonyms()
    found = [slip for rule in RULES for slip in rule(lines)]
    if indexed is not None:
        found += _finds_nothing(lines, indexed)
    return sorted(found, key=lambda slip: (slip.file, slip.line))


def _said_twice(lines: tuple[Line, ...]) -> Iterator[Slip]:
    first: dict[Pair, Line] = {}
    for line in lines:
        for typed, other in dict.fromkeys(line.pairs):
            before = first.setdefault((typed, other), line)
            if before is not line:
                where = f"{before.file} baris {before.number}"
                message = f"“{_text(typed)}” → “{_text(other)}” sudah ada di {where}; hapus satu."
                yield Slip(line.file, line.number, message)


def _same_word(lines: tuple[Line, ...]) -> Iterator[Slip]:
    for line in lines:
        for typed, other in line.pairs:
            if line.shown and stemmed(typed) == stemmed(other):
                message = f"“{_text(typed)}” dan “{_text(other)}” sudah dianggap satu kata."
                yield Slip(line.file, line.number, message)


def _in_circles(lines: tuple[Line, ...]) -> Iterator[Slip]:
    """Find a > b beside b > a: either both mean the same, or one of them does not hold."""
    arrows = {pair: line for line in lines if line.shown for pair in line.pairs}
    for (typed, other), line in arrows.items():
        if (other, typed) in arrows and typed < other:
            message = (
                f"“{_text(typed)} > {_text(other)}” dan sebaliknya: kalau artinya sama, "
                f"tulis “{_text(typed)}, {_text(other)}”."
            )
            yield Slip(line.file, line.number, message)


def _never_asked(lines: tuple[Line, ...]) -> Iterator[Slip]:
    """Find words that a question never reaches its synonyms by."""
    for line in lines:
        for typed in line.typed:
            if reason := _unreachable(typed):
                yield Slip(
                    line.file, line.number, f"“{_text(typed)}” tidak pernah dipakai: {reason}"
                )


def _unreachable(typed: Phrase) -> str | None:
    if typed in lists.fillers():
        return "ada di fillers.txt, jadi diabaikan dari pertanyaan."
    if typed in known.places():
        return "nama wilayah didahulukan."
    if len(typed) > question.LONGEST:
        return f"lebih dari {question.LONGEST} kata."
    return None


def _overruled(_lines: tuple[Line, ...]) -> Iterator[Slip]:
    """Find words of one list that another list keeps from ever being looked at."""
    for file, words, other, stronger in (
        ("weak.txt", lists.weak(), "fillers.txt", lists.fillers()),
        ("properties.txt", lists.properties(), "fillers.txt", lists.fillers()),
        ("properties.txt", lists.properties(), "weak.txt", lists.weak()),
    ):
        for phrase in sorted(words & stronger):
            message = f"“{_text(phrase)}” juga ada di {other}, dan di sini tidak berguna."
            yield Slip(file, 0, message)


RULES: tuple[Callable[[tuple[Line, ...]], Iterator[Slip]], ...] = (
    _said_twice, _same_word, _in_circles, _never_asked, _overruled,
)  # fmt: skip


def _finds_nothing(lines: tuple[Line, ...], indexed: Collection[str]) -> Iterator[Slip]:
    """Find lines of which no meaning stands in any entry."""
    ways: dict[tuple[str, int], list[Phrase]] = defaultdict(list)
    for line in lines:
        ways[line.file, line.number] += [other for _typed, other in line.pairs]
    for (file, number), others in ways.items():
        if not any(all(stem(word) in indexed for word in other) for other in others):
            message = f"tidak satu entri pun memuat “{_text(others[0])}”."
            yield Slip(file, number, message)


def _text(phrase: Phrase) -> str:
    return " ".join(phrase)


__all__ = ["Slip", "WordsError", "check"]
