"""The glossary: what an English word is called here, and whether a translation keeps to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ckanext.ambon import paths
from ckanext.ambon.language import messages

FILE = paths.I18N / "glossary.yaml"
PAGE = messages.ROOT / "docs" / "glossary.md"
# What gettext, HTML or an address needs is no word of the sentence.
NO_WORDS = re.compile(
    r"%\(\w+\)[sdr]|%[sdri]|\{[^}]*\}|<[^>]*>|https?://\S+|\S+@\S+|\w+_\w+|'ckan[^']*'"
)


@dataclass(frozen=True)
class Term:
    """An English word, its Indonesian, and why that one."""

    part: str
    english: tuple[str, ...]
    indonesian: tuple[str, ...]
    never: tuple[str, ...]
    why: str
    free: tuple[str, ...]
    loose: bool

    def wrong(self, english: str, indonesian: str) -> str:
        """Return the word that `indonesian` uses against the glossary, or lacks; else nothing."""
        if english.startswith(self.free) or not _has(english, self.english):
            return ""
        used = [word for word in self.never if self._uses(indonesian, word)]
        if used:
            return used[0]
        kept = self.loose or any(word.lower() in indonesian.lower() for word in self.indonesian)
        return "" if kept else self.english[0]

    def _uses(self, text: str, word: str) -> bool:
        """Tell whether a word stands in a text; “anda” is wrong, “Anda” is right."""
        differs_in_case = word.lower() in (right.lower() for right in self.indonesian)
        return word in text.split() if differs_in_case else _has(text, (word,))


def terms() -> tuple[Term, ...]:
    """Return the glossary in the order of its file."""
    return tuple(
        Term(
            part=part["part"],
            english=tuple(row["en"]),
            indonesian=tuple(row["id"]),
            never=tuple(row.get("not", ())),
            why=row.get("why", ""),
            free=tuple(row.get("free", ())),
            loose=row.get("loose", False),
        )
        for part in _file()["parts"]
        for row in part["terms"]
    )


def faults(message: Any, rules: tuple[Term, ...]) -> Iterator[str]:
    """Return where a translation calls something by another name than the glossary."""
    english = " ".join(messages.forms(message.id))
    indonesian = " ".join(messages.forms(message.string))
    for rule in rules:
        word = rule.wrong(english, indonesian)
        if word and indonesian:
            yield f"daftar istilah: “{word}” ↔ “{rule.indonesian[0]}”, ditulis “{indonesian}”"


def page() -> str:
    """Return docs/glossary.md as the file of terms makes it."""
    lines = [HEADING.strip()]
    part = ""
    for term in terms():
        if term.part != part:
            part = term.part
            lines += ["", f"## {part}", "", *_table("English", "Indonesia", "mengapa")]
        lines.append(_row(", ".join(term.english), term.indonesian[0], _reason(term)))
    columns = ("word", "meaning", "source", "code")
    lines += ["", CITY.strip(), "", *_table("word", "meaning", "source", "in the code")]
    lines += [_row(*(row[column] for column in columns)) for row in _file()["city"]]
    return "\n".join(lines) + "\n"


def write_page(file: Path = PAGE) -> None:
    """Write docs/glossary.md anew."""
    file.write_text(page())


def _file() -> dict[str, Any]:
    return yaml.safe_load(FILE.read_text())


def _table(*heads: str) -> list[str]:
    return [_row(*heads), "|" + "---|" * len(heads)]


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _reason(term: Term) -> str:
    never = f"Bukan: {', '.join(term.never)}." if term.never else ""
    return " ".join(text for text in (term.why, never) if text)


def _has(text: str, words: tuple[str, ...]) -> bool:
    bare = NO_WORDS.sub(" ", text)
    return any(re.search(rf"\b{re.escape(word)}\b", bare, re.IGNORECASE) for word in words)


HEADING = """
# Daftar istilah

Bagaimana portal menyebut sesuatu dalam bahasa Indonesia. Dibuat dari `i18n/glossary.yaml` oleh
`make i18n`; pengujian memastikan keduanya sama, dan bahwa terjemahan memakai kata-kata ini.

* Sapaan: *Anda*, selalu dengan huruf besar. Kalimat perintah tanpa sapaan: “Pilih lisensinya”.
* Ejaan: EYD V. “Surel”, “kata sandi”, “unduh”; *di* sebagai kata depan ditulis terpisah.
* Huruf besar hanya pada awal kalimat dan nama: “Tambah dataset”, bukan “Tambah Dataset”.
* Pesan mengatakan apa yang terjadi, pada apa, dan apa yang perlu dilakukan. Tanpa “tidak valid”.
* Tanda kutip “…”; bilangan 1.234,5; tanggal 24 November 2026; jam 14.30 WIT.
"""

CITY = """
## Kata hukum dan kota

In the code Indonesian names only what law or the city names; English everything else.
"""
