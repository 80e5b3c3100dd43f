"""What of a column of numbers the file leaves open: asked, and read as the answer says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ckanext.ambon.domain.spreadsheets import formats, separators, units
from ckanext.ambon.domain.spreadsheets.amounts import Amounts, is_broken_thousand
from ckanext.ambon.domain.spreadsheets.answers import MEND
from ckanext.ambon.domain.spreadsheets.column import (
    Content,
    Decision,
    Entry,
    Surroundings,
    ask,
    precise,
)
from ckanext.ambon.domain.spreadsheets.figures import Figure
from ckanext.ambon.domain.spreadsheets.model import Option, Warning

_ALL = Decimal("Infinity")
_MOST, _DEGREES = 10, 180


def _says_negative(label: str) -> bool:
    """Tell a title as “Lebih/(Kurang)”: what is in brackets is the negative."""
    return re.search(r"/\s*\(\s*[a-z]", label) is not None


@dataclass(frozen=True)
class Doubts:
    """The numbers of a column, and the decision to which questions are added."""

    content: Content
    around: Surroundings
    natives: Sequence[Entry]
    written: Mapping[str, Figure]
    decision: Decision

    def settle(self, amounts: Amounts, foreign: Sequence[Entry]) -> None:
        """Ask what is open, and set how the numbers are read by what was answered."""
        self._ask_percent(amounts)
        self._ask_foreign(foreign)
        self._ask_marks()
        self._ask_brackets(amounts)

    def _put(
        self, topic: str, entries: Sequence[Entry], why: str, options: Sequence[Option]
    ) -> str | None:
        question = ask(self.content, self.around, topic, entries, why, options)
        return self.decision.put(question)

    def _entries(self, addresses: Sequence[str]) -> list[Entry]:
        wanted = set(addresses)
        return [entry for entry in self.content.entries if entry.address in wanted]

    def _ask_percent(self, amounts: Amounts) -> None:
        """Ask where some or all shares may have been stored as fractions of one."""
        if self.decision.type != "percent":
            return
        self._ask_doubled_percent()
        limit, doubted = self._shares(amounts)
        if not doubted:
            return
        why = "Sel ini tidak berformat persen; 0,125 dapat berarti 0,125 % atau 12,5 %."
        options = (
            Option("as-is", "Sudah dalam persen, jangan diubah"),
            Option("fraction", "Belum dalam persen, kalikan 100"),
        )
        if self._put("percent", doubted, why, options) == "fraction":
            amounts.shares_to = limit

    def _ask_doubled_percent(self) -> None:
        """Ask where the format made 8500 % of what was typed as 85."""
        marked = [e for e in self.natives if e.cell and formats.is_percent(e.cell.format)]
        large = [e for e in marked if e.cell and abs(precise(e.cell.value)) > _MOST]
        if large:
            why = "Sel ini berformat persen, sehingga 85 tampil sebagai 8500%."
            options = (Option("as-is", "Memang sebesar itu"), MEND)
            self._put("percent-format", large, why, options)

    def ask_degrees(self, amounts: Amounts) -> None:
        """Ask where degrees of latitude or longitude lost their decimal sign."""
        if not separators.is_place(self.content.label):
            return
        far = [e for e in self.content.entries if abs(amounts.of(e.cell) or 0) > _DEGREES]
        if far:
            why = "Derajat tidak sampai ribuan; tanda desimalnya tampaknya hilang."
            options = (Option("as-is", "Bukan derajat"), MEND)
            self._put("degrees", far, why, options)

    def _shares(self, amounts: Amounts) -> tuple[Decimal, list[Entry]]:
        """Return the cells that may be parts of one, and up to which number they are."""
        bare = [(e, v) for e, v in self._bare(amounts) if v]
        small = [e for e, v in bare if abs(v) <= 1]
        marked = any(formats.is_percent(e.cell.format) for e in self.natives if e.cell) or any(
            figure.is_percent for figure in self.written.values()
        )
        if marked and units.of_title(self.content.parts) != "%":
            return _ALL, [entry for entry, _value in bare]
        if marked:
            return Decimal(1), small
        is_open = len(small) == len(bare) and any(value % 1 for _entry, value in bare)
        return Decimal(1), small if is_open else []

    def _bare(self, amounts: Amounts) -> list[tuple[Entry, Decimal]]:
        """Return the numbers that are not marked as per cent themselves."""
        natives = [
            (e, precise(e.cell.value))
            for e in self.natives
            if e.cell and not formats.is_percent(e.cell.format)
        ]
        bare = [name for name, figure in self.written.items() if not figure.is_percent]
        texts = [(e, value) for e in self._entries(bare) if (value := amounts.of(e.cell))]
        return natives + texts

    def _ask_foreign(self, foreign: Sequence[Entry]) -> None:
        if not foreign:
            return
        why = "Sel ini bukan angka, sedangkan sel lain di kolom ini angka."
        options = (
            Option("empty", "Anggap tidak ada data"),
            Option("text", "Jadikan seluruh kolom teks"),
            MEND,
        )
        self.decision.as_text = self._put("not-a-number", foreign, why, options) == "text"

    def _ask_marks(self) -> None:
        """A sign behind a number is a footnote where a note explains it; else it is asked."""
        marked = {name: f.mark for name, f in self.written.items() if f.mark}
        unknown = [name for name, mark in marked.items() if not self._is_explained(mark)]
        self.decision.warnings += [
            Warning(name, f"tanda catatan {mark} dilepas dari angkanya")
            for name, mark in marked.items()
        ]
        if unknown:
            why = "Di belakang angka ada tanda yang tidak dijelaskan dalam berkas."
            options = (Option("drop", "Abaikan tandanya"), MEND)
            self._put("marks", self._entries(unknown), why, options)

    def _is_explained(self, mark: str) -> bool:
        return mark.rstrip(")") in self.around.explained

    def _ask_brackets(self, amounts: Amounts) -> None:
        """Brackets make an amount of money negative; elsewhere the file does not say."""
        doubted = [name for name, figure in self.written.items() if figure.in_brackets]
        if not doubted or self.decision.type == "currency" or _says_negative(self.content.label):
            return
        why = "Angka ini ditulis dalam kurung: bilangan negatif, atau keterangan lain?"
        options = (Option("negative", "Bilangan negatif"), Option("positive", "Bilangan biasa"))
        answer = self._put("brackets", self._entries(doubted), why, options)
        amounts.brackets_are_plain = answer == "positive"

    def ask_counts(self, amounts: Amounts) -> None:
        """Ask where counted things have fractions: Excel took a thousand dot for a point."""
        broken = [e for e in self.natives if e.cell and is_broken_thousand(e.cell)]
        if not broken or not units.is_counted(self.content.parts):
            return
        why = (
            "Yang dihitung di kolom ini utuh, tetapi ada pecahan: "
            "titik ribuan mungkin terbaca sebagai koma desimal."
        )
        options = (
            Option("thousands", "Titik itu pemisah ribuan"),
            Option("as-is", "Memang pecahan"),
        )
        amounts.broken_thousands = self._put("thousands", broken, why, options) == "thousands"
