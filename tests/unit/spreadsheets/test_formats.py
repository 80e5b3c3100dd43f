"""File formats, told by content; what cannot be read is refused with the reason."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlwt
from openpyxl import Workbook

from ckanext.ambon.domain.spreadsheets import read
from ckanext.ambon.domain.spreadsheets.limits import Limits
from tests.unit.spreadsheets import making
from tests.unit.spreadsheets.judging import judge, truth

PEOPLE = truth(
    "Kecamatan:text | Luas:number | Kode Pos:code",
    [["Nusaniwe", "88.35", "97117"], ["Sirimau", "86.82", "97128"]],
)
ROWS = [["Nusaniwe", "88,35", "97117"], ["Sirimau", "86,82", "97128"]]


def lines(sign: str) -> str:
    return "".join(f"{sign.join(row)}\r\n" for row in [["Kecamatan", "Luas", "Kode Pos"], *ROWS])


def check(path: Path, *truths: Any) -> None:
    verdict = judge(path, *truths)
    assert verdict.is_right, verdict


@pytest.mark.parametrize("sign", [";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_delimiters_and_encodings(tmp_path: Path, sign: str, encoding: str) -> None:
    check(making.csv(tmp_path / "a.csv", lines(sign), encoding), PEOPLE)


def test_a_csv_called_xlsx(tmp_path: Path) -> None:
    check(making.csv(tmp_path / "a.xlsx", lines(";")), PEOPLE)


def test_a_csv_that_names_its_delimiter(tmp_path: Path) -> None:
    check(making.csv(tmp_path / "a.csv", "sep=;\r\n" + lines(";")), PEOPLE)


def test_letters_of_windows(tmp_path: Path) -> None:
    path = making.csv(
        tmp_path / "a.csv", "Nama;Jenis\nCafé Panambúlu;rumah makan\nKopi – Joas;kedai\n", "cp1252"
    )
    check(
        path,
        truth(
            "Nama:text | Jenis:text", [["Café Panambúlu", "rumah makan"], ["Kopi – Joas", "kedai"]]
        ),
    )


def test_commas_in_quotes(tmp_path: Path) -> None:
    text = 'Nama,Nilai\n"Dinas Komunikasi, Informatika","1,5"\n"Dinas\nSosial","2,25"\n'
    wanted = truth(
        "Nama:text | Nilai:number",
        [["Dinas Komunikasi, Informatika", "1.5"], ["Dinas\nSosial", "2.25"]],
    )
    check(making.csv(tmp_path / "a.csv", text), wanted)


def test_xls(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Data")
    for c, title in enumerate(["Kecamatan", "Cakupan", "Kode"]):
        sheet.write(0, c, title)
    sheet.write(1, 0, "Nusaniwe")
    sheet.write(1, 1, 0.125, xlwt.easyxf(num_format_str="0.0%"))
    sheet.write(1, 2, 10, xlwt.easyxf(num_format_str="000"))
    sheet.write(2, 0, "Sirimau")
    sheet.write(2, 1, 0.5, xlwt.easyxf(num_format_str="0.0%"))
    sheet.write(2, 2, 20, xlwt.easyxf(num_format_str="000"))
    book.save(tmp_path / "a.xls")
    check(
        tmp_path / "a.xls",
        truth(
            "Kecamatan:text | Cakupan:percent | Kode:code",
            [["Nusaniwe", "12.5", "010"], ["Sirimau", 50, "020"]],
        ),
    )


def test_html_saved_as_xls(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>{a}</td><td>{b}</td><td>{c}</td></tr>" for a, b, c in ROWS)
    head = "<tr><th>Kecamatan</th><th>Luas</th><th>Kode Pos</th></tr>"
    text = f"<html><body><h3>Data</h3><table border=1>{head}{rows}</table></body></html>"
    check(making.csv(tmp_path / "a.xls", text), PEOPLE)


def test_html_with_merged_header(tmp_path: Path) -> None:
    text = (
        "<table><tr><th rowspan=2>Kecamatan</th><th colspan=2>Penduduk</th></tr>"
        "<tr><th>L</th><th>P</th></tr>"
        "<tr><td>Nusaniwe</td><td>1.200</td><td>1.300</td></tr></table>"
    )
    check(
        making.csv(tmp_path / "a.xls", text),
        truth(
            "Kecamatan:text | Penduduk – L:integer | Penduduk – P:integer",
            [["Nusaniwe", 1200, 1300]],
        ),
    )


def ods_row(*cells: tuple[str, str, str]) -> str:
    inner = "".join(
        f'<table:table-cell office:value-type="{kind}" {value}><text:p>{shown}</text:p>'
        "</table:table-cell>"
        for kind, shown, value in cells
    )
    return f"<table:table-row>{inner}</table:table-row>"


def ods(path: Path, *rows: str) -> Path:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<office:document-content {spaces}><table:table table:name="Data">'
        + "".join(rows)
        + '<table:table-row table:number-rows-repeated="1048570">'
        + '<table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
        + "</table:table></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return path


def test_ods(tmp_path: Path) -> None:
    path = ods(
        tmp_path / "a.ods",
        ods_row(("string", "Kecamatan", ""), ("string", "Cakupan", "")),
        ods_row(("string", "Sirimau", ""), ("percentage", "12,5%", 'office:value="0.125"')),
    )
    check(path, truth("Kecamatan:text | Cakupan:percent", [["Sirimau", "12.5"]]))


def test_ods_numbers_are_what_they_are_shown_as(tmp_path: Path) -> None:
    titles = [("string", title, "") for title in ("Kode", "Pagu", "Luas", "Capaian")]
    shown = (
        ("float", "007", 'office:value="7"'),
        ("float", "Rp1.500.000", 'office:value="1500000"'),
        ("float", "120 m", 'office:value="120"'),
        ("float", "12,5%", 'office:value="12.5"'),
    )
    wanted = truth(
        "Kode:code | Pagu:currency | Luas:integer | Capaian:percent",
        [["007", 1500000, 120, "12.5"]],
    )
    check(ods(tmp_path / "a.ods", ods_row(*titles), ods_row(*shown)), wanted)


def refused(path: Path, word: str, limits: Limits | None = None) -> None:
    reading = read(path, limits=limits)
    assert reading.status == "refused"
    assert word in (reading.error or "")


def test_broken_files_are_refused_with_the_reason(tmp_path: Path) -> None:
    good = making.xlsx(tmp_path / "good.xlsx", [["a", "b"], ["x", 1]])
    (tmp_path / "cut.xlsx").write_bytes(good.read_bytes()[:2000])
    (tmp_path / "empty.xlsx").write_bytes(b"")
    (tmp_path / "blank.csv").write_bytes(b"\n\n  \n")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 ...")
    (tmp_path / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600)
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    (tmp_path / "locked.xlsx").write_bytes(locked)
    for name, word in [
        ("cut.xlsx", "rusak"),
        ("empty.xlsx", "kosong"),
        ("blank.csv", "kosong"),
        ("a.pdf", "PDF"),
        ("old.xls", "rusak"),
        ("locked.xlsx", "kata sandi"),
        ("none.xlsx", "tidak ditemukan"),
    ]:
        refused(tmp_path / name, word)


def test_a_workbook_without_a_table_is_refused(tmp_path: Path) -> None:
    book = Workbook()
    book.save(tmp_path / "a.xlsx")
    refused(tmp_path / "a.xlsx", "Tidak ada tabel")


def replace_part(path: Path, target: Path, name: str, data: bytes) -> Path:
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            new.writestr(entry, data if entry == name else old.read(entry))
    return target


def test_entities_and_bombs_are_refused(tmp_path: Path) -> None:
    good = making.xlsx(tmp_path / "good.xlsx", [["a", "b"], ["x", 1]])
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet/>'
    refused(
        replace_part(good, tmp_path / "laughs.xlsx", "xl/worksheets/sheet1.xml", laughs),
        "tidak diizinkan",
    )
    bomb = b"<worksheet>" + b" " * 60_000_000 + b"</worksheet>"
    refused(
        replace_part(good, tmp_path / "bomb.xlsx", "xl/worksheets/sheet1.xml", bomb), "mengembang"
    )


def test_limits_have_their_message(tmp_path: Path) -> None:
    path = making.csv(tmp_path / "a.csv", "a,b\n" + "x,1\n" * 6000)
    refused(path, "lebih besar", Limits(bytes=100))
    refused(path, "sel", Limits(cells=1000))


@pytest.mark.slow
def test_a_million_formatted_empty_rows_are_read(tmp_path: Path) -> None:
    good = making.xlsx(tmp_path / "good.xlsx", [["a", "b"], ["x", 1], ["y", 2]])
    with zipfile.ZipFile(good) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    empty = "".join(f'<row r="{r}"><c r="A{r}" s="0"/></row>' for r in range(4, 1_000_000))
    data = sheet.replace("</sheetData>", f"{empty}</sheetData>").encode()
    path = replace_part(good, tmp_path / "long.xlsx", "xl/worksheets/sheet1.xml", data)
    assert read(path).tables[0].rows == (("x", 1), ("y", 2))
