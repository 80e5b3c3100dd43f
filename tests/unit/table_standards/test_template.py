"""The Excel template: filled in it reads back right, with nothing asked, whoever saved it last."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from ckanext.ambon.domain import table_standards
from ckanext.ambon.domain.spreadsheets import Reading, read
from ckanext.ambon.domain.table_standards import Standard
from ckanext.ambon.domain.table_standards.template import DATA, EXAMPLE, GUIDE, LISTS, template
from tests.unit.table_standards.filling import example, fill

STANDARDS = pytest.mark.parametrize(
    "standard", table_standards.standards(), ids=lambda one: one.name
)


def rows(standard: Standard) -> list[dict[str, object]]:
    """Return a whole row, and one with only what is required and another key."""
    whole = example(standard)
    least = {one.name: whole[one.name] if one.required else None for one in standard.columns}
    numbers = {"tahun": 2025, "nomor_usaha": "UM-0002", "nomor_register": "0002"}
    names = {"destinasi": "=Pantai lain", "nama": "+Lain", "komoditas": "Beras ketan"}
    other = {**numbers, **names, "uraian": "-Lain", "lokasi": "@Lain", "rincian": "Lain"}
    return [whole, {**least, **{key: value for key, value in other.items() if least.get(key)}}]


def check(standard: Standard, reading: Reading, wanted: list[dict[str, object]]) -> None:
    assert reading.status == "ok", reading
    assert reading.template == standard.name
    assert not reading.warnings
    assert len(reading.tables) == 1
    table = reading.tables[0]
    assert table_standards.match(table, reading.template) is standard
    assert table_standards.match(table) is standard
    applied = table_standards.apply(standard, table)
    assert not [str(one) for one in applied.failures]
    names = [column.name for column in applied.table.columns]
    found = [dict(zip(names, row, strict=True)) for row in applied.table.rows]
    assert [{key: row.get(key) for key in wanted[0]} for row in found] == wanted


@STANDARDS
def test_a_filled_template_is_read_right_with_nothing_asked(
    standard: Standard, tmp_path: Path
) -> None:
    wanted = rows(standard)
    check(standard, read(fill(standard, wanted, tmp_path / "a.xlsx")), wanted)


@STANDARDS
def test_one_row_is_enough(standard: Standard, tmp_path: Path) -> None:
    wanted = rows(standard)[:1]
    check(standard, read(fill(standard, wanted, tmp_path / "a.xlsx")), wanted)


@pytest.mark.parametrize(
    "kind",
    [
        "xlsx",
        pytest.param("ods", marks=pytest.mark.slow),
        pytest.param("xls", marks=pytest.mark.slow),
    ],
)
def test_a_template_saved_by_libreoffice_is_read_right(kind: str, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("No LibreOffice: install Debian's `libreoffice-calc`.")
    (tmp_path / "out").mkdir()
    for standard in table_standards.standards():
        fill(standard, rows(standard), tmp_path / f"{standard.name}.xlsx")
    sources = [str(file) for file in sorted(tmp_path.glob("*.xlsx"))]
    home = f"-env:UserInstallation=file://{tmp_path / 'home'}"
    command = [office, home, "--headless", "--convert-to", kind, "--outdir", str(tmp_path / "out")]
    subprocess.run([*command, *sources], check=True, capture_output=True, timeout=180)
    for standard in table_standards.standards():
        saved = tmp_path / "out" / f"{standard.name}.{kind}"
        check(standard, read(saved), rows(standard))


@STANDARDS
def test_an_empty_template_holds_no_table(standard: Standard, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(template(standard))
    assert read(tmp_path / "a.xlsx").error


@STANDARDS
def test_it_offers_the_lists_and_holds_the_limits(standard: Standard) -> None:
    book = load_workbook(BytesIO(template(standard)))
    assert book.sheetnames == [DATA, GUIDE, EXAMPLE, LISTS]
    assert book[LISTS].sheet_state == "hidden"
    sheet = book[DATA]
    assert sheet.freeze_panes == "A2"
    checks = {str(one.sqref).split("2:")[0]: one for one in sheet.data_validations.dataValidation}
    assert len(checks) == len(standard.columns)
    for at, column in enumerate(standard.columns, 1):
        check = checks[get_column_letter(at)]
        if column.vocabulary:
            assert check.type == "list"
            place = check.formula1.removeprefix(f"{LISTS}!").replace("$", "")
            offered = [row[0].value for row in book[LISTS][place]]
            assert offered == [term.label["id"] for term in column.terms]
        if column.min is not None:
            assert check.formula1 == str(column.min)
        assert check.showErrorMessage
        assert len(check.error) <= 255
        assert len(check.prompt) <= 255


@STANDARDS
def test_no_cell_of_a_template_is_a_formula(standard: Standard) -> None:
    book = load_workbook(BytesIO(template(standard)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]


def test_a_sheet_renamed_or_moved_does_not_matter(tmp_path: Path) -> None:
    standard = table_standards.standards()[0]
    file = fill(standard, rows(standard), tmp_path / "a.xlsx")
    book = load_workbook(file)
    book[DATA].title = "Isian saya"
    book.move_sheet("Isian saya", 2)
    book.save(file)
    check(standard, read(file), rows(standard))


@pytest.mark.parametrize("text", ["Sumber Air", "Jumlah", "Keterangan", "Mengetahui", "-"])
def test_every_row_of_a_template_is_a_row(text: str, tmp_path: Path) -> None:
    standard = table_standards.standard("wisata")
    assert standard is not None
    first, least = rows(standard)
    others = [{**least, "destinasi": f"Tempat {letter}"} for letter in "ABC"]
    file = fill(standard, [first, {**least, "destinasi": text}, *others], tmp_path / "a.xlsx")
    table = read(file).tables[0]
    assert len(table.rows) == 5
    assert not table.excluded
