"""In a large file the same is found as in a small one, without holding its texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook

from ckanext.ambon.domain.personal_data import Finding, gathering, large, scan, tables
from ckanext.ambon.domain.spreadsheets import delimited, insheet

Both = Callable[[str, list[str], str], tuple[list[Finding], list[Finding]]]
COUNT = 1500
FAMILIES = ("Latuheru", "Pattimura", "Tahitu", "Leatemia", "Nanlohy", "Sopacua", "Hukom")


@pytest.fixture
def both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Both:
    def read(title: str, lines: list[str], name: str) -> tuple[list[Finding], list[Finding]]:
        path = tmp_path / name
        path.write_text("\n".join([title, *lines, ""]))
        monkeypatch.setattr(delimited, "LARGE", 10**9)
        whole = scan(path)
        monkeypatch.setattr(delimited, "LARGE", 1)
        monkeypatch.setattr(gathering, "HELD", 100)
        monkeypatch.setattr(large.tables, "of_workbook", None)  # the large path, and no other
        return whole, scan(path)

    return read


def nik(number: int) -> str:
    place, day = f"8171{number % 5 + 1:02}", f"{number % 28 + 1:02}{number % 12 + 1:02}"
    return f"{place}{day}{number % 90 + 10}{number:04}"


def test_persons_in_a_large_file(both: Both) -> None:
    lines = [
        f"{nik(n)};Petrus {FAMILIES[n % 7]} {FAMILIES[n % 5]};{n % 28 + 1:02}/0{n % 9 + 1}/19"
        f"{n % 60 + 40};08524{n:07};{n * 137}"
        for n in range(COUNT)
    ]
    whole, found = both("NIK;Nama Warga;Tanggal Lahir;No. HP;Bantuan (Rp)", lines, "bansos.csv")
    assert found == whole
    assert {one.kind for one in found} == {"nik", "name", "birth_date", "phone"}
    assert {one.rows for one in found} == {COUNT}


def test_one_number_among_a_thousand_remarks(both: Both) -> None:
    lines = [f"Wainitu;{n * 31};catatan nomor {n * 7} diterima" for n in range(COUNT)]
    lines[1203] = f"Wainitu;5;diserahkan Petrus (NIK {nik(7)})"
    whole, found = both("Kelurahan;Jumlah;Keterangan", lines, "laporan.csv")
    assert found == whole
    assert [(one.kind, one.rows, one.cells) for one in found] == [("nik", 1, ("C1205",))]


def test_a_number_in_a_column_without_a_title(both: Both) -> None:
    lines = [f"Wainitu;{n * 31}" for n in range(COUNT)]
    lines[1203] = f"Wainitu;5;;{nik(7)} petrus@gmail.com"
    found = both("Kelurahan;Jumlah", lines, "laporan.csv")[1]
    assert {one.kind for one in found} >= {"email"}


def test_counts_and_amounts_are_no_alarm_and_small_cells_are_counted(both: Both) -> None:
    lines = [
        f"Wainitu;{2000 + n % 20};{n * 1_234_567 % 10**9:,};{n % 7}".replace(",", ".")
        for n in range(COUNT)
    ]
    whole, found = both("Kelurahan;Tahun;Anggaran;Penderita HIV", lines, "hiv.csv")
    # A text that stands in many rows is shown in its first.
    assert [replace(one, cells=()) for one in found] == [replace(one, cells=()) for one in whole]
    assert [(one.kind, one.strength) for one in found] == [("small_cell", "weak")]


def test_a_long_sheet_is_searched_as_a_short_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Daftar Penerima", None, None, "Petugas: 0852-4312-7788"])
    sheet.append(["NIK", "Nama Warga", "Bantuan (Rp)", "Keterangan"])
    for n in range(400):
        sheet.append([nik(n), f"Petrus {FAMILIES[n % 7]} {FAMILIES[n % 5]}", n * 1000, "rutin"])
    sheet.append([None, "Jumlah", sum(n * 1000 for n in range(400)), None])
    sheet.column_dimensions["A"].hidden = True
    book.save(tmp_path / "a.xlsx")
    monkeypatch.setattr(insheet, "LONG", 10**9)
    whole = scan(tmp_path / "a.xlsx")
    monkeypatch.setattr(insheet, "LONG", 300)
    monkeypatch.setattr(tables, "outside", None)  # the long path, and no other
    assert scan(tmp_path / "a.xlsx") == whole
    assert {(one.kind, one.rows) for one in whole} == {("nik", 400), ("name", 400), ("phone", 1)}
