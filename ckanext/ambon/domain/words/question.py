"""A question taken apart: what it is about, where, when, whose, and what says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ckanext.ambon.domain import citations, names
from ckanext.ambon.domain.words import known, lists
from ckanext.ambon.domain.words.lists import Phrase

LONGEST = 7
MOST_WORDS = 30
YEAR = re.compile(r"(?:19|20)\d\d")
QUOTED = re.compile(r"[\"“”]([^\"“”]+)[\"“”]")

# “Perda No. 5.a/2020”, “perwali nomor 16 tahun 2021”, “SK 042/2014”; the kind may be missing
# where number and year stand as “5/2013”.
KINDS = {
    **{written: kind for kind, known in citations.KINDS.items() for written in known},
    "sk": "kepwali", "sk wali kota": "kepwali", "sk walikota": "kepwali",
    "se": "se", "surat edaran": "se",
}  # fmt: skip
_KIND = "|".join(sorted(KINDS, key=len, reverse=True))
NUMBER = r"(?P<number>\d{1,4}(?:[./]?[a-z])?)"
REGULATION = re.compile(
    rf"\b(?P<kind>{_KIND})\s+(?:kota\s+ambon\s+)?(?:no(?:mor)?\b\.?\s*)?{NUMBER}\b"
    rf"(?:\s*(?:/|\s|tahun|thn|th\.?)+\s*(?P<year>(?:19|20)\d\d))?",
    re.IGNORECASE,
)
BARE = re.compile(
    rf"\b(?:no(?:mor)?\.?\s*)?{NUMBER}\s*(?:/|tahun)\s*(?P<year>(?:19|20)\d\d)\b", re.I
)

# Words that tell which type of entry is wanted.
HINTS = {
    "peraturan": {"perda", "perwali", "kepwali", "peraturan", "aturan", "regulasi", "keputusan",
                  "sk", "edaran", "hukum", "regulation", "bylaw", "decree", "larangan"},
    "layanan": {"cara", "urus", "mengurus", "syarat", "persyaratan", "izin", "perizinan", "bikin",
                "membuat", "buat", "layanan", "pelayanan", "prosedur", "lapor", "minta", "permit",
                "perpanjang", "permohonan", "daftar"},
    "dataset": {"data", "dataset", "jumlah", "statistik", "angka", "berapa", "tabel", "persentase",
                "tingkat", "statistics", "rate", "number", "harga"},
}  # fmt: skip


@dataclass(frozen=True)
class Concept:
    """One thing that is asked for: `words` as typed, `others` that mean the same, what is `near`.

    `kind` is `subject`, `place`, `office`, `year` or `weak`; a place or an office has its codes.
    """

    kind: str
    words: Phrase
    others: tuple[Phrase, ...] = ()
    near: tuple[Phrase, ...] = ()
    codes: frozenset[str] = frozenset()
    quoted: bool = False


@dataclass(frozen=True)
class Regulation:
    """A regulation named by number; `kind` and `year` where they were said."""

    number: str
    kind: str | None
    year: str | None


@dataclass(frozen=True)
class Question:
    """A question, understood as far as words go.

    `hints` are the types of entries that are wanted, `kinds` those of regulations.
    """

    concepts: tuple[Concept, ...] = ()
    regulations: tuple[Regulation, ...] = ()
    hints: frozenset[str] = field(default_factory=frozenset)
    kinds: frozenset[str] = field(default_factory=frozenset)

    @property
    def strong(self) -> tuple[Concept, ...]:
        """What an entry must have: all but weak words and years, or these if there is no more."""
        chosen = [one for one in self.concepts if one.kind not in ("weak", "year")]
        years = [one for one in self.concepts if one.kind == "year"]
        return tuple(chosen or years or self.concepts)


def understand(text: str) -> Question:
    """Take a question apart. Any text will do; an empty one gives an empty question."""
    folded = " ".join(text.casefold().split())
    rest, regulations = _regulations(folded)
    quoted = [names.words(part) for part in QUOTED.findall(rest)]
    words = names.words(QUOTED.sub(" ", rest))[:MOST_WORDS]
    concepts = [Concept("subject", phrase, quoted=True) for phrase in quoted if phrase]
    concepts += list(_concepts(words))
    said = names.words(folded)
    return Question(tuple(dict.fromkeys(concepts)), tuple(regulations), _hints(said), _kinds(said))


def corrected(question: Question, slips: dict[str, str]) -> Question:
    """Return the question with other words in place of those that were slips."""
    fixed: list[Concept] = []
    for concept in question.concepts:
        words = tuple(slips.get(word, word) for word in concept.words)
        fixed += [concept] if words == concept.words else _concepts(words)
    return replace(question, concepts=tuple(dict.fromkeys(fixed)))


def _regulations(text: str) -> tuple[str, list[Regulation]]:
    """Return the text without the regulations it names by number, and these."""
    found = []
    for pattern in (REGULATION, BARE):
        for match in pattern.finditer(text):
            parts = match.groupdict()
            number = re.sub(r"[./]", "", parts["number"])
            kind = KINDS.get(" ".join((parts.get("kind") or "").split()))
            found.append(Regulation(number, kind, parts.get("year")))
        text = pattern.sub(" ", text)
    return text, found


def _concepts(words: Phrase) -> Iterator[Concept]:
    """Yield what stands in the words, taking the longest known phrase at each place."""
    at = 0
    while at < len(words):
        taken, concept = _at(words, at)
        if concept:
            yield concept
        at += taken


def _at(words: Phrase, at: int) -> tuple[int, Concept | None]:
    for size in range(min(LONGEST, len(words) - at), 0, -1):
        phrase = words[at : at + size]
        if phrase in lists.fillers():
            return size, None
        if concept := _known(phrase):
            return size, concept
    return 1, Concept("subject", words[at : at + 1])


def _known(phrase: Phrase) -> Concept | None:
    """Return what a phrase is known as, or nothing."""
    if len(phrase) == 1 and YEAR.fullmatch(phrase[0]):
        return Concept("year", phrase)
    if codes := known.places().get(phrase):
        spelt = dict.fromkeys(name for code in sorted(codes) for name in known.spellings(code))
        return Concept("place", phrase, tuple(spelt), codes=codes)
    others = known.others(phrase)
    if codes := known.offices().get(phrase):
        return Concept("office", phrase, others.same, others.near, codes)
    if phrase in lists.weak():
        return Concept("weak", phrase, others.same, others.near)
    return Concept("subject", phrase, others.same, others.near) if others != known.NONE else None


def _hints(words: Phrase) -> frozenset[str]:
    return frozenset(kind for kind, said in HINTS.items() if said & set(words))


def _kinds(words: Phrase) -> frozenset[str]:
    """Return the kinds of regulations that are named, by the longest of their names."""
    padded = f" {' '.join(words)} "
    found = [kind for written, kind in KINDS.items() if f" {written} " in padded]
    return frozenset(found)
