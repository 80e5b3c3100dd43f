"""Which line over a table names it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ckanext.ambon.domain.spreadsheets import read, titles
from tests.unit.spreadsheets import making


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        (
            ["PEMERINTAH KOTA AMBON", "DINAS SOSIAL", "Penerima bantuan 2025"],
            "Penerima bantuan 2025",
        ),
        (["Dinas Sosial", "Jl. Sultan Hairun No. 1", "Telp. 0911-311", "Tabel 2"], "Tabel 2"),
        (["Jumlah sekolah", "Tahun 2025"], "Jumlah sekolah"),
        (["PEMERINTAH KOTA AMBON"], "PEMERINTAH KOTA AMBON"),
        (["Jalan rusak menurut kecamatan", "Tahun 2025"], "Jalan rusak menurut kecamatan"),
        (
            ["DINAS KESEHATAN", "Puskesmas menurut kecamatan", "Per 2025"],
            "Puskesmas menurut kecamatan",
        ),
        (["Bagian wilayah yang banjir"], "Bagian wilayah yang banjir"),
        ([], ""),
    ],
)
def test_the_letterhead_does_not_name_a_table(lines: list[str], named: str) -> None:
    assert titles.heading(lines) == named


def test_what_is_left_out_is_told_with_its_text(tmp_path: Path) -> None:
    rows = [["Kecamatan", "Jiwa"], ["Nusaniwe", 40], ["Sirimau", 60], ["Jumlah", 100]]
    table = read(making.xlsx(tmp_path / "a.xlsx", rows)).tables[0]
    assert [(one.row, one.why, one.text) for one in table.excluded] == [(4, "total", "Jumlah 100")]
