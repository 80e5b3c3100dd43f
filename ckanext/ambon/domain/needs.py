"""What residents come for (“buka usaha”), and which services answer it.

The needs and their words stand in schemas/vocabularies/needs.yaml; a service answers a
need by the words of its own title, so that no list of services has to be kept.
"""

from __future__ import annotations

import re
from functools import cache

from ckanext.ambon.domain import vocabularies


def needs_of(title: str) -> tuple[str, ...]:
    """Return the codes of the needs that a service of this title answers, in the file's order."""
    return tuple(code for code, words in _needs() if words.search(title))


@cache
def _needs() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (need.value, _any_of(need.data.get("words") or []))
        for need in vocabularies.vocabulary("needs")
    )


def _any_of(words: list[str]) -> re.Pattern[str]:
    """Return what finds any of the words whole; without words it finds nothing."""
    if not words:
        return re.compile(r"(?!)")
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
