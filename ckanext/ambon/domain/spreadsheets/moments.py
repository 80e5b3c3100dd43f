"""Years and dates: the day stands before the month, and a contradiction is asked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ckanext.ambon.domain.spreadsheets import dates, formats
from ckanext.ambon.domain.spreadsheets.answers import MEND
from ckanext.ambon.domain.spreadsheets.column import (
    Content,
    Decision,
    Entry,
    Surroundings,
    ask,
    split,
    text_of,
)
from ckanext.ambon.domain.spreadsheets.grid import fold
from ckanext.ambon.domain.spreadsheets.model import Cell, Option, Warning

_YEAR_TITLE = re.compile(r"\b(tahun|thn|th|year)\b|^(periode|t\.? ?a\.?|angkatan)$")
_SWAPPED = (
    "Sebagian tanggal berupa teks dan semuanya berhari lebih dari 12, sedangkan yang berupa "
    "tanggal Excel berhari 12 atau kurang: Excel tampaknya menukar hari dan bulan."
)
_NO_YEAR = re.compile(
    r"\d{4}|^(jumlah|lama|umur|usia|rata|masa|jangka|harapan|total|angka)|\((tahun|thn|th)\)|"
    r"/ ?tahun|per tahun"
)
_DATE_TITLE = re.compile(r"\b(tanggal|tgl|date|tmt|hari)\b")
_YEAR = re.compile(r"((?:19|20)\d{2})(?:[.,]0+)?\s*(\*{1,3}\)?)?")


def decide_year(content: Content, around: Surroundings) -> Decision | None:
    """Return the column as years, None where it holds something else."""
    parts = split(content, around)
    if not parts.present:
        return None
    years = {entry.address: _year(entry.cell) for entry in parts.present}
    shown_as_year = all(e.cell and formats.is_year(e.cell.format) for e in parts.present)
    titled = _YEAR_TITLE.search(content.label) and not _NO_YEAR.search(content.label)
    if not (titled or shown_as_year) or any(year is None for year in years.values()):
        return None
    evidence = ["judul kolom menyebut tahun"]
    decision = Decision("year", _year, evidence=evidence, missing=parts.missing)
    decision.warnings += [
        Warning(entry.address, "tanda catatan dilepas dari tahunnya")
        for entry in parts.present
        if (text_of(entry.cell) or "").rstrip(")").endswith("*")
    ]
    return decision


def _year(cell: Cell | None) -> int | None:
    if cell is None:
        return None
    if cell.kind == "date" and isinstance(cell.value, date) and formats.is_year(cell.format):
        return cell.value.year
    found = _YEAR.fullmatch(text_of(cell) or "")
    return int(found[1]) if found and cell.kind in ("text", "number") else None


@dataclass
class _Calendar:
    """How the cells of one column become days; the fields follow answers."""

    month_first: bool = False
    swaps_native: bool = False
    is_old: bool = False

    def of(self, cell: Cell | None) -> date | datetime | None:
        """Return the day in a cell, None where there is none."""
        if cell is None or cell.kind not in ("date", "text"):
            return None
        if cell.kind == "date":
            found = cell.value if isinstance(cell.value, date) else None
            return _swapped(found) if found and self.swaps_native else found
        written = dates.parse(fold(str(cell.value)))
        return self._written(written) if written else None

    def _written(self, written: dates.Written) -> date | None:
        is_turned = self.month_first and written.order in ("mdy", "either")
        day = written.value(month_first=is_turned)
        if day and self.is_old and written.is_short and day.year >= 2000:
            return day.replace(year=day.year - 100)
        return day


def decide_date(content: Content, around: Surroundings) -> Decision | None:
    """Return the column as dates, None where it holds something else."""
    parts = split(content, around)
    native = [e for e in parts.present if e.cell and e.cell.kind == "date"]
    written = {e.address: _written(e) for e in parts.present if e.cell and e.cell.kind == "text"}
    found = {name: value for name, value in written.items() if value}
    if not _is_mostly_dates(len(native) + len(found), len(parts.present)):
        return _serials(content, parts.present, around) if not found and not native else None
    calendar = _Calendar()
    decision = Decision("date", calendar.of, missing=parts.missing)
    decision.evidence.append("sel berisi tanggal")
    if any(isinstance(e.cell.value, datetime) for e in native if e.cell):
        decision.type = "timestamp"
    doubts = _Doubts(content, around, parts.present, found, decision)
    doubts.ask_order(native, calendar)
    doubts.ask_impossible()
    doubts.ask_foreign()
    doubts.ask_century(calendar)
    return decision


def _is_mostly_dates(count: int, total: int) -> bool:
    return count > 0 and count * 2 > total


def _written(entry: Entry) -> dates.Written | None:
    return dates.parse(fold(str(entry.cell.value))) if entry.cell else None


@dataclass(frozen=True)
class _Doubts:
    """The dates of a column as written, and the decision to which questions are added."""

    content: Content
    around: Surroundings
    present: Sequence[Entry]
    found: Mapping[str, dates.Written]
    decision: Decision

    def _put(
        self, topic: str, entries: Sequence[Entry], why: str, options: Sequence[Option]
    ) -> str | None:
        question = ask(self.content, self.around, topic, entries, why, options)
        return self.decision.put(question)

    def ask_order(self, native: list[Entry], calendar: _Calendar) -> None:
        """Ask where the file contradicts the day before the month."""
        orders = {written.order for written in self.found.values()}
        if "mdy" in orders:
            doubted = [e for e in self.present if self._order(e) in ("mdy", "either")]
            why = "Ada tanggal yang hanya mungkin bila bulan ditulis di depan (bulan/hari/tahun)."
        elif native and _were_swapped(self.found, native):
            doubted, why = native, _SWAPPED
        else:
            return
        options = (
            Option("dmy", "Hari di depan (hari/bulan/tahun)"),
            Option("mdy", "Bulan di depan (bulan/hari/tahun)"),
            MEND,
        )
        is_turned = self._put("date-order", doubted, why, options) == "mdy"
        calendar.month_first = is_turned and doubted is not native
        calendar.swaps_native = is_turned and doubted is native

    def _order(self, entry: Entry) -> str:
        written = self.found.get(entry.address)
        return written.order if written else ""

    def ask_impossible(self) -> None:
        """Ask for days that no calendar has."""
        bad = [
            entry
            for entry in self.present
            if (w := self.found.get(entry.address)) and w.order != "mdy" and w.value() is None
        ]
        if bad:
            why = "Tanggal ini tidak ada di kalender."
            self._put("impossible-date", bad, why, (Option("empty", "Kosongkan selnya"), MEND))

    def ask_foreign(self) -> None:
        """Ask for cells that are no dates."""
        foreign = [
            e
            for e in self.present
            if e.cell and e.cell.kind != "date" and e.address not in self.found
        ]
        if foreign:
            why = "Sel ini bukan tanggal, sedangkan sel lain di kolom ini tanggal."
            options = (
                Option("empty", "Kosongkan sel ini"),
                Option("text", "Jadikan seluruh kolom teks"),
                MEND,
            )
            self.decision.as_text = self._put("not-a-date", foreign, why, options) == "text"

    def ask_century(self, calendar: _Calendar) -> None:
        """Ask for births of two digits that both centuries fit."""
        if not re.search(r"lahir|birth", self.content.label):
            return
        short = [
            e
            for e in self.present
            if (w := self.found.get(e.address)) and w.is_short and w.year >= 2000
        ]
        if short:
            why = "Tahun lahir ditulis dua angka; abadnya tidak tertulis."
            options = (Option("2000", "Abad 2000-an"), Option("1900", "Abad 1900-an"))
            calendar.is_old = self._put("century", short, why, options) == "1900"


def _swapped(value: date) -> date:
    return value.replace(month=value.day, day=value.month) if value.day <= 12 else value


def _were_swapped(found: Mapping[str, dates.Written], native: list[Entry]) -> bool:
    """Tell whether only such days became dates as could also be months."""
    numeric = [written for written in found.values() if written.order in ("dmy", "mdy", "either")]
    days = [e.cell.value.day for e in native if e.cell and isinstance(e.cell.value, date)]
    return bool(numeric) and all(w.order == "dmy" for w in numeric) and all(d <= 12 for d in days)


def _serials(content: Content, present: list[Entry], around: Surroundings) -> Decision | None:
    """Ask for bare numbers under a title that says date: Excel's count of days, or not."""
    if not _DATE_TITLE.search(content.label) or not present:
        return None
    if all(_packed(entry.cell) for entry in present):
        return Decision("date", _packed, evidence=["tahun, bulan, dan hari ditulis berurutan"])
    days = [_serial(entry.cell) for entry in present]
    if None in days:
        return None
    decision = Decision("date", _serial, evidence=["judul kolom menyebut tanggal"])
    why = "Kolom tanggal ini berisi bilangan polos, mungkin nomor hari Excel yang hilang formatnya."
    options = (
        Option("serial", "Baca sebagai nomor hari Excel"),
        Option("text", "Jadikan teks"),
    )
    question = ask(content, around, "serial-date", present, why, options)
    decision.as_text = decision.put(question) == "text"
    return decision


def _packed(cell: Cell | None) -> date | None:
    """Return the day that is written in eight digits: 20240131."""
    text = text_of(cell) or ""
    found = re.fullmatch(r"((?:19|20)\d\d)(\d\d)(\d\d)", text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _serial(cell: Cell | None) -> date | datetime | None:
    """Return the day of a bare number that may be Excel's count of days."""
    value = cell.value if cell else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return formats.moment(value) if 20_000 <= value <= 60_000 else None
