"""A read table against a standard: found, brought into form, each failure at its cell."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ckanext.ambon.domain import table_standards
from ckanext.ambon.domain.spreadsheets import Table, read
from ckanext.ambon.domain.table_standards import Standard, checks

DEMO = Path(__file__).parents[3] / "demo" / "datasets"
TITLES = "Wilayah;Tahun;Konsep;Laki-laki (jiwa);Perempuan (jiwa);Jumlah penduduk (jiwa)"
ROWS = (
    "Kelurahan Lateri;2025;Registrasi;1200;1250;2450",
    "Desa/Negeri Passo;2025;Registrasi;9800;9700;19500",
    "Desa/Negeri Poka;2025;Registrasi;5100;5200;10300",
)

# The demonstration data that each standard loads; a standard that is not here says in its
# `gaps` why none fits.
LOADED = {
    "anggaran-program-diskominfo-2021": "anggaran-realisasi",
    "apbd-2025": "anggaran-realisasi",
    "call-center-112-jenis": "layanan-per-bulan",
    "destinasi-wisata": "wisata",
    "harga-bahan-pokok": "harga-bahan-pokok",
    "kejadian-banjir-longsor": "bencana",
}


def named(name: str) -> Standard:
    found = table_standards.standard(name)
    assert found is not None
    return found


def table(folder: Path, *rows: str, titles: str = TITLES) -> Table:
    """Return the table that the reader makes of these lines."""
    file = folder / "penduduk.csv"
    file.write_text("\n".join([titles, *rows]))
    reading = read(file)
    assert reading.status == "ok", reading
    return reading.tables[0]


def failures(folder: Path, *rows: str, titles: str = TITLES) -> list[tuple[str, str]]:
    found = table_standards.check(named("penduduk"), table(folder, *rows, titles=titles))
    return [(one.cell, one.why) for one in found]


def test_a_table_is_known_by_its_titles(tmp_path: Path) -> None:
    assert table_standards.match(table(tmp_path, *ROWS)) is named("penduduk")


def test_columns_get_the_names_types_and_codes_of_the_standard(tmp_path: Path) -> None:
    applied = table_standards.apply(named("penduduk"), table(tmp_path, *ROWS))
    assert not applied.failures
    assert [(one.name, one.type, one.unit) for one in applied.table.columns][-1] == (
        "jumlah_penduduk",
        "integer",
        "jiwa",
    )
    assert not [one.reference for one in applied.table.columns if one.reference]
    assert applied.table.rows[0] == ("81.71.03.1018", 2025, "Registrasi", 1200, 1250, 2450)


def test_a_table_without_a_required_column_is_no_match(tmp_path: Path) -> None:
    short = table(tmp_path, "Lateri;2025;2450", "Passo;2025;1", titles="Wilayah;Tahun;Jumlah")
    assert table_standards.match(short) is None
    told = table_standards.check(named("penduduk"), short)
    assert any("Konsep" in one.why and one.row is None for one in told)


def test_further_columns_come_last_under_their_own_names(tmp_path: Path) -> None:
    wide = table(tmp_path, *(f"catatan;{row}" for row in ROWS), titles=f"Catatan;{TITLES}")
    assert table_standards.apply(named("penduduk"), wide).table.columns[-1].name == "catatan"


def test_a_closed_standard_refuses_further_columns(tmp_path: Path) -> None:
    titles = "Perangkat daerah;Tahun;Golongan;Jenis kelamin;Jumlah pegawai;Nama"
    rows = ("BPBD;2025;PNS golongan III/a;Perempuan;12;Ani", "Dinsos;2025;III/b;Laki-laki;9;Budi")
    found = table_standards.apply(named("pegawai"), table(tmp_path, *rows, titles=titles))
    assert [one.column for one in found.failures] == ["Nama"]
    assert [row[2] for row in found.table.rows] == ["III/a", "III/b"]


@pytest.mark.parametrize(
    ("at", "old", "new", "cell", "why"),
    [
        (1, "Desa/Negeri Passo", "Kota Ambon", "A3", "bukan kelurahan atau desa"),
        (1, "19500", "19501", "F3", "berjumlah 19.500"),
        (1, "9800", "-9800", "D3", "kurang dari batasnya"),
        (1, "Registrasi", "", "C3", "kosong"),
    ],
)
def test_a_failure_stands_at_its_cell(
    tmp_path: Path, at: int, old: str, new: str, cell: str, why: str
) -> None:
    rows: list[Any] = list(ROWS)
    rows[at] = rows[at].replace(old, new)
    found = failures(tmp_path, *rows)
    assert [one[0] for one in found] == [cell]
    assert why in found[0][1]


def test_a_row_given_twice_is_told_with_both_rows(tmp_path: Path) -> None:
    found = failures(tmp_path, *ROWS, ROWS[0].replace("1200;1250;2450", "1;2;3"))
    assert found == [("A5", "Wilayah, Tahun, Konsep sama dengan baris 2.")]


def test_a_table_that_is_wrong_everywhere_is_told_so_far(tmp_path: Path) -> None:
    rows = [f"Kelurahan Lateri;{1950 + i % 70};R{i};1;1;{i + 3}" for i in range(checks.MOST + 50)]
    found = table_standards.check(named("penduduk"), table(tmp_path, *rows))
    assert len(found) == checks.MOST + 1
    assert "berhenti" in found[-1].why


def test_rows_are_formed_anew_each_time_and_never_held(tmp_path: Path) -> None:
    class Counted(tuple[Any, ...]):
        gone_through = 0

        def __iter__(self) -> Any:
            Counted.gone_through += 1
            return super().__iter__()

    source = table(tmp_path, *ROWS)
    applied = table_standards.apply(named("penduduk"), replace(source, rows=Counted(source.rows)))
    once = Counted.gone_through
    first, second = list(applied.table.rows), list(applied.table.rows)
    assert first == second
    assert Counted.gone_through == once + 2
    assert applied.table.rows[1:] == first[1:]


@pytest.mark.parametrize("dataset", LOADED)
def test_demonstration_data_that_fit_pass_every_check(dataset: str) -> None:
    reading = read(DEMO / dataset / "data.csv")
    wanted = named(LOADED[dataset])
    assert table_standards.match(reading.tables[0]) is wanted
    assert not [str(one) for one in table_standards.check(wanted, reading.tables[0])]


def test_no_other_demonstration_data_follow_a_standard() -> None:
    others = [file for file in DEMO.glob("*/data.csv") if file.parent.name not in LOADED]
    matched = {
        file.parent.name: found.name
        for file in others
        for one in read(file).tables
        if (found := table_standards.match(one))
    }
    assert matched == {}


@pytest.mark.parametrize("standard", table_standards.standards(), ids=lambda one: one.name)
def test_a_standard_without_demonstration_data_says_so(standard: Standard) -> None:
    assert standard.name in LOADED.values() or standard.gaps
