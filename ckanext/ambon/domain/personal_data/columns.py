"""Personal data in one column, by its title and its content together."""

from __future__ import annotations

import re
from dataclasses import replace

from ckanext.ambon.domain.personal_data import districts, loose, numbers, persons
from ckanext.ambon.domain.personal_data.model import STRONG, WEAK, Finding, mask
from ckanext.ambon.domain.personal_data.persons import About
from ckanext.ambon.domain.personal_data.rules import COUNTS, HEALTH, PHONE, RULES, Rule, by_title
from ckanext.ambon.domain.personal_data.tables import Hits, TextColumn, TextTable

_OFFICE_PHONE = re.compile(
    r"kantor|call ?center|hotline|darurat|pengaduan|layanan|instansi|fax|opd|dinas|sekolah|hotel"
)
_EMAIL = re.compile(r"\b(e-?mail|surel)\b")
_ADDRESS = re.compile(r"\b(alamat|domisili|tempat tinggal|address)\b")
_NO_HOME = re.compile(
    r"kantor|situs|web|usaha|kejadian|tanah|sekolah|instansi|objek|lokasi|e-?mail|toko|tempat kerja"
)
_SALARY = re.compile(
    r"\b(gaji|penghasilan|upah|tunjangan|take home pay|tpp|honor(arium)?|pendapatan|slip)\b"
)
_SUMS = re.compile(r"^(jumlah|jml|total|banyak\w*|persentase|rata)\b")
_REGISTER = r"lahir|kelahiran|mati|kematian|nikah|kawin|cerai|anak"
_MONEY = re.compile(r"\b(rp|rupiah|pagu|anggaran|realisasi|nilai|harga|pdrb|aset|saldo|jumlah)\b")
_CODES = re.compile(r"kode|gardu|blok|seri|rak|register|penerbangan|panggil")
_GOODS = re.compile(
    r"\b(dinas|armada|aset|operasional|ambulans?|pemadam|damkar|sampah|inventaris|barang|angkot|"
    r"trayek|truk)\b"
)


def find(table: TextTable) -> list[Finding]:
    """Return the findings in the columns of a table, at most one for each column."""
    table = _without_false_titles(table)
    about = persons.judge(table)
    found = [_find(column, table, about) for column in table.columns if column.texts]
    return [finding for finding in found if finding]


def _without_false_titles(table: TextTable) -> TextTable:
    """Judge by their content alone rows without titles, whose first row was taken for them."""
    named = [one for one in table.columns if persons.is_name_for_title(one.title)]
    if not any(persons.is_of_names(one) for one in named):
        return table
    return replace(table, columns=tuple(replace(one, label="") for one in table.columns))


def find_untitled(table: TextTable) -> list[Finding]:
    """Return what shows without titles that the rows are persons; numbers show by themselves."""
    about = persons.judge(table)
    found = [_find(column, table, about) for column in table.columns] if about.names else []
    kinds = ("name", "address", "birth_date")
    return [replace(one, column=None) for one in found if one and one.kind in kinds]


def _find(column: TextColumn, table: TextTable, about: About) -> Finding | None:
    found = (step(column, table, about) for step in _STEPS)
    return next((finding for finding in found if finding), None)


def _by_rule(column: TextColumn, table: TextTable, about: About) -> Finding | None:
    rule = by_title(column.label)
    if rule is None or _is_of_firms(rule, about):
        return None
    hits = column.hits(rule.under_title)
    is_goods = rule.kind == "plate" and not about.is_about_persons and _is_of_goods(table)
    if rule.kind == "bank_account" and not about.is_about_persons and persons.is_budget(table):
        return None
    is_deed = rule.kind == "akta" and not about.is_about_persons and _is_company_deed(column, table)
    if not hits or is_goods or is_deed:
        return None
    return _finding(rule.kind, STRONG, column, table, hits)


def _is_of_goods(table: TextTable) -> bool:
    values = (text.lower() for column in table.columns for text in column.texts[:20])
    words = [table.heading.lower(), *(column.label for column in table.columns), *values]
    return bool(_GOODS.search(" ".join(words)))


def _is_of_firms(rule: Rule, about: About) -> bool:
    """Tell whether tax numbers are those of firms, which have them too."""
    return rule.kind == "npwp" and about.is_of_places and not about.is_about_persons


def _is_company_deed(column: TextColumn, table: TextTable) -> bool:
    """Tell whether deeds are of firms; the register of persons has its own form, or is named."""
    values = (text for other in table.columns[:8] for text in other.texts[:20])
    named = re.search(_REGISTER, " ".join([table.heading, column.label, *values]).lower())
    return not named and not column.hits(numbers.AKTA.fullmatch)


def _alone(column: TextColumn, table: TextTable, about: About) -> Finding | None:
    """Find numbers that show by their structure, whatever the title says."""
    for rule in RULES:
        hits = column.hits(rule.alone) if rule.alone else None
        if (
            hits
            and not _is_of_firms(rule, about)
            and (found := _strength_alone(rule, hits, column, table))
        ):
            return _finding(rule.kind, found[0], column, table, found[1])
    return None


