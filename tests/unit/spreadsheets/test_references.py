"""Names of regions and OPD: one of several is asked, nearly one is offered, none is guessed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ckanext.ambon.domain.spreadsheets import read
from ckanext.ambon.domain.spreadsheets.model import Table
from tests.unit.spreadsheets import making

ROWS = [["Kelurahan", "KK"], ["Nusaniwe", 10], ["Waihoka", 20], ["Batu Gajaa", 30]]


def read_rows(tmp_path: Path, rows: list[list[Any]]) -> Table:
    (table,) = read(making.xlsx(tmp_path / "a.xlsx", rows)).tables
    return table


def test_a_name_of_two_regions_is_asked_where_nothing_decides(tmp_path: Path) -> None:
    table = read_rows(tmp_path, ROWS)
    (asked,) = table.questions
    assert "Nusaniwe" in asked.why
    assert [option.value for option in asked.options] == ["81.71.01.1006", "81.71.01.2003", "none"]
    assert (asked.column, asked.cells) == ("Kelurahan", ("A2",))
    assert asked not in table.offers
    assert "Nusaniwe" not in (table.columns[0].reference or {})["codes"]


def test_an_abbreviation_of_two_offices_is_asked(tmp_path: Path) -> None:
    rows = [["OPD", "Pegawai"], ["DPKP", 10], ["Inspektorat", 20]]
    (asked,) = read_rows(tmp_path, rows).questions
    assert asked.column == "OPD"
    assert asked.options[-1].value == "none"


@pytest.mark.parametrize(
    ("title", "names", "code"),
    [
        ("Kelurahan", ["Nusaniwe", "Waihoka", "Rijali"], "81.71.01.1006"),
        ("Kelurahan/Negeri", ["Nusaniwe", "Soya", "Naku"], "81.71.01.2003"),
        ("Wilayah", ["Nusaniwe", "Sirimau", "Teluk Ambon"], "81.71.01"),
        ("Kecamatan", ["Nusaniwe"], "81.71.01"),
        ("Negeri", ["Nusaniwe"], "81.71.01.2003"),
        ("Kelurahan/Negeri", ["Kel. Nusaniwe", "Soya"], "81.71.01.1006"),
    ],
)
def test_the_title_or_all_other_names_decide(
    tmp_path: Path, title: str, names: list[str], code: str
) -> None:
    table = read_rows(tmp_path, [[title, "KK"], *([name, 10] for name in names)])
    assert not table.questions
    assert (table.columns[0].reference or {})["codes"][names[0]] == code


@pytest.mark.parametrize(
    ("title", "kelurahan", "negeri"),
    [("Status", "Kelurahan", "Negeri"), ("Kode", "81.71.01.1011", "81.71.01.2005")],
)
def test_another_column_decides_row_by_row(
    tmp_path: Path, title: str, kelurahan: str, negeri: str
) -> None:
    rows = [["Kelurahan/Negeri", title, "KK"], ["Urimessing", kelurahan, 20]]
    table = read_rows(tmp_path, rows)
    assert not table.questions
    assert (table.columns[0].reference or {})["codes"] == {"Urimessing": "81.71.01.1011"}
    both = read_rows(tmp_path, [*rows, ["Urimessing", negeri, 30]])
    assert [question.column for question in both.questions] == ["Kelurahan/Negeri"]


def test_a_name_near_one_code_is_proposed(tmp_path: Path) -> None:
    (table,) = read(making.xlsx(tmp_path / "a.xlsx", ROWS)).tables
    choice = next(one for one in table.offers if "Batu Gajaa" in one.why)
    assert [option.value for option in choice.options] == ["81.71.02.1016", "none"]


def test_the_chosen_code_is_taken_and_none_leaves_the_name_alone(tmp_path: Path) -> None:
    path = making.xlsx(tmp_path / "a.xlsx", ROWS)
    choice = read(path).tables[0].questions[0]
    for value, wanted in (("81.71.01.2003", "81.71.01.2003"), ("none", None)):
        (table,) = read(path, answers={choice.key: value}).tables
        reference = table.columns[0].reference or {}
        assert reference["codes"].get("Nusaniwe") == wanted
        assert table.rows[0] == ("Nusaniwe", 10)
        assert not table.questions
