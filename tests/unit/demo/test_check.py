"""A wrong file is refused with the line, what is wrong, and the nearest known word."""

from __future__ import annotations

from pathlib import Path

import pytest

from demo import check, read

GOOD = """\
title: Kapal menurut tahun
notes: Jumlah kapal.
owner_org: dinas-perhubungan
topics:
  - infrastruktur
region_codes:
  - '81.71'
columns:
  - name: tahun
    type: year
  - name: jumlah
    type: integer
"""
LAW = """\
- name: perda-1-2020
  title: Peraturan Daerah Nomor 1 Tahun 2020 tentang Kapal
  notes: Tentang kapal.
  owner_org: dinas-perhubungan
  topics: [infrastruktur]
  regulation_kind: perda
  regulation_year: 2020
  regulation_status: unknown
"""
SERVICE = """\
- name: layanan-kapal
  title: Izin kapal
  notes: Izin berlayar.
  owner_org: dinas-perhubungan
  topics: [infrastruktur]
  legal_basis:
    - text: Perda 1/2020
      peraturan: perda-1-2020
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder like demo/ in which nothing is wrong."""
    dataset = tmp_path / "datasets" / "kapal"
    dataset.mkdir(parents=True)
    (dataset / "dataset.yaml").write_text(GOOD)
    (dataset / "data.csv").write_text("tahun,jumlah\n2020,7\n2021,\n")
    (tmp_path / "peraturan.yaml").write_text(LAW)
    (tmp_path / "layanan.yaml").write_text(SERVICE)
    return tmp_path


def problems(folder: Path) -> list[str]:
    return [str(problem) for problem in check.problems(read.entries(folder))]


def put(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text()
    assert old in text
    (folder / file).write_text(text.replace(old, new))


def test_nothing_is_wrong_at_first(folder: Path) -> None:
    assert problems(folder) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "dinas-perhubungan",
            "dinas-perhubngan",
            "kapal/dataset.yaml, baris 3: OPD “dinas-perhubngan” tidak dikenal. "
            "Mungkin maksudnya “dinas-perhubungan”?",
        ),
        (
            "infrastruktur",
            "infrastuktur",
            "kapal/dataset.yaml, baris 5: kode (topics) “infrastuktur” tidak dikenal. "
            "Mungkin maksudnya “infrastruktur”?",
        ),
        (
            "- '81.71'",
            "- 81.71",
            "kapal/dataset.yaml, baris 7: kode 81.71 perlu tanda kutip: '81.71'.",
        ),
        (
            "'81.71'",
            "'81.72'",
            "kapal/dataset.yaml, baris 7: kode (regions) “81.72” tidak dikenal. "
            "Mungkin maksudnya “81.71”?",
        ),
        (
            "notes:",
            "note:",
            "kapal/dataset.yaml, baris 2: isian “note” tidak dikenal. Mungkin maksudnya “notes”?",
        ),
        (
            "type: integer",
            "type: intger",
            "kapal/dataset.yaml, baris 12: kode (column_types) “intger” tidak dikenal. "
            "Mungkin maksudnya “integer”?",
        ),
        (
            "owner_org: dinas-perhubungan\n",
            "",
            "kapal/dataset.yaml, baris 1: `owner_org` (kode OPD) belum diisi.",
        ),
        (
            "- name: jumlah",
            "- name: banyak",
            "kapal/dataset.yaml, baris 9: kolomnya tidak sama dengan kepala data.csv.",
        ),
    ],
)
def test_a_wrong_dataset_is_refused(folder: Path, old: str, new: str, told: str) -> None:
    put(folder, "datasets/kapal/dataset.yaml", old, new)
    assert told in problems(folder)


def test_a_cell_that_is_not_of_its_type_is_refused(folder: Path) -> None:
    put(folder, "datasets/kapal/data.csv", "2020,7", "2020,tujuh")
    assert problems(folder) == [
        "kapal/data.csv, baris 2: “tujuh” bukan isi kolom jumlah (integer)."
    ]


def test_a_code_in_a_cell_must_be_in_its_list(folder: Path) -> None:
    put(folder, "datasets/kapal/dataset.yaml", "type: year", "type: code\n    vocabulary: regions")
    assert problems(folder)[0] == "kapal/data.csv, baris 2: “2020” bukan isi kolom tahun (regions)."


def test_a_missing_table_is_told(folder: Path) -> None:
    (folder / "datasets/kapal/data.csv").unlink()
    assert problems(folder) == ["kapal/dataset.yaml, baris 9: data.csv tidak ada di sebelahnya."]


def test_a_basis_that_leads_nowhere_is_refused(folder: Path) -> None:
    put(folder, "layanan.yaml", "peraturan: perda-1-2020", "peraturan: perda-1-2002")
    [told] = problems(folder)
    assert "baris 8: peraturan “perda-1-2002” tidak dikenal" in told
    assert "“perda-1-2020”" in told


def test_a_name_is_used_once(folder: Path) -> None:
    put(folder, "layanan.yaml", "layanan-kapal", "kapal")
    assert len([told for told in problems(folder) if "dipakai lebih dari satu" in told]) == 2


def test_a_missing_file_is_told(folder: Path) -> None:
    (folder / "layanan.yaml").unlink()
    with pytest.raises(read.DemoError, match=r"layanan\.yaml: berkas tidak ada"):
        read.entries(folder)


def test_a_file_that_is_no_yaml_is_told_with_its_line(folder: Path) -> None:
    (folder / "peraturan.yaml").write_text("- name: a\n- name: 'b\n")
    with pytest.raises(read.DemoError, match=r"peraturan\.yaml, baris \d: YAML tidak terbaca"):
        read.entries(folder)