def _strength_alone(
    rule: Rule, hits: Hits, column: TextColumn, table: TextTable
) -> tuple[str, Hits] | None:
    if rule.kind == "nik":
        return _nik_alone(hits, column)
    if rule.kind == "plate":
        few = len(hits) < 3 or column.share(len(hits)) < 0.5
        is_code = few or _CODES.search(column.label) or _is_of_goods(table)
        return None if is_code else (STRONG, hits)
    return None if rule.kind == "npwp" and COUNTS.search(column.label) else (STRONG, hits)


def _nik_alone(hits: Hits, column: TextColumn) -> tuple[str, Hits] | None:
    """One sixteen-digit number may be a NIK by chance, three that are most of them are none."""
    alike = column.hits(numbers.is_sixteen)
    if len(hits) >= 3 and len(hits) >= 0.5 * len(alike):
        return STRONG, hits
    sure, listed = column.hits(districts.is_sure_nik), column.hits(districts.is_listed)
    is_code = len(sure) < 0.3 * len(listed) or _MONEY.search(column.label)
    return None if not sure or is_code else (WEAK, sure)


def _phone(column: TextColumn, table: TextTable, about: About) -> Finding | None:
    if PHONE.search(column.label) and not COUNTS.search(column.label):
        hits = column.hits(lambda text: any(map(numbers.is_mobile, re.split(r"[/,;]|dan", text))))
        if not hits or _OFFICE_PHONE.search(column.label):
            return None
        if about.is_of_places and not about.is_about_persons:
            return None
        return _finding("phone", STRONG, column, table, hits)
    hits = column.hits(numbers.is_mobile_with_zero)
    alike = column.hits(numbers.is_long_number)
    if not hits or len(hits) < 0.5 * len(alike) or COUNTS.search(column.label):
        return None
    if about.is_of_places and not about.is_about_persons:
        return None
    return _finding("phone", STRONG if len(hits) >= 3 else WEAK, column, table, hits)


def _email(column: TextColumn, table: TextTable, about: About) -> Finding | None:
    hits = column.hits(numbers.is_private_email)
    if not hits:
        return None
    if about.is_of_places and not about.is_about_persons:
        return None
    return _finding("email", STRONG, column, table, hits)


def _birth(column: TextColumn, table: TextTable, about: About) -> Finding | None:
    if not persons.is_birth(column) or COUNTS.search(column.label):
        return None
    hits = column.hits(re.compile(r"\d{4}|\d[/.-]\d").search)
    return _finding("birth_date", STRONG, column, table, hits) if hits else None


def _name(column: TextColumn, table: TextTable, about: About) -> Finding | None:
    if column.title in about.names:
        return _finding("name", STRONG, column, table, column.hits())
    return None


def _likely_name(column: TextColumn, table: TextTable, about: About) -> Finding | None:
    if column.title not in about.likely_names:
        return None
    return _finding("name", WEAK, column, table, column.hits(persons.looks_like_person))


def _address(column: TextColumn, table: TextTable, about: About) -> Finding | None:
    if not about.is_about_persons or _NO_HOME.search(column.label):
        return None
    if _ADDRESS.search(column.label):
        return _finding("address", STRONG, column, table, column.hits())
    hits = column.hits(persons.HOME.search)
    if (column.label and not about.has_identity) or column.share(len(hits)) < 0.6:
        return None
    return _finding("address", STRONG, column, table, hits)


def _trait(column: TextColumn, table: TextTable, about: About) -> Finding | None:
    """Find what is said of a person's health or pay; of nobody in particular it is no finding."""
    if _SUMS.search(column.label) or not about.is_about_persons:
        return None
    for kind, pattern in (("health", HEALTH), ("salary", _SALARY)):
        if pattern.search(column.label):
            return _finding(kind, STRONG, column, table, column.hits())
    return None


def _inside(column: TextColumn, table: TextTable, about: About) -> Finding | None:
    """Find numbers of persons that stand among words: “Petrus (NIK …)”."""
    is_of_places = about.is_of_places and not about.is_about_persons
    found = column.hits(_within)
    kinds = {kind for text in found.texts for kind, _number in _within(text)}
    kinds -= {"phone", "email"} if is_of_places else set()
    each = {kind: _of_kind(column, kind) for kind in sorted(kinds)}
    if not each:
        return None
    kind, hits = max(each.items(), key=lambda pair: len(pair[1]))
    is_named = any(re.search(rf"\b{kind}\b", text, re.IGNORECASE) for text in hits.texts)
    return _finding(kind, STRONG if is_named or len(hits) >= 3 else WEAK, column, table, hits)


def _of_kind(column: TextColumn, kind: str) -> Hits:
    return column.hits(lambda text: any(kind == one for one, _number in _within(text)))


def _within(text: str) -> list[tuple[str, str]]:
    return loose.in_text(text) if re.search(r"[A-Za-z]", text) else []


def _finding(kind: str, strength: str, column: TextColumn, table: TextTable, hits: Hits) -> Finding:
    cells = column.cells(hits.texts)
    shown = mask(hits.texts[0])
    return Finding(table.sheet, column.title, kind, strength, len(hits), shown, cells)


_STEPS = (_by_rule, _phone, _email, _birth, _name, _address, _trait, _alone, _inside, _likely_name)
