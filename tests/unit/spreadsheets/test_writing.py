"""What is made of a read table: long form, and text that is harmless in Excel."""

from __future__ import annotations

from pathlib import Path

from ckanext.ambon.domain.spreadsheets import read, safe, wide
from tests.unit.spreadsheets import making


def test_wide_years_can_be_turned_long(tmp_path: Path) -> None:
    rows = [["Kecamatan", "2023", "2024"], ["Sirimau", 5, 6], ["Baguala", 7, None]]
    table = wide.to_long(read(making.xlsx(tmp_path / "a.xlsx", rows)).tables[0])
    assert [column.name for column in table.columns] == ["kecamatan", "tahun", "nilai"]
    assert [column.type for column in table.columns] == ["text", "year", "integer"]
    wanted = (
        ("Sirimau", 2023, 5),
        ("Sirimau", 2024, 6),
        ("Baguala", 2023, 7),
        ("Baguala", 2024, None),
    )
    assert table.rows == wanted
    assert table.row_numbers == (2, 2, 3, 3)


def test_a_table_without_years_across_stays(tmp_path: Path) -> None:
    table = read(making.xlsx(tmp_path / "a.xlsx", [["Kecamatan", "L"], ["Sirimau", 5]])).tables[0]
    assert wide.to_long(table) is table


def test_a_formula_in_a_text_is_made_harmless() -> None:
    assert [safe.for_excel(text) for text in ("=1", "+1", "-1", "@a", "a", -1)] == [
        "'=1",
        "'+1",
        "'-1",
        "'@a",
        "a",
        -1,
    ]
