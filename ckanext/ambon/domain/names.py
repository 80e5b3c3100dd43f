"""Names as people write them, folded so that spellings meet; and what a search for one gives."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

# From here on two spellings count as near: one slip in a word of seven letters.
NEAR = 0.84


@dataclass(frozen=True)
class Candidate:
    """What a name may stand for, and why."""

    code: str
    name: str
    reason: str


@dataclass(frozen=True)
class Resolution:
    """The one code that a name stands for, or candidates, or neither; and why.

    `is_shared` where the candidates bear this very name, and none is only like it.
    """

    code: str | None
    candidates: tuple[Candidate, ...] = ()
    reason: str = ""
    is_shared: bool = False


def words(text: str) -> tuple[str, ...]:
    """Return the words of a name: lower case, plain letters, without “dan” and “&”.

    >>> words("Dinas Komunikasi, Informatika & Persandian")
    ('dinas', 'komunikasi', 'informatika', 'persandian')
    >>> words("T.A. Baguala")
    ('ta', 'baguala')
    """
    parts = unicodedata.normalize("NFKD", text).lower()
    plain = "".join(sign for sign in parts if not unicodedata.combining(sign))
    initials = re.sub(r"\b([a-z])\.(?=[a-z]\b)", r"\1", plain)
    return tuple(word for word in re.findall(r"[a-z0-9]+", initials) if word != "dan")


def key(found: Iterable[str]) -> str:
    """Return the folded form by which spellings are compared: words in order, joined."""
    return "".join(found)


def bag(found: Iterable[str]) -> str:
    """Return the folded form that forgets the order of words."""
    return "".join(sorted(found))


def holds(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    """Tell whether `shorter` stands in `longer`, word for word and in one piece."""
    size = len(shorter)
    starts = range(len(longer) - size + 1)
    return bool(shorter) and any(longer[at : at + size] == shorter for at in starts)


def near(wanted: str, known: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the codes of `known` (code to folded spellings) near to `wanted`, nearest first."""
    scores = {
        code: max((SequenceMatcher(None, wanted, one).ratio() for one in folded), default=0)
        for code, folded in known.items()
    }
    good = [code for code, score in scores.items() if score >= NEAR]
    return sorted(good, key=lambda code: -scores[code])
