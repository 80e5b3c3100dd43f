"""The forms of an Indonesian word folded together, as the index does it.

Both follow Tala (2003); `stems.txt` has the words for which its rules fail.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from ckanext.ambon import paths
from ckanext.ambon.domain.words import tala

FILE = paths.SCHEMAS / "words" / "stems.txt"


@cache
def overrides() -> Mapping[str, str]:
    """Return the words whose stem is set by hand. Raises `ValueError` naming a wrong line."""
    found: dict[str, str] = {}
    for number, line in enumerate(FILE.read_text(encoding="utf-8").splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        word, tab, stem = line.partition("\t")
        if not tab or not stem or word in found:
            message = (
                f"{FILE.name}, baris {number}: “{line}” bukan kata, tab, akar; atau sudah ada."
            )
            raise ValueError(message)
        found[word] = stem
    return found


@cache
def stem(word: str) -> str:
    """Return the stem of a folded word.

    >>> stem("kependudukan"), stem("anggaran"), stem("pengangguran")
    ('penduduk', 'anggar', 'nganggur')
    """
    return overrides().get(word) or tala.stem(word)


def stemmed(words: Iterable[str]) -> tuple[str, ...]:
    """Return the stems of words, in their order."""
    return tuple(stem(word) for word in words)


def forget() -> None:
    """Read the overrides anew when next they are asked for."""
    overrides.cache_clear()
    stem.cache_clear()
