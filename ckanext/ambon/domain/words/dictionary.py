"""The root words of Indonesian: a word that is right is no slip, though no entry has it."""

from __future__ import annotations

from functools import cache
from typing import Any

from Sastrawi.Stemmer.StemmerFactory import StemmerFactory


def is_root(word: str) -> bool:
    """Tell whether a word is a root of Indonesian.

    >>> is_root("bioskop"), is_root("rabis")
    (True, False)
    """
    return word in _roots()


@cache
def is_form(word: str) -> bool:
    """Tell whether a word could be a form of a root; some slips could, too.

    >>> is_form("perceraian"), is_form("kebakran")
    (True, False)
    """
    return _stemmer().stem(word) in _roots()


@cache
def _roots() -> frozenset[str]:
    return frozenset(StemmerFactory().get_words())


@cache
def _stemmer() -> Any:
    """Return a stemmer that looks into a dictionary: it knows words, not only endings."""
    return StemmerFactory().create_stemmer()
