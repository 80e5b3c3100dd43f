"""Several traits at once, as real files have them."""

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


def test_budget_with_money_percent_and_totals(tmp_path: Path) -> None:
    rows = [
        ["PEMERINTAH KOTA AMBON"],
        ["BADAN PENGELOLA PAJAK DAN RETRIBUSI DAERAH"],
        [],
        ["REALISASI PENDAPATAN ASLI DAERAH"],
        ["S.D. 31 DESEMBER 2024"],
        [],
        ["NO", "JENIS PENERIMAAN", "TARGET\n(Rp)", "REALISASI\n(Rp)", "%"],
        [1, 2, 3, 4, "5=4/3"],
        [1, "Pajak Hotel", "9.500.000.000,00", "8.750.500.000,00", "92,11"],
        [2, "Pajak Restoran", "13.000.000.000,00", "13.125.750.000,00", "100,97"],
        [3, "Pajak Hiburan", "742.888.125,00", "-", "-"],
        ["JUMLAH", None, "23.242.888.125,00", "21.876.250.000,00", "94,12"],
        [],
        [None, None, None, "Ambon, 2 Januari 2025"],
        [None, None, None, "KEPALA BADAN,"],
        [],
        [],
        [None, None, None, "Drs. R. SAPULETTE, M.Si"],
        [None, None, None, "Pembina Utama Muda"],
        [None, None, None, "NIP. 19670203 199203 1 002"],
    ]
    wanted = truth(
        "JENIS PENERIMAAN:text | TARGET (Rp):currency | REALISASI (Rp):currency | %:percent",
        [
            ["Pajak Hotel", 9500000000, 8750500000, "92.11"],
            ["Pajak Restoran", 13000000000, 13125750000, "100.97"],
            ["Pajak Hiburan", 742888125, None, None],
        ],
    )
    check(
        making.xlsx(
            tmp_path / "a.xlsx", rows, merges=["A1:E1", "A2:E2", "A4:E4", "A5:E5", "A12:B12"]
        ),
        wanted,
    )


def test_letterhead_in_csv_with_semicolons(tmp_path: Path) -> None:
    text = (
        "PEMERINTAH KOTA AMBON;;;\nDINAS KESEHATAN;;;\n;;;\nJUMLAH KASUS DBD;;;\nTahun 2024;;;\n;;;\n"
        "No;Puskesmas;Kasus;Insiden per 1.000\n1;Waihaong;12;1,25\n2;Passo;9;0,75\n3;Tawiri;-;-\n;Jumlah;21;\n"
        ";;;\nSumber : Dinas Kesehatan;;;\n"
    )
    wanted = truth(
        "Puskesmas:text | Kasus:integer | Insiden per 1.000:number",
        [["Waihaong", 12, "1.25"], ["Passo", 9, "0.75"], ["Tawiri", None, None]],
    )
    check(making.csv(tmp_path / "a.csv", text), wanted)


def test_months_across_with_a_total_column(tmp_path: Path) -> None:
    rows = [
        ["No", "Jenis Layanan", "Bulan", None, None, "Jumlah"],
        [None, None, "Jan", "Feb", "Mar", None],
        [1, "KTP-el", 10, 20, 30, 60],
        [2, "KK", 5, None, 7, 12],
    ]
    wanted = truth(
        "Jenis Layanan:text | Bulan – Jan:integer | Bulan – Feb:integer | Bulan – Mar:integer | Jumlah:integer",
        [["KTP-el", 10, 20, 30, 60], ["KK", 5, None, 7, 12]],
    )
    check(
        making.xlsx(tmp_path / "a.xlsx", rows, merges=["A1:A2", "B1:B2", "C1:E1", "F1:F2"]), wanted
    )


def test_numbered_months_under_a_merged_title(tmp_path: Path) -> None:
    rows = [
        ["Uraian", "Bulan ke-", None, None],
        [None, 1, 2, 3],
        ["Surat masuk", 10, 20, 30],
        ["Surat keluar", 11, 21, 31],
    ]
    wanted = truth(
        "Uraian:text | Bulan ke- – 1:integer | Bulan ke- – 2:integer | Bulan ke- – 3:integer",
        rows[2:],
    )
    check(making.xlsx(tmp_path / "a.xlsx", rows, merges=["A1:A2", "B1:D1"]), wanted)


