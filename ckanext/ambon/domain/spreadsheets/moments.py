"""Years and dates: the day stands before the month, and a contradiction is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from ckanext.ambon.domain.spreadsheets import dates, formats
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
from ckanext.ambon.domain.spreadsheets.model import Cell, Option

_YEAR_TITLE = re.compile(r"\b(tahun|thn|th|year)\b")
_NO_YEAR = re.compile(
    r"\d{4}|^(jumlah|lama|umur|usia|rata|masa|jangka|harapan|total|angka)|\((tahun|thn|th)\)|"
    r"/ ?tahun|per tahun"
)
_DATE_TITLE = re.compile(r"\b(tanggal|tgl|date|tmt|hari)\b")
_YEAR = re.compile(r"((?:19|20)\d{2})(?:[.,]0+)?")


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
    values: list[Any] = [years.get(entry.address) for entry in content.entries]
    return Decision("year", values, evidence=["judul kolom menyebut tahun"], missing=parts.missing)


def _year(cell: Cell | None) -> int | None:
    if cell is None:
        return None
    if cell.kind == "date" and isinstance(cell.value, date) and formats.is_year(cell.format):
        return cell.value.year
    found = _YEAR.fullmatch(text_of(cell) or "")
    return int(found[1]) if found and cell.kind in ("text", "number") else None


def decide_date(content: Content, around: Surroundings) -> Decision | None:
    """Return the column as dates, None where it holds something else."""
    parts = split(content, around)
    native = [e for e in parts.present if e.cell and e.cell.kind == "date"]
    written = {e.address: _written(e) for e in parts.present if e.cell and e.cell.kind == "text"}
    found = {name: value for name, value in written.items() if value}
    if not _is_mostly_dates(len(native) + len(found), len(parts.present)):
        return _serials(content, parts.present, around) if not found and not native else None
    decision = Decision("date", [], evidence=["sel berisi tanggal"], missing=parts.missing)
    decision.values = [_value(entry, found) for entry in content.entries]
    if any(isinstance(value, datetime) for value in decision.values):
        decision.type = "timestamp"
    _ask_order(content, found, native, decision)
    _ask_impossible(content, parts.present, found, decision)
    _ask_foreign(content, parts.present, found, decision)
    _ask_century(content, found, decision)
    return decision


def _is_mostly_dates(count: int, total: int) -> bool:
    return count > 0 and count * 2 > total


def _written(entry: Entry) -> dates.Written | None:
    return dates.parse(fold(str(entry.cell.value))) if entry.cell else None


def _value(entry: Entry, found: dict[str, dates.Written]) -> Any:
    cell = entry.cell
    if cell is not None and cell.kind == "date":
        return cell.value
    written = found.get(entry.address)
    return written.value() if written else None


def _ask_order(
    content: Content, found: dict[str, dates.Written], native: list[Entry], decision: Decision
) -> None:
    orders = {written.order for written in found.values()}
    by_address = {entry.address: entry for entry in content.entries}
    if "mdy" in orders:
        doubted = [by_address[a] for a, w in found.items() if w.order in ("mdy", "either")]
        why = "Ada tanggal yang hanya mungkin bila bulan ditulis di depan (bulan/hari/tahun)."
    elif native and _were_swapped(found, native):
        doubted = native
        why = (
            "Sebagian tanggal berupa teks dan semuanya berhari lebih dari 12, sedangkan yang "
            "berupa "
            "tanggal Excel berhari 12 atau kurang: Excel tampaknya menukar hari dan bulan."
        )
    else:
        return
    options = (
        Option(
            "dmy", "Hari di depan (hari/bulan/tahun)", _examples(doubted, found, month_first=False)
        ),
        Option(
            "mdy", "Bulan di depan (bulan/hari/tahun)", _examples(doubted, found, month_first=True)
        ),
        Option("mend", "Perbaiki berkas dan unggah lagi"),
    )
    decision.questions.append(ask(content, "date-order", doubted, why, options))


def _were_swapped(found: dict[str, dates.Written], native: list[Entry]) -> bool:
    """Tell whether only such days became dates as could also be months."""
    numeric = [written for written in found.values() if written.order in ("dmy", "mdy", "either")]
    days = [e.cell.value.day for e in native if e.cell and isinstance(e.cell.value, date)]
    return bool(numeric) and all(w.order == "dmy" for w in numeric) and all(d <= 12 for d in days)


def _examples(
    entries: Sequence[Entry], found: dict[str, dates.Written], *, month_first: bool
) -> tuple[tuple[str, str, str], ...]:
    shown = []
    for entry in entries[:3]:
        written = found.get(entry.address)
        day = (
            written.value(month_first=month_first) if written else _swapped(entry, swap=month_first)
        )
        shown.append((entry.address, text_of(entry.cell) or "", str(day or "bukan tanggal")))
    return tuple(shown)


def _swapped(entry: Entry, *, swap: bool) -> date | None:
    value = entry.cell.value if entry.cell else None
    if not isinstance(value, date):
        return None
    return value.replace(month=value.day, day=value.month) if swap and value.day <= 12 else value


def _ask_impossible(
    content: Content, present: list[Entry], found: dict[str, dates.Written], decision: Decision
) -> None:
    bad = [
        entry
        for entry in present
        if (w := found.get(entry.address)) and w.order != "mdy" and w.value() is None
    ]
    if bad:
        why = "Tanggal ini tidak ada di kalender."
        options = (Option("empty", "Kosongkan selnya"), Option("mend", "Perbaiki berkas"))
        decision.questions.append(ask(content, "impossible-date", bad, why, options))


def _ask_foreign(
    content: Content, present: list[Entry], found: dict[str, dates.Written], decision: Decision
) -> None:
    foreign = [e for e in present if e.cell and e.cell.kind != "date" and e.address not in found]
    if foreign:
        why = "Sel ini bukan tanggal, sedangkan sel lain di kolom ini tanggal."
        options = (
            Option("empty", "Kosongkan sel ini"),
            Option("text", "Jadikan seluruh kolom teks"),
            Option("mend", "Perbaiki berkas"),
        )
        decision.questions.append(ask(content, "not-a-date", foreign, why, options))


def _ask_century(content: Content, found: dict[str, dates.Written], decision: Decision) -> None:
    """Ask for births and deeds of two digits that both centuries fit."""
    if not re.search(r"lahir|birth", content.label):
        return
    short = [
        e for e in content.entries if (w := found.get(e.address)) and w.is_short and w.year >= 2000
    ]
    if short:
        why = "Tahun lahir ditulis dua angka; abadnya tidak tertulis."
        options = (Option("2000", "Abad 2000-an"), Option("1900", "Abad 1900-an"))
        decision.questions.append(ask(content, "century", short, why, options))


def _serials(content: Content, present: list[Entry], around: Surroundings) -> Decision | None:
    """Ask for bare numbers under a title that says date: Excel's count of days, or not."""
    days = {entry.address: _serial(entry.cell) for entry in present}
    if not _DATE_TITLE.search(content.label) or not days or None in days.values():
        return None
    decision = Decision("date", [], evidence=["judul kolom menyebut tanggal"])
    decision.values = [days.get(entry.address) for entry in content.entries]
    why = "Kolom tanggal ini berisi bilangan polos, mungkin nomor hari Excel yang hilang formatnya."
    first = [(e.address, text_of(e.cell) or "", str(days[e.address])) for e in present[:3]]
    options = (
        Option("serial", "Baca sebagai nomor hari Excel", tuple(first)),
        Option("text", "Jadikan teks"),
    )
    decision.questions.append(ask(content, "serial-date", present, why, options))
    return decision


def _serial(cell: Cell | None) -> date | datetime | None:
    """Return the day of a bare number that may be Excel's count of days."""
    value = cell.value if cell else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return formats.moment(value) if 20_000 <= value <= 60_000 else None
