"""Personal data in one column, by its title and its content together."""

from __future__ import annotations

import re

from ckanext.ambon.domain.personal_data import numbers, persons
from ckanext.ambon.domain.personal_data.model import STRONG, WEAK, Finding, mask
from ckanext.ambon.domain.personal_data.rules import RULES
from ckanext.ambon.domain.personal_data.tables import TextColumn, TextTable

_PHONE = re.compile(
    r"\b(no\.? ?hp|hp|handphone|ponsel|telepon|telp|telpon|tlp|wa|whatsapp|kontak|no\.? ?wa|"
    r"seluler|mobile|phone|nohp|contact)\b"
)
_OFFICE_PHONE = re.compile(r"kantor|call ?center|hotline|darurat|pengaduan|layanan|instansi|fax")
_EMAIL = re.compile(r"\b(e-?mail|surel|alamat e-?mail)\b")
_ADDRESS = re.compile(r"\b(alamat|domisili|tempat tinggal|alamat rumah|alamat lengkap|address)\b")
_HEALTH = re.compile(
    r"\b(diagnos\w*|penyakit|riwayat\w*|status gizi|golongan darah|gol\.? darah|disabilitas|"
    r"ragam disabilitas|hiv|hasil (tes|lab|pemeriksaan)"
    r"|keluhan|kondisi kesehatan|jenis (disabilitas|cacat|penyakit)|kecacatan|obat|status (hiv|"
    r"tb|stunting|kehamilan)|gangguan)\b"
)
_SALARY = re.compile(
    r"\b(gaji|penghasilan|upah|tunjangan|take home pay|tpp|honor(arium)?|pendapatan (per ?bulan|"
    r"keluarga|bulanan|pribadi))\b"
)


def find(table: TextTable) -> list[Finding]:
    """Return the findings in the columns of a table, at most one for each column."""
    found = [_find(column, table) for column in table.columns]
    return [finding for finding in found if finding]


def _find(column: TextColumn, table: TextTable) -> Finding | None:
    if not column.texts:
        return None
    steps = (_by_rule, _phone, _email, _birth, _name, _address, _trait)
    return next((finding for step in steps if (finding := step(column, table))), None)


def _by_rule(column: TextColumn, table: TextTable) -> Finding | None:
    counts = re.match(r"(jumlah|total|banyak|persentase|kepemilikan|cakupan|kode)\b", column.label)
    for rule in RULES if not counts else ():
        if rule.title.search(column.label):
            hits = [text for text in column.texts if rule.under_title(text)]
            if hits:
                return _finding(rule.kind, STRONG, column, table, hits)
    return _alone(column, table) if not counts else None


def _alone(column: TextColumn, table: TextTable) -> Finding | None:
    """Find numbers that show by their structure; a single hit in a column may be chance."""
    for rule in RULES:
        hits = [text for text in column.texts if rule.alone and rule.alone(text)]
        if not hits:
            continue
        strong = len(hits) >= 3 and column.share(len(hits)) >= 0.5
        pure = rule.kind != "nik" and column.share(len(hits)) >= 0.5
        return _finding(rule.kind, STRONG if strong or pure else WEAK, column, table, hits)
    return None


def _phone(column: TextColumn, table: TextTable) -> Finding | None:
    titled = _PHONE.search(column.label) and not re.match(r"jumlah|total|banyak", column.label)
    if titled:
        hits = [
            text for text in column.texts if any(map(numbers.is_mobile, re.split(r"[/,;]", text)))
        ]
        if not hits or _OFFICE_PHONE.search(column.label):
            return None
        private = persons.is_about_persons(table) or not _is_list_of_places(table)
        return _finding("phone", STRONG if private else WEAK, column, table, hits)
    hits = [text for text in column.texts if numbers.is_mobile_with_zero(text)]
    if not hits or column.share(len(hits)) < 0.3:
        return None
    return _finding("phone", STRONG if len(hits) >= 3 else WEAK, column, table, hits)


def _is_list_of_places(table: TextTable) -> bool:
    texts = [text for column in table.columns for text in column.texts[:50]]
    thing = any(
        re.search(r"\bnama (?!lengkap|penerima|siswa|pemilik|warga)\w+", c.label)
        for c in table.columns
    )
    places = sum(not persons.looks_like_person(text) for text in texts)
    return thing or (bool(texts) and places > len(texts) * 0.5)


def _email(column: TextColumn, table: TextTable) -> Finding | None:
    hits = [t for t in column.texts if numbers.is_email(t) and not numbers.is_office_email(t)]
    if not hits or (column.share(len(hits)) < 0.2 and not _EMAIL.search(column.label)):
        return None
    if _is_list_of_places(table) and not persons.is_about_persons(table):
        return (
            _finding("email", WEAK, column, table, hits) if column.share(len(hits)) > 0.5 else None
        )
    return _finding("email", STRONG, column, table, hits)


def _birth(column: TextColumn, table: TextTable) -> Finding | None:
    if not persons.is_birth(column.label):
        return None
    hits = [text for text in column.texts if re.search(r"\d", text)]
    return _finding("birth_date", STRONG, column, table, hits) if hits else None


def _name(column: TextColumn, table: TextTable) -> Finding | None:
    if not persons.is_name(column, table):
        return None
    return _finding("name", STRONG, column, table, column.texts)


def _address(column: TextColumn, table: TextTable) -> Finding | None:
    if not _ADDRESS.search(column.label) or _EMAIL.search(column.label):
        return None
    if re.search(r"kantor|situs|web|usaha|sekolah|instansi", column.label):
        return None
    if not persons.is_about_persons(table):
        return None
    return _finding("address", STRONG, column, table, column.texts)


def _trait(column: TextColumn, table: TextTable) -> Finding | None:
    """Find what is said of a person's health or pay; of nobody in particular it is no finding."""
    if re.match(r"(jumlah|total|persentase)\b", column.label) or not persons.is_about_persons(
        table
    ):
        return None
    for kind, pattern in (("health", _HEALTH), ("salary", _SALARY)):
        if pattern.search(column.label):
            return _finding(kind, STRONG, column, table, column.texts)
    return None


def _finding(
    kind: str,
    strength: str,
    column: TextColumn,
    table: TextTable,
    hits: list[str] | tuple[str, ...],
) -> Finding:
    shown = mask(hits[0])
    cells = column.cells(hits)
    return Finding(table.sheet, column.title, kind, strength, len(hits), shown, cells)
