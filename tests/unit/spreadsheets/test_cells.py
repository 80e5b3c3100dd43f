"""Single cells in the light of their column and format."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from ckanext.ambon.domain.spreadsheets import read
from tests.unit.spreadsheets import making
from tests.unit.spreadsheets.judging import judge, truth


def check(path: Path, *truths: Any) -> None:
    verdict = judge(path, *truths)
    assert verdict.is_right, verdict


def test_native_dates_times_and_booleans(tmp_path: Path) -> None:
    rows = [
        ["Kegiatan", "Tanggal", "Waktu", "Selesai"],
        ["A", date(2025, 1, 10), datetime(2025, 1, 10, 8, 30), True],
        ["B", date(2025, 2, 11), datetime(2025, 2, 11, 9, 0), False],
    ]
    table = read(making.xlsx(tmp_path / "a.xlsx", rows)).tables[0]
    assert [column.type for column in table.columns] == ["text", "date", "timestamp", "boolean"]
    assert table.rows[0] == ("A", date(2025, 1, 10), datetime(2025, 1, 10, 8, 30), True)


def test_cached_values_of_formulas(tmp_path: Path) -> None:
    import zipfile

    plain = making.xlsx(
        tmp_path / "p.xlsx",
        [["Kecamatan", "L", "P", "Jumlah"], ["Sirimau", 5, 6, 11], ["Baguala", 7, 8, 15]],
    )
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(tmp_path / "a.xlsx", "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith("sheet1.xml"):
                data = data.replace(b"<v>11</v>", b"<f>B2+C2</f><v>11</v>").replace(
                    b"<v>15</v>", b"<f>B3+C3</f><v>15</v>"
                )
            new.writestr(name, data)
    assert load_workbook(tmp_path / "a.xlsx").active["D2"].value == "=B2+C2"  # type: ignore[index]
    check(
        tmp_path / "a.xlsx",
        truth(
            "Kecamatan:text | L:integer | P:integer | Jumlah:integer",
            [["Sirimau", 5, 6, 11], ["Baguala", 7, 8, 15]],
        ),
    )


def test_error_cells_are_asked_on_their_column(tmp_path: Path) -> None:
    rows = [["Kecamatan", "L", "Rasio"], ["Sirimau", 5, "#DIV/0!"], ["Baguala", 7, 2]]
    check(
        making.xlsx(tmp_path / "a.xlsx", rows),
        truth(
            "Kecamatan:text | L:integer | Rasio:integer",
            [["Sirimau", 5, None], ["Baguala", 7, 2]],
            must=["Rasio"],
        ),
    )


def test_a_shifted_row_of_a_csv_is_asked(tmp_path: Path) -> None:
    text = "Kecamatan,Luas,Kode\nSirimau,86,A1\nBaguala,40,11,B2\nNusaniwe,88,C3\n"
    wanted = truth(
        "Kecamatan:text | Luas:integer | Kode:code",
        [["Sirimau", 86, "A1"], ["Baguala", 40, "11"], ["Nusaniwe", 88, "C3"]],
        must=[None],
    )
    assert judge(making.csv(tmp_path / "a.csv", text), wanted).unasked == []


def test_one_title_over_two_tables_side_by_side(tmp_path: Path) -> None:
    rows = [
        ["DATA KEPENDUDUKAN KOTA AMBON"],
        [],
        ["Kecamatan", "Jiwa", None, "Agama", "Pemeluk"],
        ["Sirimau", 169322, None, "Islam", 1000],
        ["Baguala", 63000, None, "Kristen", 2000],
        ["Nusaniwe", 98214, None, None, None],
        ["Jumlah", 330536, None, "Jumlah", 3000],
    ]
    check(
        making.xlsx(tmp_path / "a.xlsx", rows, merges=["A1:E1"]),
        truth(
            "Kecamatan:text | Jiwa:integer",
            [["Sirimau", 169322], ["Baguala", 63000], ["Nusaniwe", 98214]],
        ),
        truth("Agama:text | Pemeluk:integer", [["Islam", 1000], ["Kristen", 2000]]),
    )


def test_a_unit_line_and_values_with_units(tmp_path: Path) -> None:
    rows = [
        ["Satuan: Jiwa"],
        ["Kecamatan", "2023", "2024"],
        ["Sirimau", "169.322", "170.100"],
        ["Baguala", "63.000", "64.250"],
    ]
    wanted = truth(
        "Kecamatan:text | 2023:integer | 2024:integer",
        [["Sirimau", 169322, 170100], ["Baguala", 63000, 64250]],
        **{"2023": "jiwa"},
    )
    check(making.xlsx(tmp_path / "a.xlsx", rows), wanted)


def test_a_key_and_value_head(tmp_path: Path) -> None:
    rows = [
        ["OPD", ":", "Dinas Sosial"],
        ["Bulan", ":", "Januari 2025"],
        [],
        ["No", "Jenis Bantuan", "Penerima"],
        [1, "PKH", 500],
        [2, "BPNT", 700],
    ]
    check(
        making.xlsx(tmp_path / "a.xlsx", rows),
        truth("Jenis Bantuan:text | Penerima:integer", [["PKH", 500], ["BPNT", 700]]),
    )


def test_numbers_shown_by_format_only(tmp_path: Path) -> None:
    rows = [
        ["Kecamatan", "Kepadatan", "Realisasi"],
        ["Sirimau", 1234.5, 1000000],
        ["Baguala", 2345.25, 2000000],
    ]
    path = making.xlsx(
        tmp_path / "a.xlsx", rows, formats={"B2:B3": "#,##0.0", "C2:C3": '"Rp" #,##0'}
    )
    check(
        path,
        truth(
            "Kecamatan:text | Kepadatan:number | Realisasi:currency",
            [["Sirimau", "1234.5", 1000000], ["Baguala", "2345.25", 2000000]],
        ),
    )


def test_a_mixed_text_column_shows_what_the_sheet_shows(tmp_path: Path) -> None:
    rows = [["Nama", "Nomor Rumah"], ["A", "12A"], ["B", 7], ["C", "3/4"]]
    check(
        making.xlsx(tmp_path / "a.xlsx", rows),
        truth("Nama:text | Nomor Rumah:text", [["A", "12A"], ["B", "7"], ["C", "3/4"]]),
    )


def test_duplicate_titles_get_names_of_their_own(tmp_path: Path) -> None:
    table = read(
        making.xlsx(
            tmp_path / "a.xlsx",
            [["Kecamatan", "Jumlah", "Jumlah"], ["Sirimau", 1, 2], ["Baguala", 3, 4]],
        )
    ).tables[0]
    assert [column.name for column in table.columns] == ["kecamatan", "jumlah", "jumlah_2"]
    assert len(table.rows) == 2
