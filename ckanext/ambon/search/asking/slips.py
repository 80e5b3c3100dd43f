"""What was meant by a word that the index does not know: the nearest of those it knows."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA, Indel

from ckanext.ambon.domain.words import dictionary, known, lists
from ckanext.ambon.domain.words.lists import Phrase
from ckanext.ambon.search.asking import terms

# Seconds after which the words of the index are read anew.
FRESH_FOR = 60.0
# Shorter words are mostly abbreviations: another letter is another word.
SHORTEST = 4
# From this length on a word may have two slips.
LONG = 8
# Former spellings and letters that sound alike: tarip, propinsi, aktifitas, ijin, sholat.
SOUNDS = (
    ("oe", "u"), ("tj", "c"), ("dj", "j"), ("sj", "sy"), ("kh", "h"), ("sh", "s"), ("v", "f"),
    ("p", "f"), ("z", "s"), ("j", "s"), ("y", "i"), ("q", "k"), ("x", "ks"), ("b", "f"), ("d", "t"),
)  # fmt: skip


@dataclass
class Vocabulary:
    """The words of the index with the number of entries that have them, as of a moment."""

    words: Mapping[str, int] = field(default_factory=dict)
    read_at: float = float("-inf")


_vocabulary = Vocabulary()


def meant(word: str) -> str | None:
    """Return the known word that is nearest to one with a slip, or nothing."""
    if len(word) < SHORTEST or word.isdigit() or dictionary.is_root(word):
        return None
    words = _words()
    if word in words:
        return None
    # What could be a form of another word is a slip only if next to nothing is wrong.
    most = 2 if len(word) >= LONG and not dictionary.is_form(word) else 1
    near = process.extract(word, words.keys(), scorer=OSA.distance, score_cutoff=most, limit=20)
    good = [(_far(word, one), -words[one], one) for one, _distance, _at in near if _fits(word, one)]
    return min(good)[2] if good else None


def _far(word: str, other: str) -> float:
    """Return how far two words are apart: a letter left out is likelier than one exchanged."""
    alike = _sounds(word) == _sounds(other)
    return (0.5 if alike else OSA.distance(word, other)) + Indel.distance(word, other) / 4


def _sounds(word: str) -> str:
    """Return a word as it sounds: letters that Indonesians write one for the other made one."""
    for written, sound in SOUNDS:
        word = word.replace(written, sound)
    return re.sub(r"(.)\1+", r"\1", word)


def _fits(word: str, other: str) -> bool:
    """Tell whether a slip is likely: it seldom hits the first letter, or one of four."""
    if other == word or other.isdigit() or len(other) < SHORTEST:
        return False
    same_start = other[0] == word[0]
    if len(word) == SHORTEST:
        return same_start and len(other) != len(word)
    return same_start or other[:2] == word[1::-1]


def _words() -> Mapping[str, int]:
    """Return the words of the index, and those of the lists: they too lead somewhere."""
    if time.monotonic() - _vocabulary.read_at > FRESH_FOR:
        _vocabulary.words = {**_of_lists(), **terms.of("ambon_exact")}
        _vocabulary.read_at = time.monotonic()
    return _vocabulary.words


def _of_lists() -> dict[str, int]:
    typed = (phrase for line in lists.synonyms() for phrase in line.typed)
    phrases: list[Phrase] = [*typed, *known.offices(), *known.places()]
    return {word: 0 for phrase in phrases for word in phrase}
