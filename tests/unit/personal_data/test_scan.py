"""Made-up persons are found, and what only looks like them is not."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from ckanext.ambon.domain.personal_data import __main__ as command
from ckanext.ambon.domain.personal_data import scan
from tests.unit.spreadsheets import making

FIRST = [
    "Yohana",
    "Petrus",
    "Maria",
    "Abdul",
    "Siti",
    "Johanis",
    "Fatima",
    "Ronny",
    "Elsye",
    "Hanny",
]
LAST = [
    "Louhenapessy",
    "Lekransy",
    "Sapulette",
    "Hehamahua",
    "Tuasikal",
    "Lekatompessy",
    "Latuconsina",
]
ROWS = 8


class Maker:
    """Makes columns of invented persons."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311

    def day(self) -> date:
        return date(1960, 1, 1) + timedelta(days=self.random.randrange(16000))

    def nik(self) -> str:
        day, woman = self.day(), self.random.random() < 0.5
        region, serial = self.random.randrange(1, 6), self.random.randrange(1, 9999)
        return f"81710{region}{day.day + 40 * woman:02}{day:%m%y}{serial:04}"

    def nip(self) -> str:
        return f"{self.day():%Y%m%d}2008011{self.random.randrange(1, 999):03}".replace(
            "2008011", "200801" + self.random.choice("12")
        )

    def name(self) -> str:
        return f"{self.random.choice(FIRST)} {self.random.choice(LAST)}"

    def mobile(self) -> str:
        return f"0813{self.random.randrange(10**7, 10**8)}"

    def digits(self, count: int) -> str:
        return str(self.random.randrange(10 ** (count - 1), 10**count))

    def plate(self) -> str:
        return f"DE {self.random.randrange(1000, 9999)} A{self.random.choice('ABCD')}"

    def column(self, kind: str) -> list[Any]:
        make = {
            "nik": self.nik,
            "kk": self.nik,
            "nip": self.nip,
            "name": self.name,
            "phone": self.mobile,
            "email": lambda: f"{self.name().lower().replace(' ', '.')}@gmail.com",
            "address": lambda: (
                f"Jl. Melati No. {self.random.randrange(1, 99)} RT 00{self.random.randrange(1, 9)}"
            ),
            "birth_date": lambda: f"{self.day():%d/%m/%Y}",
            "bpjs": lambda: f"000{self.digits(10)}",
            "bank_account": lambda: self.digits(10),
            "nisn": lambda: f"00{self.digits(8)}",
            "npwp": lambda: (
                f"0{self.random.randrange(4, 10)}.{self.digits(3)}.{self.digits(3)}.1-941.000"
            ),
            "passport": lambda: f"A{self.digits(7)}",
            "plate": self.plate,
            "akta": lambda: f"8171-LT-{self.day():%d%m%Y}-{self.digits(4)}",
            "health": lambda: self.random.choice(["TBC", "Hipertensi", "Diabetes"]),
            "salary": lambda: self.random.randrange(2, 9) * 500_000,
        }[kind]
        return [make() for _ in range(ROWS)]


PERSONAL = [
    [("Nama", "name"), ("NIK", "nik"), ("No. KK", "kk"), ("Alamat", "address")],
    [
        ("Nama Lengkap", "name"),
        ("Tanggal Lahir", "birth_date"),
        ("No HP", "phone"),
        ("E-mail", "email"),
    ],
    [
        ("nama_penerima", "name"),
        ("nik", "nik"),
        ("no_rekening", "bank_account"),
        ("alamat", "address"),
    ],
    [("Nama Siswa", "name"), ("NISN", "nisn"), ("Tgl Lahir", "birth_date")],
    [("Nama Pegawai", "name"), ("NIP", "nip"), ("Gaji Pokok", "salary"), ("NPWP", "npwp")],
    [("Nama Pasien", "name"), ("No BPJS", "bpjs"), ("Diagnosa", "health"), ("Domisili", "address")],
    [("Nama Pemilik", "name"), ("Nomor Polisi", "plate"), ("Telepon", "phone")],
    [("Nama Anak", "name"), ("No Akta Lahir", "akta"), ("Tempat, Tanggal Lahir", "birth_date")],
    [("Nama Jemaah", "name"), ("No Paspor", "passport"), ("Nomor WA", "phone")],
    [("Uraian", "nik"), ("Isi", "nip"), ("Lain", "phone")],
]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("table", PERSONAL, ids=lambda table: table[0][0])
def test_every_column_about_a_person_is_found(tmp_path: Path, table: Any, seed: Any) -> None:
    maker = Maker(seed)
    columns = [maker.column(kind) for _title, kind in table]
    path = making.xlsx(
        tmp_path / "a.xlsx", [[title for title, _kind in table], *zip(*columns, strict=True)]
    )
    found = {finding.column: finding.kind for finding in scan(path) if finding.blocks}
    assert found == dict(table)


