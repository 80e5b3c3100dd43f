"""The kinds of numbers that belong to persons: what names them, and what they look like."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ckanext.ambon.domain.personal_data import numbers

Check = Callable[[str], bool]

# Titles of counts and codes, under which no number belongs to a person.
COUNTS = re.compile(
    r"^(jumlah|jml|total|banyak\w*|persentase|kepemilikan|cakupan|kode|peserta|realisasi|target|"
    r"wajib|rekam|cetak|penerbitan|rata)\b"
)


# Titles of what is said of a person's health.
HEALTH = re.compile(
    r"\b(diagnos\w*|penyakit|riwayat\w*|status gizi|golongan darah|gol\.? darah|disabilitas|hiv|"
    r"hasil (tes|lab|pemeriksaan|pcr|swab|rapid)|"
    r"keluhan|kondisi kesehatan|jenis (disabilitas|cacat|penyakit)|"
    r"kecacatan|obat|icd\S*|status (hiv|tb|stunting|kehamilan|kesehatan|imunisasi|vaksin)|gangguan|"
    r"alergi|golda|rekam medis|no\.? rm|sakit|kelainan|kehamilan|terapi)\b"
)


# Titles of telephone numbers, whoever they belong to.
PHONE = re.compile(
    r"\b(no\.? ?hp|hp|handphone|hand phone|ponsel|telepon|telp|telpon|tlp|tel|wa|whatsapp|kontak|"
    r"no\.? ?wa|seluler|mobile|phone|nohp|contact|cp)\b"
)


@dataclass(frozen=True)
class Rule:
    """One kind: titles that name it, its look under such a title, and its look without one."""

    kind: str
    title: re.Pattern[str]
    under_title: Check
    alone: Check | None = None


def by_title(label: str) -> Rule | None:
    """Return the rule that a title names."""
    if COUNTS.search(label):
        return None
    return next((rule for rule in RULES if rule.title.search(label)), None)


def _digits(low: int, high: int) -> Check:
    """Return a check for numbers of so many digits, also beside a word; dotted codes are none."""

    def check(text: str) -> bool:
        if re.search(r"\d\.\d{1,2}\.\d|\d,\d", text):
            return False
        runs = (re.sub(r"\D", "", run) for run in re.findall(r"\d[\d\s.\-]*\d", _whole(text)))
        return any(low <= len(run) <= high for run in runs)

    return check


def _whole(text: str) -> str:
    return re.sub(r"[.,]0+$", "", text.strip())


def _account(text: str) -> bool:
    """Accept the number of a bank account; an amount has dots between its thousands."""
    is_amount = re.fullmatch(r"(rp\.?\s*)?\d{1,3}(\.\d{3})+(,\d+)?", text.strip(), re.IGNORECASE)
    return not is_amount and _ACCOUNT(text)


_ACCOUNT = _digits(8, 16)


def _written(pattern: str) -> Check:
    """Return a check for a text of one shape."""
    shape = re.compile(pattern, re.IGNORECASE)
    return lambda text: bool(shape.fullmatch(text.strip()))


def _sixteen(text: str) -> bool:
    """Accept sixteen digits, also such as a spreadsheet or a hand has already damaged."""
    damaged = re.fullmatch(r"\d[.,]\d+[Ee]\+?15|\d{15,17}|\d(\.\d{3}){5}", text.strip())
    return bool(damaged) or _SIXTEEN(text)


_SIXTEEN = _digits(16, 16)


def _nip(text: str) -> bool:
    """Accept eighteen digits, and the nine of the number that officers had before."""
    return _EIGHTEEN(text) or bool(re.fullmatch(r"\d{3}\s?\d{3}\s?\d{3}", text.strip()))


_EIGHTEEN = _digits(18, 18)


def _personal_npwp(text: str) -> bool:
    return numbers.is_personal_npwp(text) or numbers.is_nik(text)


def _dotted_npwp(text: str) -> bool:
    return "." in text and numbers.is_personal_npwp(text)


def _akta(text: str) -> bool:
    """Accept the number of an entry in the register, of the old forms too."""
    return _AKTA(text) or bool(_OLD_AKTA.fullmatch(text.strip()))


_AKTA = _written(numbers.AKTA.pattern)
_OLD_AKTA = re.compile(
    r"AL[.\s]?\d{3}[.\s]?\d{5,8}|\d{1,5}/([A-Z]{1,4}/)+(\d{1,2}/)?\d{4}|"
    r"\d{1,6}/\d{1,3}/[IVX\d]+/\d{4}",
    re.IGNORECASE,
)


# A number that lost its zeros in front has fewer digits; a premium has as many.
_BPJS = re.compile(
    r"^(?!.*\b(iuran|belanja|premi|tagihan|rp|nilai|dana)\b)"
    r".*\b(bpjs|jkn|kis|jamkesmas|askes|kpj|noka)\b"
)


RULES = (
    Rule(
        "kk",
        re.compile(
            r"\b(no\.?|nomor|nmr)\s*\.?\s*(kk|kartu keluarga)\b|^(kk|nokk|nkk)$|^kartu keluarga$"
            r"|\bno ?kk\b"
        ),
        _sixteen,
    ),
    Rule(
        "nik",
        re.compile(
            r"\bnik\b|\b(no\.?|nomor)\s*\.?\s*(e-?ktp|identitas|induk kependudukan)\b|"
            r"^(e-?ktp|noktp|identitas|id card)$|(induk|nomor) (ke)?penduduk(an)?\b|\bno ?ktp\b"
        ),
        _sixteen,
        numbers.is_nik,
    ),
    Rule(
        "nip",
        re.compile(r"\bnip\b|nomor induk pegawai|\bni ?pppk\b"),
        _nip,
        numbers.is_nip,
    ),
    Rule("npwp", re.compile(r"\bnpwp\b|nomor pokok wajib pajak"), _personal_npwp, _dotted_npwp),
    Rule("bpjs", _BPJS, _digits(10, 13)),
    Rule("nisn", re.compile(r"\bnisn?\b|nomor induk siswa|\bno\.? induk$"), _digits(8, 10)),
    Rule(
        "bank_account",
        re.compile(
            r"^(?!.*(kode|uraian|nama|belanja|listrik|\bair\b|pdam|pln))"
            r".*\b(rekening|norek|no\.? ?rek|nomor rek|account( no| number)?)\b"
        ),
        _account,
    ),
    Rule("passport", re.compile(r"\b(paspor|passport)\b"), _written(r"[A-Z]{1,2}\s?\d{6,7}")),
    Rule("akta", re.compile(r"\bakt[ae]\b"), _akta, _AKTA),
    Rule(
        "plate",
        re.compile(
            r"\b(plat|nopol|tnkb|no\.? ?pol(isi)?|nomor (polisi|kendaraan|plat)|no\.? ?kendaraan"
            r"|no\.? ?plat)\b"
        ),
        numbers.is_plate,
        numbers.is_sure_plate,
    ),
)
