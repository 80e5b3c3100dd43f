"""The files of schemas/tables/: those that ship are whole, and a mistake is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from ckanext.ambon.domain import personal_data, table_standards, vocabularies
from ckanext.ambon.domain.table_standards import Standard, StandardError, file

RIGHT = """\
title: {id: Uji, en: Trial}
description: {id: Tabel uji., en: A trial.}
topic: ekonomi
key: [tahun]
columns:
- name: tahun
  label: {id: Tahun, en: Year}
  type: year
  required: true
  definition: {id: Tahun., en: The year.}
  example: 2026
- name: jumlah
  label: {id: Jumlah, en: Number}
  type: integer
  min: 0
  definition: {id: Banyaknya., en: How many.}
"""

WRONG = {
    "an unknown key": ("  min: 0", "  minimal: 0", 15, "“minimal” tidak dikenal"),
    "a missing language": ("{id: Jumlah, en: Number}", "{id: Jumlah}", 13, "en"),
    "an unknown type": ("type: integer", "type: interger", 14, "yang terdekat: “integer”"),
    "an unknown topic": ("topic: ekonomi", "topic: uang", 3, "topik “uang”"),
    "a key that is no column": ("key: [tahun]", "key: [tahum]", 4, "“tahun”"),
    "a key that may be empty": ("key: [tahun]", "key: [jumlah]", 4, "harus wajib"),
    "a limit that is no number": ("min: 0", "min: nol", 15, "perlu bilangan"),
    "an example against its column": ("example: 2026", "example: dua", 11, "bukan tahun"),
    "a name that PostgreSQL refuses": ("- name: jumlah", "- name: Jumlah!", 12, "tulis “jumlah”"),
    "a column twice": ("- name: jumlah", "- name: tahun", 12, "sudah ada"),
    "YAML that cannot be read": ("- name: tahun", "- name: [tahun", 7, "YAML tidak terbaca"),
    "a list of codes that is not there": ("min: 0", "vocabulary: planets", 15, "planets"),
    "a pattern without words": ("type: integer", "type: code\n  pattern: '[0-9]'", 15, "form"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_mistake_is_told_with_file_and_line(case: str, tmp_path: Path) -> None:
    right, wrong, line, told = WRONG[case]
    assert right in RIGHT
    written = tmp_path / "uji.yaml"
    written.write_text(RIGHT.replace(right, wrong))
    with pytest.raises(StandardError) as refused:
        file.read(written)
    assert refused.value.file == "uji.yaml"
    assert refused.value.line == line
    assert told in str(refused.value)


def test_a_right_file_is_read(tmp_path: Path) -> None:
    written = tmp_path / "uji.yaml"
    written.write_text(RIGHT)
    found = file.read(written)
    assert (found.name, found.key) == ("uji", ("tahun",))
    assert found.column("jumlah").min == 0


def test_the_ten_standards_of_the_city_are_there() -> None:
    assert {one.name for one in table_standards.standards()} == {
        "anggaran-realisasi",
        "aset",
        "bencana",
        "fasilitas-umum",
        "harga-bahan-pokok",
        "layanan-per-bulan",
        "pegawai",
        "penduduk",
        "umkm",
        "wisata",
    }


@pytest.mark.parametrize("standard", table_standards.standards(), ids=lambda one: one.name)
def test_the_dictionary_of_a_standard_is_one_that_a_file_may_carry(standard: Standard) -> None:
    for column in table_standards.columns(standard):
        assert set(column) <= {
            "name", "label", "type", "unit", "definition", "vocabulary", "sensitive",
        }  # fmt: skip
        assert vocabularies.term("column_types", column["type"])
        assert "Sumber definisi: " in column["definition"]


@pytest.mark.parametrize("name", ["umkm", "pegawai"])
def test_lists_near_to_persons_take_no_further_columns(name: str) -> None:
    found = table_standards.standard(name)
    assert found is not None
    assert not found.further_columns
    words = " ".join(column.name for column in found.columns)
    assert not {"nik", "npwp", "nip", "pemilik", "telepon"} & set(words.split())


@pytest.mark.parametrize("standard", table_standards.standards(), ids=lambda one: one.name)
def test_an_example_looks_like_no_persons_data(standard: Standard) -> None:
    row = {column.name: str(column.example) for column in standard.columns if column.example}
    titles = {column.name: column.label["id"] for column in standard.columns}
    assert not [one.kind for one in personal_data.scan_records([row], titles) if one.blocks]
