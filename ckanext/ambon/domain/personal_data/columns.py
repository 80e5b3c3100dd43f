"""Personal data in one column, by its title and its content together."""

from __future__ import annotations

import re

from ckanext.ambon.domain.personal_data import loose, numbers, persons
from ckanext.ambon.domain.personal_data.model import STRONG, WEAK, Finding, mask
from ckanext.ambon.domain.personal_data.persons import About
from ckanext.ambon.domain.personal_data.rules import COUNTS, PHONE, RULES, by_title
from ckanext.ambon.domain.personal_data.tables import Hits, TextColumn, TextTable

_OFFICE_PHONE = re.compile(
    r"kantor|call ?center|hotline|darurat|pengaduan|layanan|instansi|fax|opd|dinas|sekolah|hotel"
)
_EMAIL = re.compile(r"\b(e-?mail|surel)\b")
_ADDRESS = re.compile(r"\b(alamat|domisili|tempat tinggal|address)\b")
_NO_HOME = re.compile(
    r"kantor|situs|web|usaha|sekolah|instansi|objek|lokasi|e-?mail|toko|tempat kerja"
)
_HEALTH = re.compile(
    r"\b(diagnos\w*|penyakit|riwayat\w*|status gizi|golongan darah|gol\.? darah|disabilitas|hiv|"
    r"hasil (tes|lab|pemeriksaan)|keluhan|kondisi kesehatan|jenis (disabilitas|cacat|penyakit)|"
    r"kecacatan|obat|icd\S*|status (hiv|tb|stunting|kehamilan|kesehatan|imunisasi|vaksin)|gangguan|"
    r"alergi|rekam medis|no\.? rm|sakit|kelainan|kehamilan|terapi)\b"
)
_SALARY = re.compile(
    r"\b(gaji|penghasilan|upah|tunjangan|take home pay|tpp|honor(arium)?|pendapatan|slip)\b"
)
_SUMS = re.compile(r"^(jumlah|jml|total|banyak\w*|persentase|rata)\b")
_GOODS = re.compile(
    r"\b(dinas|armada|aset|operasional|ambulans?|pemadam|damkar|sampah|inventaris|barang|angkot|"
    r"trayek|truk)\b"
)


def find(table: TextTable) -> list[Finding]:
    """Return the findings in the columns of a table, at most one for each column."""
    about = persons.judge(table)
    found = [_find(column, table, about) for column in table.columns if column.texts]
    return [finding for finding in found if finding]


def _find(column: TextColumn, table: TextTable, about: About) -> Finding | None:
    steps = (_by_rule, _phone, _email, _birth, _name, _address, _trait, _alone, _inside)
    return next((finding for step in steps if (finding := step(column, table, about))), None)


def _by_rule(column: TextColumn, table: TextTable, about: About) -> Finding | None:
    rule = by_title(column.label)
    if rule is None:
        return None
    hits = column.hits(rule.under_title)
    is_goods = rule.kind == "plate" and not about.is_about_persons and _is_of_goods(table)
    is_deed = rule.kind == "akta" and not about.is_about_persons and _is_company_deed(column, table)
    if not hits or is_goods or is_deed:
        return None
    return _finding(rule.kind, STRONG, column, table, hits)


def _is_of_goods(table: TextTable) -> bool:
    values = (text.lower() for column in table.columns for text in column.texts[:20])
    words = [table.heading.lower(), *(column.label for column in table.columns), *values]
    return bool(_GOODS.search(" ".join(words)))


def _is_company_deed(column: TextColumn, table: TextTable) -> bool:
    named = re.search(r"lahir|kelahiran|mati|kematian|nikah|kawin|cerai|anak", column.label)
    return not named


