"""Names of columns: stable slugs of their titles, unique in a table, as PostgreSQL allows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

BYTES = 63
_SIGNS = {"%": " persen ", "&": " dan ", "²": "2", "³": "3", "+": " plus "}


def slug(title: str) -> str:
    """Return a title as a name: lower case letters, digits and underscores.

    >>> slug("JUMLAH PENDUDUK (JIWA) – L")
    'jumlah_penduduk_jiwa_l'
    """
    for sign, word in _SIGNS.items():
        title = title.replace(sign, word)
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:BYTES].rstrip("_") or "kolom"
    return name if not name[0].isdecimal() else f"n_{name}"[:BYTES]


def names(titles: Iterable[str]) -> list[str]:
    """Return a name for every title, no two alike."""
    taken: set[str] = set()
    found = []
    for title in titles:
        name, number = slug(title), 2
        base = name
        while name in taken:
            name = f"{base[: BYTES - len(str(number)) - 1]}_{number}"
            number += 1
        taken.add(name)
        found.append(name)
    return found
