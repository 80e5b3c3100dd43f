"""The kinds of numbers that belong to persons: what names them, and what they look like."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ckanext.ambon.domain.personal_data import numbers

Check = Callable[[str], bool]


@dataclass(frozen=True)
class Rule:
    """One kind: titles that name it, its look under such a title, and its look without one."""

    kind: str
    title: re.Pattern[str]
    under_title: Check
    alone: Check | None = None


def _digits(low: int, high: int) -> Check:
    """Return a check for plain numbers of so many digits; codes with dots are none."""

    def check(text: str) -> bool:
        bare = re.sub(r"[\s.\-]", "", re.sub(r"[.,]0+$", "", text))
        is_code = re.search(r"\d\.\d{1,2}\.\d", text)
        return bare.isdigit() and low <= len(bare) <= high and not is_code

    return check


def _written(pattern: str) -> Check:
    """Return a check for a text of one shape."""
    shape = re.compile(pattern, re.IGNORECASE)
    return lambda text: bool(shape.fullmatch(text.strip()))


def _sixteen(text: str) -> bool:
    """Accept sixteen digits, also such as a spreadsheet has already damaged."""
    return numbers.is_nik_shape(text) or bool(re.fullmatch(r"\d[.,]\d+[Ee]\+?15", text.strip()))


def _personal_npwp(text: str) -> bool:
    return numbers.is_personal_npwp(text) or numbers.is_nik(text)


def _dotted_npwp(text: str) -> bool:
    return "." in text and numbers.is_personal_npwp(text)


_AKTA = _written(numbers.AKTA.pattern)

RULES = (
    Rule(
        "kk",
        re.compile(
            r"\b(no\.?|nomor|nmr)\s*\.?\s*(kk|kartu keluarga)\b|^(kk|nokk|nkk)$|^kartu keluarga$"
        ),
        _sixteen,
    ),
    Rule(
        "nik",
        re.compile(
            r"\bnik\b|\b(no\.?|nomor)\s*\.?\s*(ktp|identitas|induk kependudukan)\b|^(ktp|noktp)$"
            r"|induk kependudukan"
        ),
        _sixteen,
        numbers.is_nik,
    ),
    Rule("nip", re.compile(r"\bnip\b|nomor induk pegawai"), _digits(18, 18), numbers.is_nip),
    Rule("npwp", re.compile(r"\bnpwp\b|nomor pokok wajib pajak"), _personal_npwp, _dotted_npwp),
    Rule("bpjs", re.compile(r"\b(bpjs|jkn|kis|jamkesmas|askes)\b"), _digits(11, 13)),
    Rule("nisn", re.compile(r"\bnisn\b|nomor induk siswa"), _digits(8, 10)),
    Rule(
        "bank_account",
        re.compile(r"\b(rekening|norek|no\.? ?rek|nomor rek)\b(?!.*(kode|uraian|nama))"),
        _digits(8, 16),
    ),
    Rule("passport", re.compile(r"\b(paspor|passport)\b"), _written(r"[A-Z]{1,2}\d{6,7}")),
    Rule("akta", re.compile(r"\bakt[ae]"), _AKTA, _AKTA),
    Rule(
        "plate",
        re.compile(
            r"\b(plat|nopol|tnkb|no\.? ?pol(isi)?|nomor (polisi|kendaraan|plat)|no\.? kendaraan"
            r"|no\.? plat)\b"
        ),
        numbers.is_plate,
        _written(r"[A-Z]{1,2} \d{3,4} [A-Z]{1,3}"),
    ),
)