def test_two_levels_of_groups_merged_down(tmp_path: Path) -> None:
    rows = [
        ["Tahun", "Kecamatan", "Jenis", "Nilai"],
        [2023, "Sirimau", "SD", 5],
        [None, None, "SMP", 6],
        [None, "Baguala", "SD", 7],
        [None, None, "SMP", 8],
        [2024, "Sirimau", "SD", 9],
        [None, None, "SMP", 1],
    ]
    wanted = truth(
        "Tahun:year | Kecamatan:text | Jenis:text | Nilai:integer",
        [
            [2023, "Sirimau", "SD", 5],
            [2023, "Sirimau", "SMP", 6],
            [2023, "Baguala", "SD", 7],
            [2023, "Baguala", "SMP", 8],
            [2024, "Sirimau", "SD", 9],
            [2024, "Sirimau", "SMP", 1],
        ],
    )
    check(
        making.xlsx(
            tmp_path / "a.xlsx", rows, merges=["A2:A5", "A6:A7", "B2:B3", "B4:B5", "B6:B7"]
        ),
        wanted,
    )
    check(making.xlsx(tmp_path / "b.xlsx", rows), wanted)


def test_blank_notes_are_not_filled_down(tmp_path: Path) -> None:
    rows = [
        ["Nama Ruas", "Panjang (km)", "Keterangan"],
        ["Jl. A", 1.5, "rusak"],
        ["Jl. B", 2.5, None],
        ["Jl. C", 3, None],
    ]
    wanted = truth(
        "Nama Ruas:text | Panjang (km):number | Keterangan:text",
        [["Jl. A", "1.5", "rusak"], ["Jl. B", "2.5", None], ["Jl. C", 3, None]],
    )
    check(making.xlsx(tmp_path / "a.xlsx", rows), wanted)


def test_a_row_without_figures_stays(tmp_path: Path) -> None:
    rows = [
        ["No", "Kelurahan", "L", "P"],
        [1, "Wainitu", 5, 6],
        [2, "Benteng", None, None],
        [3, "Silale", 7, 8],
    ]
    wanted = truth("Kelurahan:text | L:integer | P:integer", [row[1:] for row in rows[1:]])
    check(making.xlsx(tmp_path / "a.xlsx", rows), wanted)


def test_a_mean_and_a_share_under_the_rows(tmp_path: Path) -> None:
    rows = [
        ["Kecamatan", "Nilai"],
        ["Sirimau", 10],
        ["Baguala", 20],
        ["Jumlah", 30],
        ["Rata-rata", 15],
    ]
    check(
        making.xlsx(tmp_path / "a.xlsx", rows), truth("Kecamatan:text | Nilai:integer", rows[1:3])
    )


def test_a_total_above_the_rows(tmp_path: Path) -> None:
    rows = [
        ["Kecamatan", "Nilai"],
        ["Kota Ambon", 60],
        ["Sirimau", 10],
        ["Baguala", 20],
        ["Nusaniwe", 30],
    ]
    check(making.xlsx(tmp_path / "a.xlsx", rows), truth("Kecamatan:text | Nilai:integer", rows[2:]))


def test_three_tables_with_their_own_titles_notes_and_columns(tmp_path: Path) -> None:
    rows = [
        ["Tabel 1. Penduduk"],
        ["Kecamatan", "L", "P"],
        ["Sirimau", 5, 6],
        ["Baguala", 7, 8],
        ["Sumber: BPS"],
        [],
        ["Tabel 2. Ternak (ekor)"],
        ["Jenis", "2023", "2024"],
        ["Sapi", 50, 60],
        ["Kambing", 70, 80],
        ["Sumber: Dinas Pertanian"],
        [],
        ["Tabel 3. Harga"],
        ["Tanggal", "Komoditas", "Harga (Rp)"],
        ["01/10/2025", "Beras", "14.000"],
        ["02/10/2025", "Gula", "18.500"],
    ]
    check(
        making.xlsx(tmp_path / "a.xlsx", rows),
        truth("Kecamatan:text | L:integer | P:integer", rows[2:4]),
        truth("Jenis:text | 2023:integer | 2024:integer", rows[8:10]),
        truth(
            "Tanggal:date | Komoditas:text | Harga (Rp):currency",
            [["2025-10-01", "Beras", 14000], ["2025-10-02", "Gula", 18500]],
        ),
    )


def test_a_list_of_persons_with_long_numbers_and_dates(tmp_path: Path) -> None:
    rows = [
        ["No", "Nama", "NIK", "Tgl Lahir", "No HP", "Alamat"],
        [1, "Yohana Lekransy", "8171014101900001", "01/01/1990", "081343012345", "Jl. Melati 5"],
        [2, "Petrus Tuasikal", "8171020202850002", "02/02/1985", "085243012346", "Jl. Mawar 7"],
    ]
    wanted = truth(
        "Nama:text | NIK:code | Tgl Lahir:date | No HP:code | Alamat:text",
        [
            ["Yohana Lekransy", "8171014101900001", "1990-01-01", "081343012345", "Jl. Melati 5"],
            ["Petrus Tuasikal", "8171020202850002", "1985-02-02", "085243012346", "Jl. Mawar 7"],
        ],
    )
    check(making.xlsx(tmp_path / "a.xlsx", rows), wanted)


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
