"""How officers write what belongs to persons, and what only reads like it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from ckanext.ambon.domain.personal_data import __main__ as command
from ckanext.ambon.domain.personal_data import scan
from tests.unit.personal_data.people import Person
from tests.unit.spreadsheets import making

ROWS = 12
Found = dict[str, tuple[str, str]]


def found_in(folder: Path, titles: Sequence[str], columns: Sequence[Sequence[Any]]) -> Found:
    path = making.xlsx(folder / "data.xlsx", [titles, *zip(*columns, strict=True)])
    return {str(one.column): (one.kind, one.strength) for one in scan(path)}


def made(make: Any) -> list[Any]:
    return [make() for _ in range(ROWS)]


P = Person(11)
NAMES, NIKS = made(P.name), made(P.nik)
WARDS = ["Wainitu", "Silale", "Benteng"] * 4

PERSONAL: list[tuple[str, list[Any], str]] = [
    ("NIK", [text[:15] for text in NIKS], "nik"),
    ("NIK", [f"{int(text):,}".replace(",", ".") for text in NIKS], "nik"),
    ("Nomor Penduduk", NIKS, "nik"),
    ("NIP Lama", made(lambda: P.digits(9)), "nip"),
    ("No. Telp", made(lambda: f"(+62)8134{P.digits(7)}"), "phone"),
    ("Keterangan", ["baik", "rusak", f"0813{P.digits(8)}"] * 4, "phone"),
    ("Nomor Kartu BPJS", made(lambda: int(P.digits(10))), "bpjs"),
    ("No. Akta Nikah", made(lambda: f"{P.randrange(1, 99):04}/012/V/2019"), "akta"),
    ("Nomor Akta", made(lambda: f"AL.{P.digits(3)}.0{P.digits(6)}"), "akta"),
    ("Penerima", [f"{name} / {nik}" for name, nik in zip(NAMES, NIKS, strict=True)], "nik"),
]


@pytest.mark.parametrize(("title", "values", "kind"), PERSONAL, ids=lambda one: str(one)[:20])
def test_a_number_of_a_person_is_known_in_every_form(
    tmp_path: Path, title: str, values: list[Any], kind: str
) -> None:
    register = ["Kelahiran", "Kematian", "Perkawinan"] * 4
    found = found_in(tmp_path, [title, "Jenis"], [values, register])
    assert found == {title: (kind, "strong")}


NAMED: list[tuple[str, list[Any], str, list[Any]]] = [
    ("Nama Pengemudi", NAMES, "Umur", [30] * ROWS),
    ("Nama (L/P)", [f"{name} (L)" for name in NAMES], "Tgl Lahir", ["02/03/1990"] * ROWS),
    ("Nama Anggota", [f"{name}; {name}" for name in NAMES], "Kelompok", ["KUB Sinar"] * ROWS),
    ("Nama", NAMES, "Riwayat Penyakit", ["Asma", "TBC", "-"] * 4),
    ("Nama", NAMES, "E-mail", made(lambda: f"{P.choice('abcdef')}a{P.digits(3)}@gmail.com")),
    ("Nama", NAMES, "Lahir", ["2 Maret 1990"] * ROWS),
    ("Pendata", NAMES, "NIK", NIKS),
]


@pytest.mark.parametrize("table", NAMED, ids=lambda one: f"{one[0]} {one[2]}")
def test_names_are_known_by_what_stands_beside_them(tmp_path: Path, table: Any) -> None:
    title, values, other, beside = table
    assert found_in(tmp_path, [title, other], [values, beside])[title] == ("name", "strong")


def test_officers_with_their_numbers_are_persons_and_heads_of_offices_are_not(
    tmp_path: Path,
) -> None:
    numbers, offices = made(P.nip), ["Kepala Seksi", "Analis", "Bendahara"] * 4
    staff = found_in(tmp_path, ["Nama", "NIP", "Jabatan"], [NAMES, numbers, offices])
    assert staff == {"Nama": ("name", "strong"), "NIP": ("nip", "strong")}
    assert found_in(tmp_path, ["Kelurahan", "Nama Lurah"], [WARDS, NAMES]) == {}


def test_names_that_only_their_look_tells_ask_for_a_reason(tmp_path: Path) -> None:
    found = found_in(tmp_path, ["Pengisi", "Nilai"], [NAMES, list(range(50, 50 + ROWS))])
    assert found == {"Pengisi": ("name", "weak")}


def test_a_named_number_among_words_is_strong_alone(tmp_path: Path) -> None:
    remarks = [*["lengkap"] * (ROWS - 1), f"NIK {NIKS[0]} tidak aktif"]
    assert found_in(tmp_path, ["Catatan", "Berkas"], [remarks, [7] * ROWS]) == {
        "Catatan": ("nik", "strong")
    }


def test_rows_without_titles_are_searched_and_their_first_is_not_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    homes = made(P.street)
    rows = list(zip(NAMES, homes, strict=True))
    path = making.xlsx(tmp_path / "a.xlsx", rows)
    assert {one.kind for one in scan(path)} == {"name", "address"}
    assert command.main([str(path)]) == 0
    assert NAMES[0] not in capsys.readouterr().out


HARMLESS: list[tuple[str, list[Any], str, list[Any]]] = [
    ("Pagu", made(lambda: P.digits(16)), "Kegiatan", ["Gizi", "Sanitasi", "Air"] * 4),
    ("kode_sls", made(lambda: f"817102001{P.digits(7)}"), "nama", ["RT 001", "RT 002"] * 6),
    ("Gardu", made(lambda: f"AB {P.digits(4)} C"), "Daya", [100] * ROWS),
    ("Rekening", made(lambda: f"510201{P.digits(6)}"), "Uraian", ["Belanja ATK"] * ROWS),
    ("NPWP", made(lambda: f"72.{P.digits(3)}.{P.digits(3)}.1-941.000"), "Nama", ["PT Maju"] * ROWS),
    ("Iuran BPJS (Rp)", made(lambda: int(P.digits(10))), "OPD", ["Dinas Sosial"] * ROWS),
    ("Pengelola", NAMES, "Lokasi", WARDS),
    ("Ruas", NAMES, "Panjang (km)", [2] * ROWS),
    ("Lahir", made(lambda: P.randrange(1000, 4000)), "Bulan", WARDS),
]


@pytest.mark.parametrize("table", HARMLESS, ids=lambda one: one[0])
def test_numbers_and_names_of_things_are_no_alarm(tmp_path: Path, table: Any) -> None:
    title, values, other, beside = table
    assert found_in(tmp_path, [title, other], [values, beside]) == {}


@pytest.mark.parametrize(
    ("place", "count"),
    [
        ("Kecamatan", "Pengguna Narkoba"),
        ("Kecamatan", "Anak Berkebutuhan Khusus"),
        ("Kecamatan", "Anak Berhadapan dengan Hukum"),
        ("Kelurahan", "Pernikahan Usia Dini"),
        ("Puskesmas", "Kasus HIV Tahun 2023"),
    ],
)
def test_small_counts_are_known_under_every_title(tmp_path: Path, place: str, count: str) -> None:
    values = [0, 2, 9] * 4
    assert found_in(tmp_path, [place, count], [WARDS, values]) == {count: ("small_cell", "weak")}


def test_a_sensitive_word_in_one_column_is_not_outweighed_by_places_in_another(
    tmp_path: Path,
) -> None:
    columns = [["Puskesmas Passo"] * ROWS, ["Kusta", "HIV", "Malaria"] * 4, [1, 7, 12] * 4]
    found = found_in(tmp_path, ["Puskesmas", "Penyakit", "Kasus"], columns)
    assert found == {"Kasus": ("small_cell", "weak")}


def test_ramps_and_toilets_are_no_persons_with_a_disability(tmp_path: Path) -> None:
    columns = [["Balai Kota", "Pasar"] * 6, [1, 2] * 6]
    assert found_in(tmp_path, ["Gedung", "Toilet Disabilitas"], columns) == {}


def test_numbers_in_titles_and_names_of_sheets_are_not_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [[f"NIK {NIKS[0]}", "Jumlah"], *([nik, 1] for nik in NIKS)]
    path = making.sheets(tmp_path / "a.xlsx", {f"HP 0813{NIKS[1][:8]}": rows})
    for options in ([], ["--json"]):
        assert command.main([str(path), *options]) == 0
        printed = capsys.readouterr().out
        assert "nik" in printed
        assert NIKS[0] not in printed
        assert NIKS[1][:8] not in printed
