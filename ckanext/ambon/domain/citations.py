"""Which regulations of the city a text names: “Perda 2/2006”, “Perwali Nomor 16 Tahun 2021”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# The fields of a dataset in which an office names the rule that its data rest on.
FIELDS = (
    "title",
    "notes",
    "source",
    "concept",
    "definition",
    "classification",
    "method",
    "limitations",
)

KINDS = {
    "perda": r"Perda|Peraturan Daerah",
    "perwali": r"Perwali|Perwako|Peraturan Wali ?[Kk]ota",
    "kepwali": r"Kepwali|Keputusan Wali ?[Kk]ota",
}

# “Kota Ambon” may stand before the number; “/2021” and “Tahun 2021” say the same. A rule of
# another place (“Peraturan Daerah Provinsi …”) has its name in between and is not found.
NAMED = (
    r"\b(?:{kind})(?: Kota)?(?: Ambon)?(?: Nomor| No\.?)? "
    r"(?P<number>\d[\w.]*)(?:/| [Tt]ahun )(?P<year>\d{{4}})\b"
)


@dataclass(frozen=True)
class Cited:
    """A regulation as a text names it."""

    kind: str
    number: str
    year: int

    @property
    def key(self) -> str:
        """Return what finds it: “perwali-16-2021”."""
        return key(self.kind, self.number, self.year)


def regulations(text: str) -> tuple[Cited, ...]:
    """Return the regulations of the city that `text` names, each once, in its order."""
    found = sorted(_found(text), key=lambda pair: pair[0])
    return tuple(dict.fromkeys(cited for _place, cited in found))


def key(kind: str, number: str, year: int) -> str:
    """Return the key of a regulation; whatever its letters and leading noughts."""
    return f"{kind}-{number.lower().lstrip('0')}-{year}"


def _found(text: str) -> Iterator[tuple[int, Cited]]:
    for kind, names in KINDS.items():
        for hit in re.finditer(NAMED.format(kind=names), text):
            yield hit.start(), Cited(kind, hit["number"], int(hit["year"]))
