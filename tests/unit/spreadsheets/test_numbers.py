"""Thousands and fractions, per cent and money: decided where the file decides, else asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ckanext.ambon.domain.spreadsheets import read
from tests.unit.spreadsheets import making
from tests.unit.spreadsheets.judging import judge, truth

NAMES = ["Nusaniwe", "Sirimau", "Baguala", "Teluk Ambon", "Leitimur Selatan"]


def one(tmp_path: Path, title: str, cells: list[Any], **how: Any) -> Path:
    rows = [["Kecamatan", title], *([name, cell] for name, cell in zip(NAMES, cells, strict=False))]
    return making.xlsx(tmp_path / "a.xlsx", rows, **how)


def check(
    path: Path, title: str, kind: str, values: list[Any], unit: str | None = None, must: Any = ()
) -> None:
    rows = [[name, value] for name, value in zip(NAMES, values, strict=False)]
    units = {title.replace(" ", "__"): unit} if unit else {}
    verdict = judge(path, truth(f"Kecamatan:text | {title}:{kind}", rows, must=must, **units))
    assert verdict.is_right, verdict


@pytest.mark.parametrize(
    ("title", "cells", "kind", "values"),
    [
        ("Jumlah Penduduk", ["1.234", "987", "12.500"], "integer", [1234, 987, 12500]),
        ("Nilai", ["1.234.567", "1.234", "2.000"], "integer", [1234567, 1234, 2000]),
        ("Nilai", ["1.234,5", "1.234", "0,5"], "number", ["1234.5", 1234, "0.5"]),
        ("Nilai", ["24,777.18", "1,310", "0.5"], "number", ["24777.18", 1310, "0.5"]),
        ("Luas (ha)", ["12,5", "0,75", "100"], "number", ["12.5", "0.75", 100]),
        ("Luas (ha)", ["12.5", "1.234", "0.75"], "number", ["12.5", "1.234", "0.75"]),
        ("Luas (ha)", ["0,123", "1,234", "2,5"], "number", ["0.123", "1.234", "2.5"]),
        ("Jumlah", ["1 234", "12 345 678", "7"], "integer", [1234, 12345678, 7]),
        ("Selisih", ["-5", "+3", "−7"], "integer", [-5, 3, -7]),
        ("Produksi (ton)", [12.5, 3, 0.25], "number", ["12.5", 3, "0.25"]),
        ("Jumlah sekolah", ["5 unit", "7 unit", "0"], "integer", [5, 7, 0]),
        ("Lintang", ["-3.695", "-3.700", "-3.655"], "number", ["-3.695", "-3.7", "-3.655"]),
        ("Jumlah", [0.1 + 0.2, 1.1, 2.5], "number", ["0.3", "1.1", "2.5"]),
    ],
)
def test_what_the_column_decides(
    tmp_path: Path, title: str, cells: Any, kind: Any, values: Any
) -> None:
    check(one(tmp_path, title, cells), title, kind, values)


@pytest.mark.parametrize(
    ("title", "cells"),
    [
        ("Nilai", ["1.234", "2.500", "3.750"]),
        ("Luas (ha)", ["1.234", "2.500", "3.750"]),
        ("Panjang (km)", ["1,234", "2,500", "3,750"]),
        ("Nilai", ["1.234,5", "1,234.5", "1.234"]),
        ("Jumlah Penduduk (jiwa)", [49.213, 850, 12.5]),
        ("Persentase", [0.125, 0.5, 0.75]),
        ("Jumlah", ["12", "lihat catatan", "7"]),
        ("Jumlah Siswa", ["12", "13*", "7"]),
        ("Jumlah", ["12", "(13)", "7"]),
    ],
)
def test_what_nothing_decides_is_asked(tmp_path: Path, title: str, cells: Any) -> None:
    check(one(tmp_path, title, cells), title, "number", cells, must=[title])


def test_another_column_decides(tmp_path: Path) -> None:
    rows = [
        ["Kecamatan", "Nilai", "Rasio"],
        ["Nusaniwe", "1.234", "12,5"],
        ["Sirimau", "2.500", "7,25"],
    ]
    wanted = truth(
        "Kecamatan:text | Nilai:integer | Rasio:number",
        [["Nusaniwe", 1234, "12.5"], ["Sirimau", 2500, "7.25"]],
    )
    verdict = judge(making.xlsx(tmp_path / "a.xlsx", rows), wanted)
    assert verdict.is_right, verdict


def test_a_sum_decides(tmp_path: Path) -> None:
    rows = [["Kecamatan", "Nilai"], ["Nusaniwe", "1.234"], ["Sirimau", "987"], ["Jumlah", "2.221"]]
    wanted = truth("Kecamatan:text | Nilai:integer", [["Nusaniwe", 1234], ["Sirimau", 987]])
    verdict = judge(making.xlsx(tmp_path / "a.xlsx", rows), wanted)
    assert verdict.is_right, verdict


@pytest.mark.parametrize(
    ("title", "cells", "how", "values"),
    [
        ("Cakupan", [0.125, 0.5, 1], {"formats": {"B2:B4": "0.0%"}}, ["12.5", 50, 100]),
        ("Cakupan", ["12,5%", "50 %", "100%"], {}, ["12.5", 50, 100]),
        ("Persentase (%)", [12.5, 50, 0.8], {}, ["12.5", 50, "0.8"]),
        ("Cakupan (%)", ["12,5", "50", "100"], {}, ["12.5", 50, 100]),
        ("Cakupan", [12.5, 50, 100], {"formats": {"B2:B4": '0.0"%"'}}, ["12.5", 50, 100]),
        ("Cakupan", [0.07, 0.29, 0.57], {"formats": {"B2:B4": "0%"}}, [7, 29, 57]),
    ],
)
def test_per_cent_is_in_per_cent(
    tmp_path: Path, title: str, cells: Any, how: Any, values: Any
) -> None:
    check(one(tmp_path, title, cells, **how), title, "percent", values, "%")


@pytest.mark.parametrize(
    ("title", "cells", "values", "unit"),
    [
        ("Pagu", ["Rp 1.250.000,00", "Rp750.000", "Rp. 5.000,-"], [1250000, 750000, 5000], "Rp"),
        ("Pagu (Rp)", ["1.250", "750", "2.500"], [1250, 750, 2500], "Rp"),
        ("Pagu (Rp juta)", [1250, 750.5, 2500], [1250, "750.5", 2500], "juta rupiah"),
        ("Pagu (dalam ribuan rupiah)", [1250, 750, 2500], [1250, 750, 2500], "ribu rupiah"),
        (
            "Pagu",
            ["Rp 1,2 miliar", "Rp 3 miliar", "Rp 0,5 miliar"],
            ["1.2", 3, "0.5"],
            "miliar rupiah",
        ),
        (
            "Pagu",
            ["Rp 1,2 miliar", "Rp 500 juta", "Rp 2 miliar"],
            [1200000000, 500000000, 2000000000],
            "Rp",
        ),
        ("Surplus (Rp)", ["1.000.000", "(250.000)", "0"], [1000000, -250000, 0], "Rp"),
    ],
)
def test_money(tmp_path: Path, title: str, cells: Any, values: Any, unit: Any) -> None:
    check(one(tmp_path, title, cells), title, "currency", values, unit)


def test_money_by_number_format(tmp_path: Path) -> None:
    path = one(tmp_path, "Pagu", [1250000, 5000], formats={"B2:B3": '_-"Rp"* #,##0_-'})
    check(path, "Pagu", "currency", [1250000, 5000], "Rp")


def test_a_line_over_the_table_states_the_unit_of_money(tmp_path: Path) -> None:
    rows = [
        ["REALISASI PAJAK"],
        ["(dalam jutaan rupiah)"],
        ["Jenis", "Target", "Capaian (%)", "Jumlah Wajib Pajak (orang)"],
        ["Hotel", 100, 90.5, 12],
        ["Parkir", 50, 80, 30],
    ]
    wanted = truth(
        "Jenis:text | Target:currency | Capaian (%):percent | Jumlah Wajib Pajak (orang):integer",
        rows[3:],
        Target="juta rupiah",
        **{"Jumlah__Wajib__Pajak__(orang)": "orang"},
    )
    verdict = judge(making.xlsx(tmp_path / "a.xlsx", rows), wanted)
    assert verdict.is_right, verdict


@pytest.mark.parametrize(
    "sign", ["-", "–", "n/a", "tad", "…", "...", "belum ada data", "N/A", "TAD"]
)
def test_signs_for_missing_are_null_and_said_so(tmp_path: Path, sign: str) -> None:
    path = one(tmp_path, "Jumlah", [5, sign, 7])
    check(path, "Jumlah", "integer", [5, None, 7])
    assert read(path).tables[0].columns[1].missing == {sign: 1}


def test_a_legend_gives_signs_their_meaning(tmp_path: Path) -> None:
    rows = [
        ["Kecamatan", "Kasus"],
        ["Nusaniwe", 5],
        ["Sirimau", "-"],
        ["Baguala", "..."],
        [],
        ["Keterangan: - = nol; ... = data tidak tersedia"],
    ]
    wanted = truth(
        "Kecamatan:text | Kasus:integer", [["Nusaniwe", 5], ["Sirimau", 0], ["Baguala", None]]
    )
    verdict = judge(making.xlsx(tmp_path / "a.xlsx", rows), wanted)
    assert verdict.is_right, verdict


def test_a_legend_can_make_a_number_missing(tmp_path: Path) -> None:
    rows = [
        ["Kecamatan", "Kasus"],
        ["Nusaniwe", 5],
        ["Sirimau", 9999],
        ["Baguala", 4],
        ["Catatan: 9999 = data belum tersedia"],
    ]
    wanted = truth(
        "Kecamatan:text | Kasus:integer", [["Nusaniwe", 5], ["Sirimau", None], ["Baguala", 4]]
    )
    verdict = judge(making.xlsx(tmp_path / "a.xlsx", rows), wanted)
    assert verdict.is_right, verdict


def test_a_footnote_sign_that_is_explained(tmp_path: Path) -> None:
    rows = [
        ["Kecamatan", "Penduduk"],
        ["Nusaniwe", "1.234*"],
        ["Sirimau", "2.345"],
        ["Baguala", "3.456"],
        ["*) angka sementara"],
    ]
    wanted = truth(
        "Kecamatan:text | Penduduk:integer",
        [["Nusaniwe", 1234], ["Sirimau", 2345], ["Baguala", 3456]],
    )
    verdict = judge(making.xlsx(tmp_path / "a.xlsx", rows), wanted)
    assert verdict.is_right, verdict


def test_formulas_have_their_cached_value_or_are_asked(tmp_path: Path) -> None:
    path = one(tmp_path, "Jumlah", ["=1+1", 5, 7])
    check(path, "Jumlah", "integer", [None, 5, 7], must=["Jumlah"])


def test_yes_and_no(tmp_path: Path) -> None:
    check(one(tmp_path, "Aktif", ["Ya", "Tidak", "ya"]), "Aktif", "boolean", [True, False, True])
