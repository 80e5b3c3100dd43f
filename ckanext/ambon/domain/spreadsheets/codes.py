"""Codes, telephone numbers and identity numbers: text in form, whatever the cell's type."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ckanext.ambon.domain import regions
from ckanext.ambon.domain.spreadsheets import dates, formats, marks
from ckanext.ambon.domain.spreadsheets.answers import MEND
from ckanext.ambon.domain.spreadsheets.column import (
    Content,
    Decision,
    Entry,
    Surroundings,
    ask,
    shown_number,
    split,
    text_of,
)
from ckanext.ambon.domain.spreadsheets.model import Cell, Option

_KODE = re.compile(
    r"\b(kode(?! etik)|kd|code|kodepos|kbli|klui|kbki|nup|mak|coa|imei|nss)\b|^pos$|\bzip\b"
    r"|^id \w+|^(bidang )?urusan$|^akun( belanja| pendapatan)?$"
    r"|\b(kd|id|kode)_?(prov(insi)?|kab(kota)?|kota|kec(amatan)?|kel(urahan)?|des(a)?|sls|bs|rt|rw)\b"
)
_NUMBERED = re.compile(
    r"\b(nik|nip|npwp|npsn|nisn|nuptk|nib|nop|nrp|nis|niy|nomor induk|nomor pokok|isbn|issn"
    r"|no\.? ?kk|nomor kk|nomor kartu keluarga|no\.? kartu|nomor kartu|rekening|norek|no\.? rek|"
    r"bpjs"
    r"|telepon|telp|telpon|tlp|hp|handphone|ponsel|whatsapp|wa|kontak|no\.? kontak|fax|faks"
    r"|no\.? ?(sk|surat|izin|polisi|registrasi|reg|akta|sertifikat|rangka|mesin|pelanggan|"
    r"kontrak|spm|sp2d"
    r"|dokumen|paspor|seri|peserta|identitas|ktp|perkara)"
    r"|nomor (sk|surat|izin|polisi|registrasi|akta|sertifikat|rangka|mesin|pelanggan|kontrak|"
    r"spm|sp2d"
    r"|dokumen|paspor|seri|peserta|identitas|ktp|perkara|telepon|hp|rekening)"
    r"|id pelanggan|id wilayah|id desa|nomor rumah|no\.? rumah)\b|^id$"
)
# “Nomor Perda”, “No. Ruas”, “Sertifikat – Nomor”; a running number says no more than “No.”
_NUMBER_OF = re.compile(
    r"(no|nomor|nmr)\b\.?\s+(?!urut|of\b|dan\b)\w.*|([a-z]+ )?(no|nomor)\.?", re.IGNORECASE
)
_NOT_NUMBER = re.compile(r"\b(tanggal|tgl|tahun|thn|jumlah)\b", re.IGNORECASE)
_PHONE = re.compile(
    r"\b(telepon|telp|telpon|tlp|hp|handphone|ponsel|whatsapp|wa|kontak|fax|faks)\b"
)
_COUNT = re.compile(
    r"^(jumlah|banyak(nya)?|total|jml|kepemilikan|persentase|cakupan|% ?|target|realisasi|"
    r"penerbitan|pemilik)\b"
)
_DOTTED = re.compile(r"\d{1,4}(\.\d{1,4})+\.?")
_EXPONENT = re.compile(r"\d(?:[.,]\d+)?E\+?\d{1,2}", re.IGNORECASE)
_FLOAT = re.compile(r"(\d+)[.,]0+")
KEPT_DIGITS = 15
_REGIONS = 100


@dataclass
class _Form:
    """How the cells of one column become codes; `width` and `is_phone` give back lost zeros."""

    legend: marks.Legend
    width: int = 0
    is_phone: bool = False

    def of(self, cell: Cell | None) -> str | None:
        """Return the code in a cell, None where there is none or its digits are lost."""
        text = text_of(cell)
        if cell is None or text is None or cell.kind in ("error", "formula") or is_lost(cell):
            return None
        if cell.kind == "text":
            found = _FLOAT.fullmatch(text)
            return None if self.legend.is_missing(text) else found[1] if found else text
        return self._with_zeros(text) if _is_bare(cell) else _with_decimals(cell, text)

    def _with_zeros(self, text: str) -> str:
        is_short = self.is_phone and text[0] in "89"
        return f"0{text}" if is_short else text.zfill(self.width)


def _with_decimals(cell: Cell, text: str) -> str:
    """Return a dotted code with the zeros at its end that its format shows: 2.10, not 2.1."""
    width = formats.decimals(cell.format) if cell.kind == "number" else 0
    whole, _point, rest = text.partition(".")
    return f"{whole}.{rest.ljust(width, '0')}" if width and len(rest) <= width else text


def decide(content: Content, around: Surroundings) -> Decision | None:
    """Return the column as codes, None where nothing says that it holds codes."""
    parts = split(content, around)
    evidence = _evidence(content, parts.present)
    if not evidence:
        return None
    form = _Form(around.legend)
    decision = Decision("code", form.of, evidence=[evidence], missing=parts.missing)
    _ask_lost_digits(content, around, parts.present, decision)
    _ask_lost_zeros(content, around, parts.present, decision, form)
    _ask_lost_decimals(content, around, parts.present, decision)
    return decision


def _evidence(content: Content, present: list[Entry]) -> str | None:
    if not present:
        return None
    texts = [text_of(entry.cell) or "" for entry in present]
    if _are_padded(present):
        return "format angkanya menambah nol di depan"
    if named := _evidence_of_title(content, texts, present):
        return named
    return "semua kode wilayah" if _are_regions(texts) else _evidence_of_values(texts, present)


def _are_padded(present: list[Entry]) -> bool:
    """Tell codes that a format pads with zeros from amounts; these may have fractions."""
    numbers = [entry.cell for entry in present if entry.cell and entry.cell.kind == "number"]
    is_whole = all(isinstance(cell.value, int) for cell in numbers)
    return is_whole and any(formats.padding(cell.format) for cell in numbers)


def _evidence_of_title(content: Content, texts: list[str], present: list[Entry]) -> str | None:
    if _COUNT.match(content.label):
        return None
    if _KODE.search(content.label):
        return "judul kolom menyebut kode"
    if _NUMBERED.search(content.label) and _look_like_numbers(texts):
        return "judul kolom menyebut nomor pengenal"
    if _is_number_of(content.parts) and not _hold_days(present):
        return "judul kolom menyebut nomor"
    return None


def _is_number_of(parts: Sequence[str]) -> bool:
    """Tell a number of a thing from a running number, which alone has no more than “No”."""
    first, last = (part.replace("_", " ").strip(" .") for part in (parts[0], parts[-1]))
    if _NOT_NUMBER.search(last):
        return False
    if first != last and _NUMBER_OF.fullmatch(first):
        return True
    return _NUMBER_OF.fullmatch(last) is not None and (len(parts) > 1 or " " in last)


def _hold_days(present: list[Entry]) -> bool:
    return any(entry.cell and entry.cell.kind == "date" for entry in present)


def _are_regions(texts: list[str]) -> bool:
    """Tell codes of regions without dots from counts: a list of the city knows every one."""
    distinct = set(texts)
    is_long = len(distinct) <= _REGIONS and all(len(t) >= 6 and t.isdecimal() for t in distinct)
    return is_long and all(regions.resolve(text).code for text in distinct)


def _look_like_numbers(texts: list[str]) -> bool:
    """Tell numbers of things from counts of them: they are long or begin with zero."""
    long = [
        t
        for t in texts
        if sum(map(str.isdecimal, t)) >= 6 or t.startswith("0") or _EXPONENT.fullmatch(t)
    ]
    mixed = [t for t in texts if re.search(r"[A-Za-z/-]", t) and re.search(r"\d", t)]
    return (len(long) + len(mixed)) * 2 >= len(texts)


def _evidence_of_values(texts: list[str], present: list[Entry]) -> str | None:
    digits = [text for text in texts if text.isdecimal()]
    natives = [e for e in present if e.cell and e.cell.kind == "number"]
    if len(digits) == len(texts) and any(t[0] == "0" and len(t) > 1 for t in digits):
        return "ada nol di depan"
    is_dotted = len(natives) < len(present) and all(map(_DOTTED.fullmatch, texts))
    is_dotted = is_dotted and not all(map(_is_day, texts))
    if is_dotted and any(map(_is_dotted_code, texts)):
        return "berbentuk kode bertitik"
    long = [t for t in digits if len(t) in (10, 13, 16, 18)]
    same = len({len(t) for t in texts}) == 1
    if len(digits) == len(texts) and len(long) == len(texts) and same and len(texts[0]) in (16, 18):
        return f"semua {len(texts[0])} angka"
    return None


def _is_day(text: str) -> bool:
    """Tell a day such as 01.02.1990 from a code."""
    found = dates.parse(text)
    return found is not None and not found.is_short and found.value() is not None


def _is_dotted_code(text: str) -> bool:
    """Tell a code from a number with thousands: a group that is not three digits long."""
    groups = text.strip(".").split(".")
    return len(groups) > 2 and any(len(group) != 3 for group in groups[1:])


def _is_bare(cell: Cell) -> bool:
    """Tell whether a number is shown without the zeros that its format might add."""
    is_whole = isinstance(cell.value, int) and not isinstance(cell.value, bool)
    return is_whole and not formats.padding(cell.format) and not formats.decimals(cell.format)


def is_lost(cell: Cell) -> bool:
    """Tell whether the file no longer holds all digits of a long number."""
    if cell.kind == "text":
        return bool(_EXPONENT.fullmatch(str(cell.value).strip()))
    if cell.kind != "number":
        return False
    value: Any = cell.value
    whole = abs(int(value))
    if len(str(whole)) <= KEPT_DIGITS:
        return False
    return isinstance(value, float) or whole % 10 ** (len(str(whole)) - KEPT_DIGITS) == 0


def _ask_lost_digits(
    content: Content, around: Surroundings, present: list[Entry], decision: Decision
) -> None:
    lost = [entry for entry in present if entry.cell and is_lost(entry.cell)]
    if not lost:
        return
    why = (
        "Angka panjang ini tersimpan sebagai bilangan (bentuk 8,17E+15), jadi angka terakhirnya "
        "hilang dan tidak dapat dipulihkan dari berkas ini. Ubah kolom menjadi Teks di sumbernya, "
        "isi ulang, lalu unggah lagi."
    )
    options = (
        Option("drop", "Terbitkan tanpa kolom ini"),
        Option("empty", "Kosongkan sel yang rusak"),
        MEND,
    )
    question = ask(content, around, "lost-digits", lost, why, options)
    decision.is_dropped = decision.put(question) == "drop"


def _ask_lost_zeros(
    content: Content, around: Surroundings, present: list[Entry], decision: Decision, form: _Form
) -> None:
    """Ask where numbers are shorter than the texts with leading zeros beside them."""
    bare = [e for e in present if e.cell and e.cell.kind == "number" and _is_bare(e.cell)]
    texts = [str(e.cell.value).strip() for e in present if e.cell and e.cell.kind == "text"]
    padded = {len(t) for t in texts if t.isdecimal() and t[0] == "0" and len(t) > 1}
    short = [e for e in bare if padded and len(text_of(e.cell) or "") < max(padded)]
    is_phone = bool(_PHONE.search(content.label))
    phones = [e for e in bare if is_phone and (text_of(e.cell) or "")[:1] in ("8", "9")]
    if not short and not phones:
        return
    why = "Nol di depan tampaknya hilang karena sel disimpan sebagai bilangan."
    options = (
        Option("pad", "Tambahkan nol di depan"),
        Option("keep", "Biarkan seperti tertulis"),
    )
    question = ask(content, around, "lost-zeros", short or phones, why, options)
    if decision.put(question) == "pad":
        form.width, form.is_phone = (max(padded), False) if short else (0, True)


def _ask_lost_decimals(
    content: Content, around: Surroundings, present: list[Entry], decision: Decision
) -> None:
    """Ask where a dotted code was stored as a number and a zero at its end may be gone."""
    natives = [e for e in present if e.cell and e.cell.kind == "number"]
    loose = [e for e in natives if e.cell and e.cell.format in ("", "General")]
    widths = {e.address: len(shown_number(e.cell).partition(".")[2]) for e in loose if e.cell}
    fractions = [width for width in widths.values() if width]
    if not fractions:
        return
    short = [e for e in loose if widths[e.address] < max(*fractions, 2)]
    if short:
        why = "Kode bertitik ini tersimpan sebagai bilangan; nol di ujungnya dapat hilang."
        options = (Option("keep", "Kode sudah lengkap"), MEND)
        decision.put(ask(content, around, "lost-decimals", short, why, options))
