"""Counts of one to four persons by a sensitive subject, by which a neighbour could be known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ckanext.ambon.domain.personal_data.model import WEAK, Finding
from ckanext.ambon.domain.personal_data.tables import TextColumn, TextTable

SUBJECT = re.compile(
    r"\b(hiv|aids|odha|tbc?|tuberkulosis|kusta|lepra|malaria|dbd|demam berdarah|diare|penyakit|"
    r"penderita|pasien|gizi (buruk|kurang)"
    r"|stunting|wasting|bblr|kematian (ibu|bayi|balita)|odgj|gangguan jiwa|ims|sifilis|"
    r"hepatitis|kanker|covid|positif|kehamilan remaja|hamil"
    r"|narkoba|napza|nafza|penyalahguna\w*|abortus|aborsi|keguguran|thal+as+emia|h[ae]mofilia|epilepsi|"
    r"stroke|diabetes|gagal ginjal|rabies|campak|difteri|tetanus|polio|lumpuh layuh|pneumonia|"
    r"filariasis|frambusia|kaki gajah|gonore|raja singa|gizi lebih|obesitas|leptospirosis"
    r"|berhadapan dengan hukum|abh|anak jalanan|waria|gay|lsl|wps|pekerja seks"
    r"|kekerasan|korban|pelecehan|kdrt|pencabulan|persetubuhan|perkosaan|pemerkosaan|"
    r"penelantaran|trafficking|perdagangan orang|penganiayaan|bunuh diri"
    r"|disabilitas|difabel|berkebutuhan khusus|abk|penyandang"
    r"|tuna ?(netra|rungu|wicara|daksa|grahita|laras)|cacat|"
    r"autis|down syndrome"
    r"|agama|pemeluk|umat|penganut|islam|kristen|protestan|katolik|khatolik|hindu|buddha|budha|"
    r"kh?onghucu|penghayat"
    r"|perkawinan (anak|usia)|pernikahan (anak|dini|usia)|kawin (anak|usia)|nikah (dini|anak|"
    r"usia)|dispensasi (nikah|kawin)|menikah (dini|usia)|anak menikah)\b",
    re.IGNORECASE,
)
HARMLESS = re.compile(
    r"\b(puskesmas|rumah sakit|posyandu|pustu|klinik|apotek|faskes|fasilitas|sarana|prasarana|"
    r"tempat ibadah|rumah ibadah|masjid"
    r"|mesjid|musholla|mushola|gereja|pura|vihara|kapel|klenteng|tempat tidur|tenaga|dokter|"
    r"perawat|bidan|nakes|kader|kebakaran|kursi|sekolah|guru|tps"
    r"|kendaraan|armada|bangunan|unit|pos|kegiatan|sosialisasi|pelatihan|anggaran|ambulans|alat|"
    r"dosis|vaksin|hewan|ekor|ternak|rabies|hari libur|organisasi"
    r"|lembaga|panti|sumur|jamban|banjir|longsor|bencana|gempa|kecelakaan|luar biasa|izin|"
    r"ramp|toilet|lift|parkir|jalur|aksesibilitas|kursi roda)\b",
    re.IGNORECASE,
)
NO_COUNT = re.compile(
    r"^(tahun|umur|usia|kelompok (umur|usia)|bulan|triwulan|minggu)\b"
    r"|\b(luas|harga|persen\w*|rasio|prevalensi|rata|skor|peringkat|target)\b|%|\(tahun\)"
)
_COUNT = re.compile(r"\d{1,9}")
_TITLE = re.compile(
    r"\b(jumlah|total|banyak\w*|kasus|korban|penderita|orang|jiwa|anak|perempuan|laki|l|p|lk|pr|"
    r"penyandang|pemeluk|nilai|angka|meninggal|sembuh)\b|^\d{4}$"
)


@dataclass(frozen=True)
class _Said:
    """What a table says besides its counts: the same for each of them, so gathered once."""

    heading: str
    counted: str
    labels: str
    is_sensitive: bool


def find(table: TextTable) -> list[Finding]:
    """Return the columns of counts in which small ones meet a sensitive subject."""
    told = [(column, _is_count(column)) for column in table.columns]
    said = _said(table, [column for column, is_count in told if not is_count])
    counts = (column for column, is_count in told if is_count)
    return [finding for column in counts if (finding := _find(column, table, said))]


def _said(table: TextTable, others: Sequence[TextColumn]) -> _Said:
    labels = [other.label for other in others]
    values = [" ".join(other.texts[:100]) for other in others]
    is_sensitive = any(map(_is_sensitive, (*values, *labels)))
    counted = _OVER.split(table.heading)[0]
    return _Said(table.heading, counted, " ".join(labels), is_sensitive)


def _find(column: TextColumn, table: TextTable, said: _Said) -> Finding | None:
    if HARMLESS.search(column.label) or NO_COUNT.search(column.label):
        return None
    if not _is_named(column, table) and not _is_about_subject(column, said):
        return None
    small = column.hits(lambda text: text in ("1", "2", "3", "4"))
    if not small:
        return None
    cells = column.cells(small.texts)
    return Finding(table.sheet, column.title, "small_cell", WEAK, len(small), "•", cells)


def _is_count(column: TextColumn) -> bool:
    numbers = column.hits(lambda text: _COUNT.fullmatch(text.replace(".", "")))
    is_year = bool(numbers) and all(re.fullmatch(r"(19|20)\d\d", text) for text in numbers.texts)
    running = re.fullmatch(r"no\.?|nomor|id|no\.? ?urut|rw|rt|urutan|kode.*", column.label)
    return column.share(len(numbers)) >= 0.7 and not is_year and not running


def _is_about_subject(column: TextColumn, said: _Said) -> bool:
    """Tell whether the subject is what is counted, or stands in the labels beside the count."""
    persons = _PERSONS.search(f"{column.label} {said.counted}")
    if HARMLESS.search(said.counted) and not persons:
        return False
    if SUBJECT.search(said.counted) or said.is_sensitive:
        return True
    return bool(SUBJECT.search(said.heading)) and not HARMLESS.search(said.labels)


def _is_sensitive(text: str) -> bool:
    return bool(SUBJECT.search(text)) and not HARMLESS.search(text)


def _is_named(column: TextColumn, table: TextTable) -> bool:
    """Tell whether a title names the subject; the victims of a disaster are none."""
    is_disaster = _VICTIMS.search(column.label) and HARMLESS.search(table.heading)
    return bool(SUBJECT.search(column.label)) and not is_disaster


# What stands after these words is by what is counted, no longer what.
_OVER = re.compile(r"\b(?:menurut|per|berdasarkan|setiap|tiap|pada|di)\b", re.IGNORECASE)
_VICTIMS = re.compile(r"\bkorban( (luka|meninggal|hilang|jiwa|selamat)|$)")
_PERSONS = re.compile(
    r"\b(siswa|murid|anak|balita|bayi|ibu|orang|jiwa|penderita|penyandang|pasien|korban|warga|"
    r"perempuan|laki|odha)\b",
    re.IGNORECASE,
)