CLEAN = [
    [
        ["Kode Wilayah", "Kecamatan", "Jumlah Penduduk"],
        ["81.71.01", "Nusaniwe", 98214],
        ["81.71.02", "Sirimau", 169322],
    ],
    [
        ["Kode Rekening", "Uraian", "Pagu (Rp)"],
        ["5.1.02.01.01.0024", "Belanja ATK", 12500000],
        ["5.1.02.01.01.0025", "Belanja Kertas", 2500000],
    ],
    [
        ["NPSN", "Nama Sekolah", "Alamat", "Telepon"],
        ["60102345", "SD Negeri 1 Ambon", "Jl. Pattimura", "0911-352123"],
        ["60102346", "SMP Negeri 2 Ambon", "Jl. Diponegoro", "(0911) 352124"],
    ],
    [
        ["NIB", "Nama Usaha", "KBLI"],
        ["1234567890123", "Toko Maju", "47111"],
        ["9120301234567", "Kafe Joas", "56303"],
    ],
    [
        ["Nama Puskesmas", "Alamat", "Lintang", "Bujur"],
        ["Waihaong", "Jl. Pitu Ina", -3.695, 128.181],
        ["Passo", "Jl. Sisingamangaraja", -3.63, 128.25],
    ],
    [
        ["Tahun", "Agama", "Jenis Kelamin", "Jumlah"],
        [2024, "Kristen", "L", 12345],
        [2024, "Islam", "P", 23456],
    ],
    [
        ["Nama Destinasi", "Kelurahan", "Pengunjung"],
        ["Pantai Natsepa", "Suli", 12000],
        ["Pintu Kota", "Airlow", 9000],
    ],
    [
        ["Nama OPD", "Nama Kepala", "Jabatan"],
        ["Dinas Sosial", "Yohana Lekransy", "Kepala Dinas"],
        ["Dinas Kesehatan", "Petrus Tuasikal", "Kepala Dinas"],
    ],
    [
        ["Perangkat Daerah", "Email", "Call Center"],
        ["Dinas Kominfo", "diskominfo@ambon.go.id", "112"],
        ["BPBD", "bpbdkotaambon@gmail.com", "0911-312345"],
    ],
    [
        ["Kecamatan", "Jumlah Puskesmas", "Jumlah Kebakaran", "Kursi"],
        ["Nusaniwe", 3, 2, 9],
        ["Sirimau", 4, 1, 8],
    ],
    [["Golongan", "Jenis Kelamin", "Jumlah ASN"], ["III/a", "L", 120], ["III/b", "P", 140]],
    [
        ["Tanggal", "Komoditas", "Harga (Rp)"],
        ["01/10/2025", "Beras", 14000],
        ["02/10/2025", "Gula", 18000],
    ],
]


@pytest.mark.parametrize("rows", CLEAN, ids=lambda rows: rows[0][1])
def test_what_only_looks_like_a_person_is_no_alarm(tmp_path: Path, rows: Any) -> None:
    assert scan(making.xlsx(tmp_path / "a.xlsx", rows)) == []


@pytest.mark.parametrize(
    ("title", "count"),
    [
        ("Data Kasus HIV menurut kelurahan", "Jumlah Kasus"),
        ("Kekerasan terhadap anak", "Jumlah"),
        ("Penyandang disabilitas", "Perempuan"),
        ("Penduduk menurut agama", "Konghucu"),
        ("Perkawinan anak 2024", "Jumlah"),
    ],
)
def test_small_counts_of_a_sensitive_subject_are_pointed_out(
    tmp_path: Path, title: str, count: Any
) -> None:
    rows = [[title], [], ["Kelurahan", count], ["Wainitu", 2], ["Silale", 15], ["Benteng", 0]]
    (finding,) = scan(making.xlsx(tmp_path / "a.xlsx", rows))
    assert (finding.column, finding.kind, finding.rows, finding.blocks) == (
        count,
        "small_cell",
        1,
        False,
    )


def test_two_chance_hits_without_a_title_are_weak(tmp_path: Path) -> None:
    maker = Maker(1)
    rows = [
        ["Barang", "Seri"],
        ["A", maker.nik()],
        ["B", "1234567890123456"],
        ["C", "9934567890123456"],
        ["D", "77345678901234"],
    ]
    assert [finding.strength for finding in scan(making.xlsx(tmp_path / "a.xlsx", rows))] == [
        "weak"
    ]


def test_signatures_comments_properties_and_hidden_sheets_are_searched(tmp_path: Path) -> None:
    maker = Maker(2)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [
        ["Kecamatan", "Jumlah"],
        ["Sirimau", 5],
        ["Baguala", 6],
        [],
        [None, "Kepala Dinas"],
        [None, "NIP. 19680101 199003 1 001"],
    ]:
        sheet.append(row)
    sheet["A2"].comment = Comment(f"hubungi {maker.mobile()}", "x")
    hidden = book.create_sheet("Mentah")
    hidden.sheet_state = "hidden"
    for row in [["Nama", "NIK"], *([maker.name(), maker.nik()] for _ in range(4))]:
        hidden.append(row)
    book.properties.description = f"NIK {maker.nik()}"
    book.save(tmp_path / "a.xlsx")
    found = {(finding.sheet, finding.column, finding.kind) for finding in scan(tmp_path / "a.xlsx")}
    assert found == {
        ("Sheet", None, "nip"),
        ("Sheet", None, "phone"),
        ("Mentah", "Nama", "name"),
        ("Mentah", "NIK", "nik"),
        ("", None, "nik"),
    }


def test_no_whole_number_or_name_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    maker = Maker(3)
    names, numbers = maker.column("name"), maker.column("nik")
    path = making.xlsx(tmp_path / "a.xlsx", [["Nama", "NIK"], *zip(names, numbers, strict=True)])
    assert command.main([str(path), "--json"]) == 0
    printed = capsys.readouterr().out
    assert len(json.loads(printed)["findings"]) == 2
    assert not any(text in printed for text in [*names, *numbers, *names[0].split()])


def test_a_picture_is_told_not_to_be_searchable(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert command.main([str(tmp_path / "a.png"), "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["error"] == "Isi gambar tidak dapat diperiksa."


def test_a_docx_is_searched(tmp_path: Path) -> None:
    import zipfile

    path = Path(tmp_path / "a.docx")
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f'<w:document xmlns:w="{space}"><w:p><w:t>NIK {Maker(4).nik()}</w:t></w:p></w:document>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", body)
    (finding,) = scan(path)
    assert (finding.column, finding.kind) == (None, "nik")
