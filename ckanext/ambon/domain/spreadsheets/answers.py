"""What an officer answered before, found again by where in a form the question stands.

A key is made of the form alone (titles without their years and months), never of what is in
the rows, so that next month's file of the same form finds the answers of this month.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from ckanext.ambon.domain.spreadsheets import dates, naming
from ckanext.ambon.domain.spreadsheets.model import Option, Question

# The way out that is no answer: the file itself is to be mended.
MEND = Option("mend", "Perbaiki berkas dan unggah lagi")

_MONTH = "|".join(sorted((n for names in dates.MONTHS for n in names), key=len, reverse=True))
_PERIODS = (
    (re.compile(rf"\b({_MONTH})\b", re.IGNORECASE), "bulan"),
    (re.compile(r"\b(19|20)\d\d\b"), "tahun"),
    (re.compile(r"\b(triwulan|tw|semester|caturwulan)\s*[ivx\d]+\b", re.IGNORECASE), "periode"),
)


@dataclass(frozen=True)
class Answers:
    """The answers to one file's questions; `place` says which table they are looked up for."""

    given: Mapping[str, str] = field(default_factory=dict)
    place: str = ""
    misfits: list[str] = field(default_factory=list, compare=False)

    def at(self, place: str) -> Answers:
        """Return the answers as the table with this key sees them."""
        return replace(self, place=place)

    def trying(self, key: str, value: str) -> Answers:
        """Return the answers with one more, to see what it would do."""
        return Answers({**self.given, key: value}, self.place)

    def settle(self, question: Question) -> Question:
        """Return the question with its answer, if one was given and is one of its options."""
        given = self.given.get(question.key)
        if given is None or given == MEND.value:
            return question
        if given not in {option.value for option in question.options}:
            self.misfits.append(question.key)
            return question
        return replace(question, answer=given)

    def warnings(self, known: Mapping[str, Collection[str]]) -> list[str]:
        """Return what became of answers that no longer fit; `known` are tables and columns."""
        lost = [key for key in self.given if not _has_place(key, known)]
        titles = dict.fromkeys(key.split(":")[1] for key in (*self.misfits, *lost) if ":" in key)
        return [
            f"Jawaban sebelumnya (“{title}”) tidak cocok lagi dengan berkas ini dan tidak dipakai."
            for title in titles
        ]

    def ask(
        self,
        topic: str,
        cells: Iterable[str],
        why: str,
        options: Iterable[Option],
    ) -> Question:
        """Return a question about the table as a whole, answered if it was before."""
        key = f"{self.place}:{topic}"
        return self.settle(Question(key, None, tuple(cells)[:12], why, tuple(options)))


def _has_place(key: str, known: Mapping[str, Collection[str]]) -> bool:
    table, *rest = key.split(":")
    return table in known and (len(rest) < 2 or rest[0] in known[table])


def form(title: str) -> str:
    """Return a title as it stands in every month's and every year's file of the form."""
    for pattern, word in _PERIODS:
        title = pattern.sub(word, title)
    return title


def keys(titles: Iterable[str]) -> list[str]:
    """Return the key of each column, by the titles of the form."""
    return naming.names(form(title) for title in titles)


def fingerprint(titles: Iterable[str]) -> str:
    """Return a short mark that is equal for equal titles of a form."""
    text = "\x1f".join(form(title).lower() for title in titles)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
