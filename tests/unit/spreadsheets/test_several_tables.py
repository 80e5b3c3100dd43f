"""Several tables, sheets, and what is hidden."""

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


def test_two_tables_stacked(tmp_path: Path) -> None:
    rows = [
        ["Tabel 1. Penduduk"],
        HEAD,
        *PEOPLE,
        ["Jumlah", 164534, 164502],
        [],
        ["Tabel 2. Sekolah"],
        ["Kecamatan", "Jenjang", "Sekolah"],
        ["Nusaniwe", "SD", 20],
        ["Sirimau", "SMP", 7],
    ]
    second = truth("Kecamatan:text | Jenjang:text | Sekolah:integer", rows[-2:])
    check(making.xlsx(tmp_path / "a.xlsx", rows), PEOPLE_TRUTH, second)


def test_two_tables_side_by_side(tmp_path: Path) -> None:
    right = [["Bulan", "Kejadian"], ["Januari", 3], ["Februari", 4], ["Maret", 0], ["April", 2]]
    left = [HEAD, *PEOPLE, ["Jumlah", 164534, 164502]]
    rows = [[*a, None, *b] for a, b in zip(left, right, strict=True)]
    check(
        making.xlsx(tmp_path / "a.xlsx", rows),
        PEOPLE_TRUTH,
        truth("Bulan:text | Kejadian:integer", right[1:]),
    )


def test_sheets_of_one_shape_become_one_table(tmp_path: Path) -> None:
    body = {
        "Januari": [["Kecamatan", "Kasus"], ["Sirimau", 5], ["Baguala", 6]],
        "Februari": [["Kecamatan", "Kasus"], ["Sirimau", 7], ["Baguala", 8]],
    }
    wanted = truth(
        "Lembar:text | Kecamatan:text | Kasus:integer",
        [
            ["Januari", "Sirimau", 5],
            ["Januari", "Baguala", 6],
            ["Februari", "Sirimau", 7],
            ["Februari", "Baguala", 8],
        ],
    )
    check(making.sheets(tmp_path / "a.xlsx", body), wanted)


def test_cover_and_hidden_sheets_are_no_tables(tmp_path: Path) -> None:
    body = {
        "Sampul": [["BUKU DATA"], ["Kota Ambon"], ["2024"]],
        "Data": [HEAD, *PEOPLE],
        "Rahasia": [["a", "b"], ["x", 1], ["y", 2]],
    }
    check(making.sheets(tmp_path / "a.xlsx", body, hidden=["Rahasia"]), PEOPLE_TRUTH)


def test_hidden_rows_and_columns_are_asked(tmp_path: Path) -> None:
    path = making.xlsx(tmp_path / "a.xlsx", [HEAD, *PEOPLE], hidden_rows=[3])
    check(
        path,
        truth(
            "Kecamatan:text | Laki-laki:integer | Perempuan:integer",
            [PEOPLE[0], PEOPLE[2]],
            must=[None],
        ),
    )
    path = making.xlsx(tmp_path / "b.xlsx", [HEAD, *PEOPLE], hidden_columns=["C"])
    check(
        path, truth("Kecamatan:text | Laki-laki:integer", [row[:2] for row in PEOPLE], must=[None])
    )


def test_a_total_that_does_not_add_up_is_a_warning(tmp_path: Path) -> None:
    from ckanext.ambon.domain.spreadsheets import read

    path = making.xlsx(tmp_path / "a.xlsx", [HEAD, *PEOPLE, ["Jumlah", 164534, 164999]])
    check(path, PEOPLE_TRUTH)
    (warning,) = read(path).tables[0].warnings
    assert warning.cell == "C5"
    assert "selisih 497" in warning.why


def test_a_list_of_texts_only(tmp_path: Path) -> None:
    rows = [
        ["Nama Puskesmas", "Alamat", "Status"],
        ["Waihaong", "Jl. Pitu Ina", "Rawat jalan"],
        ["Passo", "Jl. Sisingamangaraja", "Rawat inap"],
        ["Tawiri", "Jl. Leimena", "Rawat inap"],
        [],
        ["Sumber: Dinas Kesehatan"],
    ]
    check(
        making.xlsx(tmp_path / "a.xlsx", rows),
        truth("Nama Puskesmas:text | Alamat:text | Status:text", rows[1:4]),
    )


def test_a_table_away_from_the_corner(tmp_path: Path) -> None:
    check(making.xlsx(tmp_path / "a.xlsx", [HEAD, *PEOPLE], at=(7, 4)), PEOPLE_TRUTH)
