"""Names as people write them, folded so that spellings meet; and what a search for one gives."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

# Words that say nothing about which office or place is meant.
FILLERS = frozenset({"dan", "kota", "ambon", "pemkot", "pemerintah", "the", "of"})
NEAR = 0.84


@dataclass(frozen=True)
class Candidate:
    """What a name may stand for, and why."""

    code: str
    name: str
    reason: str


@dataclass(frozen=True)
class Resolution:
    """The one code that a name stands for, or candidates, or neither; and why."""

    code: str | None
    candidates: tuple[Candidate, ...] = ()
    reason: str = ""


def words(text: str) -> tuple[str, ...]:
    """Return the telling words of a name: lower case, plain letters, without fillers.

    >>> words("Dinas Komunikasi, Informatika & Persandian Kota Ambon")
    ('dinas', 'komunikasi', 'informatika', 'persandian')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    found = re.findall(r"[a-z0-9]+", plain.replace(".", ""))
    return tuple(word for word in found if word not in FILLERS)


def key(text: str) -> str:
    """Return the folded form by which spellings are compared: words in order, joined."""
    return "".join(words(text))


def bag(text: str) -> str:
    """Return the folded form that forgets the order of words."""
    return "".join(sorted(words(text)))


def near(text: str, known: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the codes of `known` (code to spellings) that have a spelling near to `text`."""
    wanted = key(text)
    scores = {
        code: max((SequenceMatcher(None, wanted, key(s)).ratio() for s in spellings), default=0)
        for code, spellings in known.items()
    }
    good = [code for code, score in scores.items() if score >= NEAR]
    return sorted(good, key=lambda code: -scores[code])
