"""Layouts of Indonesian offices, one trait each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.unit.spreadsheets import making
from tests.unit.spreadsheets.judging import judge, truth

PEOPLE = [["Nusaniwe", 49213, 49001], ["Sirimau", 84321, 85001], ["Baguala", 31000, 30500]]
PEOPLE_TRUTH = truth("Kecamatan:text | Laki-laki:integer | Perempuan:integer", PEOPLE)
HEAD = ["Kecamatan", "Laki-laki", "Perempuan"]


def check(path: Path, *truths: Any) -> None:
    verdict = judge(path, *truths)
    assert verdict.is_right, verdict


def test_a_plain_table(tmp_path: Path) -> None:
    check(making.xlsx(tmp_path / "a.xlsx", [HEAD, *PEOPLE]), PEOPLE_TRUTH)


def test_letterhead_title_and_signature(tmp_path: Path) -> None:
    rows = [
        ["PEMERINTAH KOTA AMBON"],
        ["DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL"],
        ["Jl. Sultan Hairun No. 1 Telp. (0911) 352123 Ambon"],
        [],
        ["JUMLAH PENDUDUK MENURUT KECAMATAN"],
        ["TAHUN 2024"],
        [],
        HEAD,
        *PEOPLE,
        ["Jumlah", 164534, 164502],
        ["Sumber: Dinas Kependudukan dan Pencatatan Sipil"],
        [],
        [None, None, "Ambon, 31 Desember 2024"],
        [None, None, "Kepala Dinas"],
        [],
        [],
        [None, None, "Hanny Tamtelahitu, S.Sos"],
        [None, None, "NIP. 19680101 199003 1 001"],
    ]
    merges = [f"A{r}:C{r}" for r in (1, 2, 3, 5, 6)]
    check(making.xlsx(tmp_path / "a.xlsx", rows, merges=merges), PEOPLE_TRUTH)


def test_signature_in_two_columns(tmp_path: Path) -> None:
    rows = [
        HEAD,
        *PEOPLE,
        [],
        ["Mengetahui,", None, "Ambon, 31 Desember 2024"],
        ["Kepala Dinas Sosial", None, "Kepala Bidang Data"],
        [],
        [],
        ["Drs. A. Pattiasina", None, "B. Louhenapessy, SE"],
        ["NIP. 196801011990031001", None, "NIP. 197001011995032001"],
    ]
    check(making.xlsx(tmp_path / "a.xlsx", rows), PEOPLE_TRUTH)


def test_merged_header_of_two_rows(tmp_path: Path) -> None:
    rows = [
        ["No", "Kecamatan", "JUMLAH PENDUDUK (JIWA)", None, "Luas (km2)"],
        [None, None, "L", "P", None],
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        [1, "Nusaniwe", 49213, 49001, 88.35],
        [2, "Sirimau", 84321, 85001, 86.82],
        [None, "Jumlah", 133534, 134002, 175.17],
    ]
    merges = ["A1:A2", "B1:B2", "C1:D1", "E1:E2"]
    wanted = truth(
        "Kecamatan:text | JUMLAH PENDUDUK (JIWA) – L:integer"
        " | JUMLAH PENDUDUK (JIWA) – P:integer | Luas (km2):number",
        [["Nusaniwe", 49213, 49001, "88.35"], ["Sirimau", 84321, 85001, "86.82"]],
        **{"JUMLAH__PENDUDUK__(JIWA)__–__L": "jiwa", "Luas__(km2)": "km2"},
    )
    check(making.xlsx(tmp_path / "a.xlsx", rows, merges=merges), wanted)


def test_header_of_three_rows(tmp_path: Path) -> None:
    rows = [
        ["Kecamatan", "Penduduk", None, None, None],
        [None, "2023", None, "2024", None],
        [None, "L", "P", "L", "P"],
        ["Nusaniwe", 1, 2, 30, 4],
        ["Sirimau", 5, 6, 70, 8],
    ]
    merges = ["A1:A3", "B1:E1", "B2:C2", "D2:E2"]
    wanted = truth(
        "Kecamatan:text | Penduduk – 2023 – L:integer | Penduduk – 2023 – P:integer"
        " | Penduduk – 2024 – L:integer | Penduduk – 2024 – P:integer",
        [["Nusaniwe", 1, 2, 30, 4], ["Sirimau", 5, 6, 70, 8]],
    )
    check(making.xlsx(tmp_path / "a.xlsx", rows, merges=merges), wanted)


def test_header_of_two_rows_without_merges(tmp_path: Path) -> None:
    text = "Kecamatan,Penduduk,,Luas\n,L,P,\nNusaniwe,10,20,1.5\nSirimau,30,40,2.5\n"
    wanted = truth(
        "Kecamatan:text | Penduduk – L:integer | Penduduk – P:integer | Luas:number",
        [["Nusaniwe", 10, 20, "1.5"], ["Sirimau", 30, 40, "2.5"]],
    )
    check(making.csv(tmp_path / "a.csv", text), wanted)


def test_wide_years(tmp_path: Path) -> None:
    rows = [
        ["Kecamatan", 2021, 2022, 2023],
        ["Nusaniwe", 5, 6, 7],
        ["Sirimau", 2001, 9, 10],
        ["Jumlah", 2006, 15, 17],
    ]
    wanted = truth("Kecamatan:text | 2021:integer | 2022:integer | 2023:integer", rows[1:3])
    check(making.xlsx(tmp_path / "a.xlsx", rows), wanted)


def test_bare_column_numbers(tmp_path: Path) -> None:
    rows = [HEAD, [1, 2, 3], *PEOPLE]
    check(making.xlsx(tmp_path / "a.xlsx", rows), PEOPLE_TRUTH)


def test_column_numbers_with_formula(tmp_path: Path) -> None:
    rows = [
        ["Kecamatan", "L", "P", "Jumlah"],
        ["1", "2", "3", "4=2+3"],
        ["Nusaniwe", 4, 5, 9],
        ["Sirimau", 6, 7, 13],
    ]
    wanted = truth("Kecamatan:text | L:integer | P:integer | Jumlah:integer", rows[2:])
    check(making.xlsx(tmp_path / "a.xlsx", rows), wanted)


def test_header_repeated_on_a_new_page(tmp_path: Path) -> None:
    rows = [HEAD, *PEOPLE[:2], [], HEAD, *PEOPLE[2:]]
    check(making.xlsx(tmp_path / "a.xlsx", rows), PEOPLE_TRUTH)


def test_blank_and_dash_lines(tmp_path: Path) -> None:
    rows = [HEAD, PEOPLE[0], [], PEOPLE[1], ["-----", "-----", "-----"], PEOPLE[2]]
    check(making.xlsx(tmp_path / "a.xlsx", rows), PEOPLE_TRUTH)


def test_subtotals_under_section_rows(tmp_path: Path) -> None:
    rows = [
        ["No", "Kelurahan", "Jumlah KK"],
        ["Kecamatan Nusaniwe"],
        [1, "Wainitu", 100],
        [2, "Silale", 50],
        [None, "Jumlah Kecamatan Nusaniwe", 150],
        ["Kecamatan Sirimau"],
        [1, "Rijali", 200],
        [2, "Ahusen", 30],
        [None, "Jumlah Kecamatan Sirimau", 230],
        [None, "Total", 380],
    ]
    wanted = truth(
        "Kecamatan:text | Kelurahan:text | Jumlah KK:integer",
        [
            ["Kecamatan Nusaniwe", "Wainitu", 100],
            ["Kecamatan Nusaniwe", "Silale", 50],
            ["Kecamatan Sirimau", "Rijali", 200],
            ["Kecamatan Sirimau", "Ahusen", 30],
        ],
    )
    check(making.xlsx(tmp_path / "a.xlsx", rows, merges=["A2:C2", "A6:C6"]), wanted)


def test_the_city_as_sum_of_its_parts(tmp_path: Path) -> None:
    rows = [HEAD, *PEOPLE, ["Kota Ambon", 164534, 164502]]
    check(making.xlsx(tmp_path / "a.xlsx", rows), PEOPLE_TRUTH)


def test_the_city_among_other_towns_is_a_row(tmp_path: Path) -> None:
    rows = [
        ["Kabupaten/Kota", "Penduduk"],
        ["Buru", 140000],
        ["Kota Ambon", 350000],
        ["Kota Tual", 90000],
    ]
    check(
        making.xlsx(tmp_path / "a.xlsx", rows),
        truth("Kabupaten/Kota:text | Penduduk:integer", rows[1:]),
    )


def test_indicators_called_jumlah_are_rows(tmp_path: Path) -> None:
    rows = [
        ["Indikator", "Satuan", "Nilai"],
        ["Jumlah Penduduk", "jiwa", 350000],
        ["Jumlah Kelurahan", "kelurahan", 20],
        ["Jumlah Kecamatan", "kecamatan", 5],
    ]
    check(
        making.xlsx(tmp_path / "a.xlsx", rows),
        truth("Indikator:text | Satuan:text | Nilai:integer", rows[1:]),
    )


def test_parents_with_the_sum_of_their_children(tmp_path: Path) -> None:
    rows = [
        ["No", "Uraian", "Target", "Realisasi"],
        ["A", "Pajak Daerah", 300, 250],
        [1, "Hotel", 100, 90],
        [2, "Restoran", 200, 160],
        ["B", "Retribusi", 70, 60],
        [1, "Parkir", 30, 20],
        [2, "Pasar", 40, 40],
        [None, "JUMLAH", 370, 310],
    ]
    wanted = truth(
        "Uraian:text | Target:integer | Realisasi:integer",
        [
            ["Hotel", 100, 90],
            ["Restoran", 200, 160],
            ["Parkir", 30, 20],
            ["Pasar", 40, 40],
        ],
    )
    check(making.xlsx(tmp_path / "a.xlsx", rows), wanted)


def test_groups_merged_down(tmp_path: Path) -> None:
    rows = [
        ["Kecamatan", "Kelurahan", "KK"],
        ["Nusaniwe", "Wainitu", 10],
        [None, "Silale", 20],
        ["Sirimau", "Rijali", 30],
        [None, "Ahusen", 40],
    ]
    wanted = truth(
        "Kecamatan:text | Kelurahan:text | KK:integer",
        [
            ["Nusaniwe", "Wainitu", 10],
            ["Nusaniwe", "Silale", 20],
            ["Sirimau", "Rijali", 30],
            ["Sirimau", "Ahusen", 40],
        ],
    )
    check(making.xlsx(tmp_path / "a.xlsx", rows, merges=["A2:A3", "A4:A5"]), wanted)
    check(making.xlsx(tmp_path / "b.xlsx", rows), wanted)


def test_groups_written_once_beside_their_number(tmp_path: Path) -> None:
    rows = [
        ["No", "Kecamatan", "Kelurahan", "KK"],
        [1, "Nusaniwe", "Wainitu", 10],
        [None, None, "Silale", 20],
        [2, "Sirimau", "Rijali", 30],
        [3, "Baguala", "Lateri", 40],
    ]
    wanted = truth(
        "Kecamatan:text | Kelurahan:text | KK:integer",
        [
            ["Nusaniwe", "Wainitu", 10],
            ["Nusaniwe", "Silale", 20],
            ["Sirimau", "Rijali", 30],
            ["Baguala", "Lateri", 40],
        ],
    )
    check(making.xlsx(tmp_path / "a.xlsx", rows), wanted)