def _alone(column: TextColumn, table: TextTable, about: About) -> Finding | None:
    """Find numbers that show by their structure; a single hit in a column may be chance."""
    for rule in RULES:
        hits = column.hits(rule.alone) if rule.alone else None
        if not hits or COUNTS.search(column.label):
            continue
        strong = len(hits) >= 3 and column.share(len(hits)) >= 0.5
        pure = rule.kind not in ("nik", "plate") and column.share(len(hits)) >= 0.5
        if rule.kind == "plate" and (not strong or _is_of_goods(table)):
            continue
        return _finding(rule.kind, STRONG if strong or pure else WEAK, column, table, hits)
    return None


def _phone(column: TextColumn, table: TextTable, about: About) -> Finding | None:
    if PHONE.search(column.label) and not COUNTS.search(column.label):
        hits = column.hits(lambda text: any(map(numbers.is_mobile, re.split(r"[/,;]|dan", text))))
        if not hits or _OFFICE_PHONE.search(column.label):
            return None
        if about.is_of_places and not about.is_about_persons:
            return None
        return _finding("phone", STRONG, column, table, hits)
    hits = column.hits(numbers.is_mobile_with_zero)
    if not hits or column.share(len(hits)) < 0.3 or COUNTS.search(column.label):
        return None
    if about.is_of_places and not about.is_about_persons:
        return None
    return _finding("phone", STRONG if len(hits) >= 3 else WEAK, column, table, hits)


def _email(column: TextColumn, table: TextTable, about: About) -> Finding | None:
    hits = column.hits(lambda text: numbers.is_email(text) and not numbers.is_office_email(text))
    if not hits or (column.share(len(hits)) < 0.2 and not _EMAIL.search(column.label)):
        return None
    if about.is_of_places and not about.is_about_persons:
        return None
    return _finding("email", STRONG, column, table, hits)


def _birth(column: TextColumn, table: TextTable, about: About) -> Finding | None:
    if not persons.is_birth(column.label) or COUNTS.search(column.label):
        return None
    hits = column.hits(re.compile(r"\d{4}|\d[/.-]\d").search)
    return _finding("birth_date", STRONG, column, table, hits) if hits else None


def _name(column: TextColumn, table: TextTable, about: About) -> Finding | None:
    if column.title not in about.names:
        return None
    return _finding("name", STRONG, column, table, column.hits())


def _address(column: TextColumn, table: TextTable, about: About) -> Finding | None:
    is_home = _ADDRESS.search(column.label) and not _NO_HOME.search(column.label)
    if not is_home or not about.is_about_persons:
        return None
    return _finding("address", STRONG, column, table, column.hits())


def _trait(column: TextColumn, table: TextTable, about: About) -> Finding | None:
    """Find what is said of a person's health or pay; of nobody in particular it is no finding."""
    if _SUMS.search(column.label) or not about.is_about_persons:
        return None
    for kind, pattern in (("health", _HEALTH), ("salary", _SALARY)):
        if pattern.search(column.label):
            return _finding(kind, STRONG, column, table, column.hits())
    return None


def _inside(column: TextColumn, table: TextTable, about: About) -> Finding | None:
    """Find numbers of persons that stand among words: “Petrus (NIK …)”."""
    if about.is_of_places and not about.is_about_persons:
        return None
    found = column.hits(_within)
    if not found:
        return None
    kinds = {kind for text in found.texts for kind, _number in _within(text)}
    each = {kind: _of_kind(column, kind) for kind in sorted(kinds)}
    kind, hits = max(each.items(), key=lambda pair: len(pair[1]))
    return _finding(kind, STRONG if len(hits) >= 3 else WEAK, column, table, hits)


def _of_kind(column: TextColumn, kind: str) -> Hits:
    return column.hits(lambda text: any(kind == one for one, _number in _within(text)))


def _within(text: str) -> list[tuple[str, str]]:
    return loose.in_text(text) if re.search(r"[A-Za-z]", text) else []


def _finding(kind: str, strength: str, column: TextColumn, table: TextTable, hits: Hits) -> Finding:
    cells = column.cells(hits.texts)
    shown = mask(hits.texts[0])
    return Finding(table.sheet, column.title, kind, strength, len(hits), shown, cells)
