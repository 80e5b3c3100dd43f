"""The word lists of schemas/words/: synonyms, words that weigh little, words that say nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ckanext.ambon import paths
from ckanext.ambon.domain import names

FOLDER = paths.SCHEMAS / "words"
SYNONYMS = ("synonyms.txt", "english.txt", "regional.txt")

Phrase = tuple[str, ...]


class WordsError(ValueError):
    """A line of a word list is wrong; the message says which and why."""

    def __init__(self, file: str, line: int, message: str) -> None:
        super().__init__(f"{file}, baris {line}: {message}")


@dataclass(frozen=True)
class Line:
    """One line: who types one of `typed` is shown what the others mean too.

    `both` tells that `typed` are the same among themselves; else `shown` is looked for besides.
    """

    file: str
    number: int
    typed: tuple[Phrase, ...]
    shown: tuple[Phrase, ...]

    @property
    def pairs(self) -> Iterator[tuple[Phrase, Phrase]]:
        """Yield each phrase with one that is looked for besides."""
        for one in self.typed:
            for other in self.shown or self.typed:
                if other != one:
                    yield one, other


@cache
def synonyms() -> tuple[Line, ...]:
    """Return every line of the lists of synonyms. Raises `WordsError` at the first wrong one."""
    return tuple(line for file in SYNONYMS for line in _lines(FOLDER / file))


@cache
def weak() -> frozenset[Phrase]:
    """Return the words that order results and exclude none."""
    return _phrases("weak.txt")


@cache
def fillers() -> frozenset[Phrase]:
    """Return the words of a question that say nothing of what is asked for."""
    return _phrases("fillers.txt")


@cache
def properties() -> frozenset[Phrase]:
    """Return the words that ask for a property of something, and are no subject alone."""
    return _phrases("properties.txt")


def forget() -> None:
    """Read the lists anew when next they are asked for."""
    for read in (synonyms, weak, fillers, properties):
        read.cache_clear()


def _lines(file: Path) -> Iterator[Line]:
    for number, text in _rows(file):
        typed, arrow, shown = text.partition(">")
        parts = [_split(file, number, side) for side in ([typed, shown] if arrow else [typed])]
        if len(parts) == 1 and len(parts[0]) == 1:
            raise WordsError(file.name, number, "satu kata saja; tulis padanannya.")
        yield Line(file.name, number, parts[0], parts[1] if arrow else ())


def _split(file: Path, number: int, text: str) -> tuple[Phrase, ...]:
    phrases = tuple(names.words(part) for part in text.split(","))
    if not all(phrases):
        raise WordsError(file.name, number, "ada bagian yang kosong di antara tanda koma.")
    return phrases


def _phrases(file: str) -> frozenset[Phrase]:
    return frozenset(names.words(text) or (text,) for _number, text in _rows(FOLDER / file))


def _rows(file: Path) -> Iterator[tuple[int, str]]:
    """Yield the number and the text of each line that says something."""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if text := line.partition("#")[0].strip():
            yield number, text
