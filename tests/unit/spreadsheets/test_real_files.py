"""Files as offices and portals publish them, each cell of which is known; skipped elsewhere."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ckanext.ambon.domain.spreadsheets import read
from ckanext.ambon.domain.spreadsheets.model import Table

FOLDER = Path(__file__).resolve().parents[4] / "shared/data/spreadsheets"

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the real files are not here")


def table(name: str, *, asked: tuple[str, ...] = ()) -> Table:
    reading = read(FOLDER / name)
    assert reading.error is None
    (found,) = reading.tables
    assert tuple(q.column for q in found.questions) == asked
    return found


def written(name: str) -> list[list[str]]:
    with (FOLDER / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def column(found: Table, title: str) -> list[Any]:
    place = [one.title for one in found.columns].index(title)
    return [row[place] for row in found.rows]


def types(found: Table) -> list[str]:
    return [one.type for one in found.columns]


def test_figures_written_in_english_are_read_so() -> None:
    found = table("ekspor_bulanan.csv")
    assert types(found) == ["text"] + ["number"] * 7
    rows = written("ekspor_bulanan.csv")[1:]
    wanted = [(row[0], *(Decimal(f.replace(",", "")) for f in row[1:])) for row in rows]
    assert list(found.rows) == wanted


def test_counts_per_month_are_whole() -> None:
    found = table("permohonan_bulanan.csv")
    rows = written("permohonan_bulanan.csv")[1:]
    assert types(found) == ["text", "integer", "integer"]
    assert list(found.rows) == [(row[0], int(row[1]), int(row[2])) for row in rows]


def test_codes_that_became_fractions_are_codes_again() -> None:
    found = table("pencemaran_air_2000.csv")
    header, *rows = written("pencemaran_air_2000.csv")
    assert found.row_count == len(rows) == 2000
    for place, title in enumerate(header):
        raw = [row[place] for row in rows]
        if title in ("tahun", "id"):
            assert column(found, title) == [int(float(text)) for text in raw]
        elif title.startswith(("kode", "bps_kode")):
            assert column(found, title) == [text.removesuffix(".0") for text in raw]
        else:
            assert column(found, title) == raw
    assert types(found)[:4] == ["code", "text", "code", "text"]


def test_an_official_table_in_long_form_keeps_every_cell() -> None:
    found = table("penduduk_jenis_kelamin_jabar.csv")
    header, *rows = written("penduduk_jenis_kelamin_jabar.csv")
    assert found.row_count == len(rows) == 430
    for title in ("kode_provinsi", "nama_kabupaten_kota", "jenis_kelamin", "satuan"):
        assert column(found, title) == [row[header.index(title)].strip() for row in rows]
    for title in ("jumlah_penduduk", "tahun"):
        assert column(found, title) == [int(row[header.index(title)]) for row in rows]


def test_html_of_nested_tables_becomes_one_table() -> None:
    found = table("garis_kemiskinan_jabar.xls")
    group = "Garis Kemiskinan Menurut Kabupaten/Kota (Rupiah/kapita/bulan)"
    titles = ["Nama Wilayah", *(f"{group} – {year}" for year in (2020, 2019, 2018))]
    assert [one.title for one in found.columns] == titles
    assert list(found.rows) == [("JAWA BARAT", 410988, 386198, 367755)]
    assert types(found) == ["text", "currency", "currency", "currency"]


def test_a_small_workbook_is_read_as_it_stands() -> None:
    found = table("garis_kemiskinan_provinsi.xlsx")
    assert types(found) == ["year", "integer"]
    assert list(found.rows) == [(2020, 410988), (2019, 386198), (2018, 367755)]


def test_a_list_with_words_among_its_figures_is_asked_there_alone() -> None:
    found = table("daftar_data_yogyakarta.csv", asked=("Data 2025",))
    header, *rows = written("daftar_data_yogyakarta.csv")
    for title in ("Nama Data", "Produsen Data"):
        place = header.index(title)
        assert column(found, title) == [row[place].strip() or None for row in rows]
    figures = column(found, "Data 2025")
    plain = {i: row[5] for i, row in enumerate(rows) if row[5].replace(".", "").isdigit()}
    assert len(plain) > 1000
    assert all(figures[i] == Decimal(text) for i, text in plain.items())
