"""What an office file holds outside of its cells is searched, and told once."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ckanext.ambon.domain.personal_data import scan
from tests.unit.personal_data.people import Person
from tests.unit.spreadsheets import making

ROWS: list[list[Any]] = [["Kelurahan", "Jumlah"], ["Wainitu", 931], ["Silale", 1204], ["Ema", 877]]
PERSON = Person(5)
NIK, MOBILE = PERSON.nik(), PERSON.mobile()


def _footer(sheet: Worksheet) -> None:
    sheet.oddFooter.center.text = f"Dicetak NIK {NIK}"


def _choices(sheet: Worksheet) -> None:
    sheet.add_data_validation(DataValidation(type="list", formula1=f'"{NIK},-"', sqref="D2"))


def _link(sheet: Worksheet) -> None:
    sheet["D2"] = "hubungi"
    sheet["D2"].hyperlink = f"https://wa.me/62{MOBILE[1:]}"


def _sheet_name(sheet: Worksheet) -> None:
    sheet.title = f"NIK {NIK}"


@pytest.mark.parametrize(
    ("put", "kind"),
    [(_footer, "nik"), (_choices, "nik"), (_link, "phone"), (_sheet_name, "nik")],
)
def test_a_number_around_the_cells_is_found(
    tmp_path: Path, put: Callable[[Worksheet], None], kind: str
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ROWS:
        sheet.append(row)
    put(sheet)
    book.save(tmp_path / "a.xlsx")
    assert [(one.column, one.kind) for one in scan(tmp_path / "a.xlsx")] == [(None, kind)]


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ("xl/drawings/drawing1.xml", "<a:r><a:t>NIK {0}</a:t></a:r><a:r><a:t>{1}</a:t></a:r>"),
        ("xl/charts/chart1.xml", "<c:pt><c:v>NIK {0}{1}</c:v></c:pt>"),
        ("xl/pivotCache/pivotCacheRecords1.xml", '<r><s v="NIK {0}{1}"/></r>'),
        ("xl/externalLinks/externalLink1.xml", "<cell><v>NIK {0}{1}</v></cell>"),
        ("xl/threadedComments/threadedComment1.xml", "<text>NIK {0}{1}</text>"),
        ("customXml/item1.xml", "<nik>{0}{1}</nik>"),
    ],
)  # fmt: skip
def test_parts_without_cells_are_searched(tmp_path: Path, part: str, text: str) -> None:
    path = making.xlsx(tmp_path / "a.xlsx", ROWS)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(part, f"<x>{text.format(NIK[:7], NIK[7:])}</x>")
    assert [(one.column, one.kind, one.rows) for one in scan(path)] == [(None, "nik", 1)]


def test_a_workbook_inside_of_a_workbook_is_searched(tmp_path: Path) -> None:
    rows = [["Nama", "NIK"], *([PERSON.name(), PERSON.nik()] for _ in range(5))]
    inner = making.xlsx(tmp_path / "in.xlsx", rows)
    path = making.xlsx(tmp_path / "a.xlsx", ROWS)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/embeddings/Sheet1.xlsx", inner.read_bytes())
    assert {one.kind for one in scan(path)} == {"name", "nik"}


def test_what_stands_in_cells_too_is_told_once(tmp_path: Path) -> None:
    niks = [PERSON.nik() for _ in range(5)]
    path = making.xlsx(tmp_path / "a.xlsx", [["NIK", "Jumlah"], *([nik, 5] for nik in niks)])
    cached = "".join(f'<s v="{nik}"/>' for nik in niks)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/pivotCache/pivotCacheDefinition1.xml", f"<x>{cached}</x>")
    assert [one.column for one in scan(path)] == ["NIK"]


def test_the_columns_of_a_table_in_a_document_are_searched(tmp_path: Path) -> None:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    rows = [("Nama Penerima", "Alamat"), *((PERSON.name(), PERSON.street()) for _ in range(6))]
    body = "".join(f"<w:tr>{''.join(cell.format(one) for one in row)}</w:tr>" for row in rows)
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{space}"><w:tbl>{body}</w:tbl></w:document>'
        )
    assert {(one.column, one.kind) for one in scan(path)} == {
        ("Nama Penerima", "name"),
        ("Alamat", "address"),
    }


def test_remarks_fields_and_bookmarks_of_a_pdf_are_searched(tmp_path: Path) -> None:
    from pypdf import PdfWriter
    from pypdf.annotations import FreeText

    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_annotation(0, FreeText(text=f"NIK {NIK}", rect=(10, 10, 90, 90)))
    writer.add_outline_item(title=f"HP {MOBILE}", page_number=0)
    stream = io.BytesIO()
    writer.write(stream)
    (tmp_path / "a.pdf").write_bytes(stream.getvalue())
    assert {one.kind for one in scan(tmp_path / "a.pdf")} == {"nik", "phone"}
