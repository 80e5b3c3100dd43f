"""Dates, years, and codes that must stay text."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.unit.spreadsheets import making
from tests.unit.spreadsheets.judging import judge, truth

NAMES = ["Nusaniwe", "Sirimau", "Baguala", "Teluk Ambon"]


def one(tmp_path: Path, title: str, cells: list[Any], **how: Any) -> Path:
    rows = [["Kecamatan", title], *([name, cell] for name, cell in zip(NAMES, cells, strict=False))]
    return making.xlsx(tmp_path / "a.xlsx", rows, **how)


def check(path: Path, title: str, kind: str, values: list[Any], must: Any = ()) -> None:
    rows = [[name, value] for name, value in zip(NAMES, values, strict=False)]
    verdict = judge(path, truth(f"Kecamatan:text | {title}:{kind}", rows, must=must))
    assert verdict.is_right, verdict


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["01/10/2025", "13/01/2025"], ["2025-10-01", "2025-01-13"]),
        (["01/10/2025", "05/06/2025"], ["2025-10-01", "2025-06-05"]),
        (["1-2-2025", "31.12.2024"], ["2025-02-01", "2024-12-31"]),
        (["1 Oktober 2025", "17 Agt 2025"], ["2025-10-01", "2025-08-17"]),
        (["Senin, 6 Oktober 2025", "Selasa, 7 Oktober 2025"], ["2025-10-06", "2025-10-07"]),
        (["2025-10-01", "2025-01-13"], ["2025-10-01", "2025-01-13"]),
        ([date(2025, 10, 1), date(2025, 1, 13)], ["2025-10-01", "2025-01-13"]),
        (["1/10/25", "13/1/25"], ["2025-10-01", "2025-01-13"]),
        (["13 Jan 2025", "-"], ["2025-01-13", None]),
    ],
)
def test_the_day_stands_before_the_month(tmp_path: Path, cells: Any, values: Any) -> None:
    check(one(tmp_path, "Tanggal", cells), "Tanggal", "date", values)


@pytest.mark.parametrize(
    "cells",
    [
        ["10/13/2025", "01/10/2025"],
        ["10/13/2025", "13/10/2025"],
        [date(2025, 1, 10), "13/01/2025"],
        ["31/02/2025", "01/03/2025"],
        ["01/03/2025", "02/03/2025", "akhir Maret"],
        [45678, 45679, 45680],
    ],
)
def test_a_contradiction_of_dates_is_asked(tmp_path: Path, cells: Any) -> None:
    check(one(tmp_path, "Tanggal", cells), "Tanggal", "date", cells, must=["Tanggal"])


def test_ranges_that_became_dates_are_asked(tmp_path: Path) -> None:
    path = one(tmp_path, "Kelompok Umur", ["0-4", date(2025, 9, 5), "10-14"])
    check(path, "Kelompok Umur", "text", ["0-4", None, "10-14"], must=["Kelompok Umur"])


@pytest.mark.parametrize("cells", [[2023, 2024], ["2023", "2024"], ["2023.0", "2024.0"]])
def test_years(tmp_path: Path, cells: Any) -> None:
    check(one(tmp_path, "Tahun", cells), "Tahun", "year", [2023, 2024])


def test_a_length_in_years_is_no_year(tmp_path: Path) -> None:
    check(
        one(tmp_path, "Lama Sekolah (tahun)", [12, 11]), "Lama Sekolah (tahun)", "integer", [12, 11]
    )


@pytest.mark.parametrize(
    ("title", "cells", "values"),
    [
        ("Kode Wilayah", ["81.71.01", "81.71.02"], ["81.71.01", "81.71.02"]),
        ("Kode BPS", [8171010, 8171020], ["8171010", "8171020"]),
        ("kode_desa", [3201190006.0, 3201190010.0], ["3201190006", "3201190010"]),
        ("kode_desa", ["3201190006.0", "3201190010.0"], ["3201190006", "3201190010"]),
        ("Kecamatan Kode", ["010", "020"], ["010", "020"]),
        ("Nomor Telepon", ["0911352123", "081343012345"], ["0911352123", "081343012345"]),
        ("NIK", ["8171010101900001", "8171014202910003"], ["8171010101900001", "8171014202910003"]),
        ("Kode Pos", [97117, 97128], ["97117", "97128"]),
        ("Kode Rekening", ["5.1.02.01", "5.1.02.02"], ["5.1.02.01", "5.1.02.02"]),
        ("Kode Rekening", ["1.234.567", "5.001.002"], ["1.234.567", "5.001.002"]),
        ("Ruang", ["007", "012"], ["007", "012"]),
        ("NPSN", [60102345, 60102346], ["60102345", "60102346"]),
        ("Kode", ["A01", "B02"], ["A01", "B02"]),
    ],
)
def test_codes_stay_text(tmp_path: Path, title: str, cells: Any, values: Any) -> None:
    check(one(tmp_path, title, cells), title, "code", values)


def test_codes_padded_by_their_format(tmp_path: Path) -> None:
    check(one(tmp_path, "Kode", [10, 20], formats={"B2:B3": "000"}), "Kode", "code", ["010", "020"])
    path = one(tmp_path, "Kode", [817101, 817102], formats={"B2:B3": "00\\.00\\.00"})
    check(path, "Kode", "code", ["81.71.01", "81.71.02"])


@pytest.mark.parametrize(
    ("title", "cells"),
    [
        ("NIK", ["8,17101E+15", "8,17101E+15"]),
        ("NIK", [8171010101900000, 8171010101910000]),
        ("Kode", ["010", 20, "030"]),
        ("No HP", [81343012345, 82198765432]),
        ("Kode Wilayah", [81.71, 81.1]),
    ],
)
def test_lost_digits_are_asked(tmp_path: Path, title: str, cells: Any) -> None:
    check(one(tmp_path, title, cells), title, "code", cells, must=[title])


@pytest.mark.parametrize("title", ["Jumlah NIB", "Jumlah KK", "Jumlah rekening"])
def test_counts_of_numbered_things_are_no_codes(tmp_path: Path, title: str) -> None:
    check(one(tmp_path, title, [12, 1200]), title, "integer", [12, 1200])


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    path = making.csv(tmp_path / "a.csv", "Nama,Catatan\nA,=1+1\nB,@x\nC,-abc\n")
    verdict = judge(
        path, truth("Nama:text | Catatan:text", [["A", "=1+1"], ["B", "@x"], ["C", "-abc"]])
    )
    assert verdict.is_right, verdict
