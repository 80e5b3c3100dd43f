"""The marked workbook: every question at its cell, and read again it says the same."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import xlwt
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from ckanext.ambon.domain import table_standards
from ckanext.ambon.domain.personal_data import scan
from ckanext.ambon.domain.personal_data.marking import marks as personal_marks
from ckanext.ambon.domain.spreadsheets import marking, read
from ckanext.ambon.domain.spreadsheets.marked import COLORS, LIST, marked_workbook
from ckanext.ambon.domain.spreadsheets.marking import Mark
from ckanext.ambon.domain.spreadsheets.model import Reading
from ckanext.ambon.domain.spreadsheets.report import as_json
from ckanext.ambon.domain.table_standards.marking import marks as standard_marks
from tests.unit.spreadsheets import making
from tests.unit.spreadsheets.test_cases import CASES, LOOK

DAYS = [
    ("Nusaniwe", date(2025, 10, 1), "1.234"),
    ("Sirimau", date(2025, 10, 2), "2.345"),
    ("Baguala", date(2025, 11, 30), "3.456"),
]
ROWS = [
    ["Kecamatan", "Nilai"],
    ["Nusaniwe", "1.234"],
    ["Sirimau", "2.345"],
    ["Baguala", "3.456"],
]


def said(reading: Reading) -> Any:
    return as_json(reading)


def marked(path: Path, folder: Path, *further: Mark) -> Path:
    """Write the marked copy of a file, and return where."""
    target = folder / f"bertanda-{path.stem}.xlsx"
    target.write_bytes(marked_workbook(path, read(path), further))
    return target


def made(case: dict[str, Any], folder: Path) -> Path:
    path = folder / "a.xlsx"
    if "csv" in case:
        return making.csv(path, case["csv"])
    return making.xlsx(path, case["rows"], **{name: case[name] for name in LOOK if name in case})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_read_again_it_says_the_same(tmp_path: Path, case: dict[str, Any]) -> None:
    path = made(case, tmp_path)
    assert said(read(marked(path, tmp_path))) == said(read(path))


def test_marked_twice_it_says_the_same_and_carries_one_list(tmp_path: Path) -> None:
    path = making.xlsx(tmp_path / "a.xlsx", ROWS)
    twice = marked(marked(path, tmp_path), tmp_path)
    assert said(read(twice)) == said(read(path))
    assert load_workbook(twice).sheetnames.count(LIST) == 1


def test_the_cell_in_question_is_coloured_and_says_what_to_choose(tmp_path: Path) -> None:
    path = making.xlsx(tmp_path / "a.xlsx", ROWS)
    assert read(path).status == "ask"
    sheet = load_workbook(marked(path, tmp_path))["Sheet"]
    comment = sheet["B1"].comment
    assert comment
    assert comment.text.startswith("PERTANYAAN: Kolom “Nilai”.")
    assert "Pilihan: " in comment.text
    assert sheet["B2"].fill.fgColor.rgb == f"FF{COLORS[marking.QUESTION]}"
    assert sheet["A2"].comment is None


def test_what_was_mended_loses_its_mark(tmp_path: Path) -> None:
    path = marked(making.xlsx(tmp_path / "a.xlsx", ROWS), tmp_path)
    book = load_workbook(path)
    for row, value in enumerate((1234, 2345, 3456), 2):
        book["Sheet"].cell(row, 2, value)
    book.save(path)
    assert read(path).status == "ok"
    sheet = load_workbook(marked(path, tmp_path))["Sheet"]
    assert sheet["B1"].comment is None
    assert sheet["B2"].fill.fill_type is None


def test_marks_of_others_stand_beside_them(tmp_path: Path) -> None:
    path = making.xlsx(tmp_path / "a.xlsx", ROWS)
    mark = Mark(marking.PERSONAL, "Sheet", ("A3",), "Hapus kolom ini.")
    book = load_workbook(marked(path, tmp_path, mark))
    assert book["Sheet"]["A3"].comment.text == "DATA PRIBADI: Hapus kolom ini."
    assert "Hapus kolom ini." in [row[3].value for row in book[LIST].iter_rows()]


def test_personal_data_and_failures_of_a_standard_are_marked_at_their_cells(
    tmp_path: Path,
) -> None:
    titles = ["Perangkat daerah", "Tahun", "Golongan", "Jenis kelamin", "Jumlah pegawai", "NIK"]
    numbers = [f"81710{n}1507900{n:03}" for n in range(1, 5)]
    rows = [["BPBD", 2025, grade, "Perempuan", 7] for grade in ("I/a", "I/b", "X/x", "II/a")]
    path = making.xlsx(
        tmp_path / "a.xlsx",
        [titles, *([*row, nik] for row, nik in zip(rows, numbers, strict=True))],
    )
    standard = table_standards.standard("pegawai")
    assert standard is not None
    table = read(path).tables[0]
    wrong = standard_marks(table, table_standards.check(standard, table))
    book = load_workbook(marked(path, tmp_path, *wrong, *personal_marks(scan(path))))
    sheet = book["Sheet"]
    assert sheet["C4"].comment.text.startswith("STANDAR: “X/x” tidak ada")
    assert "hanya memuat kolom yang boleh dibuka" in sheet["F1"].comment.text
    assert "DATA PRIBADI: Kolom “NIK” memuat NIK." in sheet["F2"].comment.text
    told = " ".join(str(cell.value) for row in book[LIST].iter_rows() for cell in row)
    assert not [number for number in numbers if number in told]


def test_formulas_keep_their_values(tmp_path: Path) -> None:
    path = _with_formula(tmp_path / "a.xlsx")
    assert read(path).tables[0].rows[0][1] == 7
    target = marked(path, tmp_path)
    assert read(target).tables[0].rows[0][1] == 7
    assert load_workbook(target)["Sheet"]["B2"].value == "=3+4"


def _with_formula(path: Path) -> Path:
    """Write a formula with its last value, as Excel does and openpyxl does not."""
    making.xlsx(path, [["Kecamatan", "Jumlah"], ["Nusaniwe", "=3+4"], ["Sirimau", 5]])
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet], count = re.subn(rb"(<f>3\+4</f>)<v ?/?>(</v>)?", rb"\1<v>7</v>", parts[sheet])
    assert count == 1
    with ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_the_officers_own_comments_fills_and_widths_stay(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    making.fill(sheet, ROWS)
    sheet["A2"].comment = Comment("Periksa lagi", "Ibu Rina")
    sheet["B1"].comment = Comment("Dalam ribuan?", "Ibu Rina")
    sheet["A1"].fill = PatternFill("solid", fgColor="FF00FF00")
    sheet.column_dimensions["A"].width = 33
    book.save(tmp_path / "a.xlsx")
    found = load_workbook(marked(tmp_path / "a.xlsx", tmp_path))["Sheet"]
    assert found["A2"].comment.text == "Periksa lagi"
    assert found["B1"].comment.text.startswith("Dalam ribuan?\nPERTANYAAN")
    assert found["A1"].fill.fgColor.rgb == "FF00FF00"
    assert found.column_dimensions["A"].width == 33


def test_a_workbook_that_openpyxl_cannot_load_is_copied(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    making.fill(sheet, ROWS)
    book.create_chartsheet("Grafik")
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(AttributeError):
        load_workbook(tmp_path / "a.xlsx")
    target = marked(tmp_path / "a.xlsx", tmp_path)
    assert said(read(target)) == said(read(tmp_path / "a.xlsx"))


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+62", "-x", "@SUM(1)", "\t=1"])
def test_no_text_of_a_csv_becomes_a_formula(tmp_path: Path, text: str) -> None:
    path = making.csv(tmp_path / "a.csv", f'Nama,Nilai\n"{text}",1\nB,2\n')
    target = marked(path, tmp_path)
    cell = load_workbook(target).worksheets[0]["A2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix or not text.strip().startswith(("=", "+", "-", "@"))
    assert said(read(target))["tables"] == said(read(path))["tables"]


@pytest.mark.parametrize("kind", ["xls", "html", "utf-16"])
def test_other_formats_become_an_xlsx_that_says_the_same(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.xls"
    if kind == "xls":
        book = xlwt.Workbook()
        sheet = book.add_sheet("Data")
        day = xlwt.easyxf(num_format_str="dd/mm/yyyy")
        for r, row in enumerate([["Kecamatan", "Tanggal", "Nilai"], *DAYS]):
            for c, value in enumerate(row):
                sheet.write(
                    r, c, value, day if isinstance(value, date) else xlwt.Style.default_style
                )
        book.save(str(path))
    elif kind == "html":
        lines = "".join(
            f"<tr><td>{a}</td><td>{b:%d/%m/%Y}</td><td>{c}</td></tr>" for a, b, c in DAYS
        )
        head = "<tr><th>Kecamatan</th><th>Tanggal</th><th>Nilai</th></tr>"
        path.write_text(f"<html><body><table>{head}{lines}</table></body></html>")
    else:
        rows = "".join(f"{a};{b:%d/%m/%Y};{c}\n" for a, b, c in DAYS)
        making.csv(path, f"Kecamatan;Tanggal;Nilai\n{rows}", encoding="utf-16")
    assert said(read(path))["status"] != "refused"
    assert said(read(marked(path, tmp_path))) == said(read(path))


def test_a_refused_file_says_why_on_its_list(tmp_path: Path) -> None:
    path = making.xlsx(tmp_path / "a.xlsx", [["Laporan"]])
    reading = read(path)
    assert reading.error
    book = load_workbook(BytesIO(marked_workbook(path, reading)))
    assert book[LIST]["D3"].value == reading.error


def test_an_answer_is_told_at_the_title_of_its_column(tmp_path: Path) -> None:
    path = making.xlsx(tmp_path / "a.xlsx", ROWS)
    question = read(path).tables[0].questions[0]
    given = {question.key: question.options[0].value}
    target = tmp_path / "b.xlsx"
    target.write_bytes(marked_workbook(path, read(path, answers=given)))
    sheet = load_workbook(target).worksheets[0]
    assert "JAWABAN" in sheet["B1"].comment.text
    assert question.options[0].text in sheet["B1"].comment.text
    assert sheet["B2"].comment is None


def test_the_only_sheet_of_a_csv_is_marked_whatever_it_was_stored_as(tmp_path: Path) -> None:
    path = making.csv(tmp_path / "4f1c-0a", "Nama;NIK\nPetrus;8171011507900001\n")
    marks = personal_marks(scan(path, "penerima.csv"))
    target = tmp_path / "b.xlsx"
    target.write_bytes(marked_workbook(path, read(path, name="penerima.csv"), marks))
    assert "DATA PRIBADI" in load_workbook(target).worksheets[0]["B2"].comment.text
