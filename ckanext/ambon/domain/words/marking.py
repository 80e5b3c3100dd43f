"""The passage of a text that answers a question, and where in it the words stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ckanext.ambon.domain import names
from ckanext.ambon.domain.words.question import Question
from ckanext.ambon.domain.words.stems import stem

# As much as two lines of a result show.
LONGEST = 220
BEFORE = 60
KEPT_TEXT = 1_000
WORD = re.compile(r"\w+")

Mark = tuple[int, int]


@dataclass(frozen=True)
class Passage:
    """A piece of a text, and from where to where in it a word of the question stands."""

    text: str
    marks: tuple[Mark, ...]


def wanted(question: Question) -> frozenset[str]:
    """Return the stems of all words by which an entry may have been found."""
    phrases = [phrase for one in question.strong for phrase in (one.words, *one.others, *one.near)]
    return frozenset(stem(word) for phrase in phrases for word in phrase)


def passage(text: str, stems: frozenset[str]) -> Passage | None:
    """Return the piece around the first word that is wanted, or nothing.

    >>> passage("Jumlah kendaraan pengangkut sampah", frozenset({"sampah"})).marks
    ((28, 34),)
    """
    places = _places(text) if len(text) <= KEPT_TEXT else _read(text)
    found = sorted({place for one in stems for place in places.get(one, ())})
    if not found:
        return None
    start = _start(text, found[0][0])
    end = min(len(text), start + LONGEST)
    before, after = "…" if start else "", "…" if end < len(text) else ""
    inside = [(a, b) for a, b in found if start <= a and b <= end]
    shift = len(before) - start
    marks = tuple((a + shift, b + shift) for a, b in inside)
    return Passage(f"{before}{text[start:end]}{after}", marks)


def best(texts: Iterable[str], stems: frozenset[str]) -> Passage | None:
    """Return the passage with the most different words of the question."""
    found = [one for text in texts if (one := passage(text, stems))]
    return max(found, key=_different, default=None)


def _different(one: Passage) -> int:
    return len({one.text[start:end].lower() for start, end in one.marks})


# The texts that answer one question answer the next; tables' rows are too long to be kept.
@lru_cache(maxsize=4_000)
def _places(text: str) -> Mapping[str, list[Mark]]:
    return _read(text)


def _read(text: str) -> Mapping[str, list[Mark]]:
    """Return from where to where each stem stands in a text."""
    places: dict[str, list[Mark]] = {}
    for match in WORD.finditer(text):
        for one in _stems(match[0]):
            places.setdefault(one, []).append(match.span())
    return places


# The words of the catalogue are few, and each stands in many texts.
@lru_cache(maxsize=50_000)
def _stems(word: str) -> tuple[str, ...]:
    return tuple(stem(part) for part in names.words(word))


def _start(text: str, at: int) -> int:
    """Return the beginning of a word a little before the place."""
    if at <= BEFORE:
        return 0
    return text.rfind(" ", 0, at - BEFORE) + 1
