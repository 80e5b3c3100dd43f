"""Several traits at once, as real files have them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

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
        "PEMERINTAH KOTA AMBON;;;\nDINAS KESEHATAN;;;\n;;;\n"
        "JUMLAH KASUS DBD;;;\nTahun 2024;;;\n;;;\n"
        "No;Puskesmas;Kasus;Insiden per 1.000\n1;Waihaong;12;1,25\n2;Passo;9;0,75\n"
        "3;Tawiri;-;-\n;Jumlah;21;\n"
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
        "Jenis Layanan:text | Bulan – Jan:integer | Bulan – Feb:integer"
        " | Bulan – Mar:integer | Jumlah:integer",
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
