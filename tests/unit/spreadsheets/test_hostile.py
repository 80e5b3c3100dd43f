"""Files that are made to harm are refused with a sentence: no fault, no hang, little memory."""

from __future__ import annotations

import contextlib
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfWriter

from ckanext.ambon.domain.personal_data import UnsearchableError, scan
from ckanext.ambon.domain.spreadsheets.limits import Limits
from ckanext.ambon.domain.spreadsheets.model import RefusedError
from ckanext.ambon.domain.spreadsheets.reading import read
from tests.unit.spreadsheets import making

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
CELLS = [
    '<row r="-5"><c r="A1"><v>1</v></c></row>',
    '<row r="99999999999"><c r="A1"><v>1</v></c></row>',
    '<row r="x"><c r="A1"><v>1</v></c></row>',
    '<row r="1"><c r="A1" t="s"><v>abc</v></c></row>',
    '<row r="1"><c r="A1" s="y"><v>1</v></c></row>',
    '<row r="1"><c r="ZZZ1"><v>1</v></c></row>',
]


@pytest.mark.parametrize("cells", CELLS)
def test_cells_that_no_sheet_can_have_are_refused(tmp_path: Path, cells: str) -> None:
    whole = making.xlsx(tmp_path / "whole.xlsx", [["Desa", "Jumlah"], ["Ema", 1], ["Naku", 2]])
    broken = tmp_path / "broken.xlsx"
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(broken, "w") as copy:
        for name in source.namelist():
            is_sheet = name.startswith("xl/worksheets/sheet")
            copy.writestr(name, sheet if is_sheet else source.read(name))
    assert "rusak" in str(read(broken).error)
    with pytest.raises(RefusedError):
        scan(broken)


@pytest.mark.parametrize("value", ["1e999", "nan"])
def test_a_number_without_end_is_no_number(tmp_path: Path, value: str) -> None:
    path = tmp_path / "a.xlsx"
    making.xlsx(path, [["Desa", "Jumlah"], ["Ema", 1], ["Naku", 2]])
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    with zipfile.ZipFile(path, "w") as copy:
        for name, data in parts.items():
            copy.writestr(name, data.replace(b"<v>2</v>", f"<v>{value}</v>".encode()))
    assert read(path).status in ("ok", "ask", "refused")


def test_one_endless_line_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n" + b"," * 2_000_000)
    with pytest.raises(RefusedError, match="Satu baris"):
        Limits(line_bytes=1_000_000).check_lines(path)


def test_a_text_behind_a_picture_is_searched(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 40 + b"NIK 8171011505900001")
    assert [one.kind for one in scan(path)] == ["nik"]


def test_long_texts_without_end_take_no_time(tmp_path: Path) -> None:
    texts = ["a" * 300_000, "jl nama rt " * 3000, "1 " * 20_000]
    path = making.csv(tmp_path / "a.csv", "Isi,Jumlah\n" + "".join(f"{one},1\n" for one in texts))
    assert scan(path) == []


def test_a_row_that_is_repeated_without_end_is_counted_before_it_is_made(tmp_path: Path) -> None:
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    cell = (
        '<table:table-cell table:number-columns-repeated="900" office:value-type="string">'
        "<text:p>x</text:p></table:table-cell>"
    )
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    body = (
        f'<office:spreadsheet><table:table table:name="S">{row}</table:table></office:spreadsheet>'
    )
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", f"<office:body{names}>{body}</office:body>")
    assert "sel" in str(read(tmp_path / "a.ods").error)


def test_spans_that_claim_a_sheet_without_end_are_refused(tmp_path: Path) -> None:
    row = '<tr><td colspan="1000" rowspan="1000">x</td></tr>'
    page = making.csv(tmp_path / "a.xls", f"<html><table>{row * 50}</table></html>")
    assert "luas" in str(read(page).error)


def test_more_sheets_than_an_office_has_are_refused(tmp_path: Path) -> None:
    rows = [["Desa", "Jumlah"], ["Ema", 1], ["Naku", 2]]
    path = making.sheets(tmp_path / "a.xlsx", {f"L{n}": rows for n in range(4)})
    assert read(path, limits=Limits(sheets=4)).error is None
    assert "lembar" in str(read(path, limits=Limits(sheets=3)).error)


def test_a_pdf_without_text_asks_for_a_reason(tmp_path: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(tmp_path / "a.pdf")
    with pytest.raises(UnsearchableError):
        scan(tmp_path / "a.pdf")


def test_a_damaged_pdf_is_not_quoted_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_metadata({"/Author": "8171011505900001"})
    writer.write(tmp_path / "a.pdf")
    data = (tmp_path / "a.pdf").read_bytes()
    (tmp_path / "a.pdf").write_bytes(data.replace(b"/Type /Page", b"/Type \xa2 /Page")[:-30])
    with contextlib.suppress(RefusedError, UnsearchableError):
        scan(tmp_path / "a.pdf")
    assert caplog.text == ""


def test_a_line_of_more_columns_than_a_sheet_has_is_refused(tmp_path: Path) -> None:
    path = making.csv(tmp_path / "a.csv", "a,b\n" + "1," * 20_000 + "\n")
    assert "kolom" in str(read(path).error)
