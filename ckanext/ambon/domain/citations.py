"""Which regulations of the city a text names: “Perda 2/2006”, “Perwali Nomor 16 Tahun 2021”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
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

# How each kind of regulation is written, small letters throughout.
KINDS: Mapping[str, tuple[str, ...]] = {
    "perda": ("perda", "peraturan daerah"),
    "perwali": ("perwali", "perwako", "peraturan wali kota", "peraturan walikota"),
    "kepwali": ("kepwali", "keputusan wali kota", "keputusan walikota"),
}

# “Kota Ambon” may stand before the number; “/2021” and “Tahun 2021” say the same. A rule of
# another place (“Peraturan Daerah Provinsi …”) has its name in between and is not found.
NAMED = (
    r"\b(?:{kind})(?: kota)?(?: ambon)?(?: nomor| no\.?)? "
    r"(?P<number>\d[\w.]*)(?:/| tahun )(?P<year>\d{{4}})\b"
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


def key(kind: str | None, number: str, year: int | str | None) -> str:
    """Return the one spelling of a number, with kind and year where they are known.

    >>> key("perda", "5.a", 2020), key(None, "042", "2014")
    ('perda-5a-2020', '42-2014')
    """
    plain = re.sub(r"[^0-9a-z]", "", number.lower()).lstrip("0")
    return "-".join(str(part) for part in (kind, plain, year) if part)


def _found(text: str) -> Iterator[tuple[int, Cited]]:
    for kind, names in KINDS.items():
        for hit in re.finditer(NAMED.format(kind="|".join(names)), text, re.IGNORECASE):
            yield hit.start(), Cited(kind, hit["number"], int(hit["year"]))
