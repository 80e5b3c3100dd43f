"""Names of regions and OPD that mean several, or nearly one: offered as choices, never guessed."""

from __future__ import annotations

from pathlib import Path

from ckanext.ambon.domain.spreadsheets import read
from tests.unit.spreadsheets import making

ROWS = [["Kelurahan", "KK"], ["Nusaniwe", 10], ["Waihoka", 20], ["Batu Gajaa", 30]]


def test_an_ambiguous_name_is_a_choice_of_its_codes(tmp_path: Path) -> None:
    (table,) = read(making.xlsx(tmp_path / "a.xlsx", ROWS)).tables
    choice = next(one for one in table.offers if "Nusaniwe" in one.why)
    assert [option.value for option in choice.options] == ["81.71.01.1006", "81.71.01.2003", "none"]
    assert (choice.column, choice.cells) == ("Kelurahan", ("A2",))
    assert not table.questions
    assert "Nusaniwe" not in (table.columns[0].reference or {})["codes"]


def test_a_name_near_one_code_is_proposed(tmp_path: Path) -> None:
    (table,) = read(making.xlsx(tmp_path / "a.xlsx", ROWS)).tables
    choice = next(one for one in table.offers if "Batu Gajaa" in one.why)
    assert [option.value for option in choice.options] == ["81.71.02.1016", "none"]


def test_the_chosen_code_is_taken_and_none_leaves_the_name_alone(tmp_path: Path) -> None:
    path = making.xlsx(tmp_path / "a.xlsx", ROWS)
    choice = next(one for one in read(path).tables[0].offers if "Nusaniwe" in one.why)
    for value, wanted in (("81.71.01.2003", "81.71.01.2003"), ("none", None)):
        (table,) = read(path, answers={choice.key: value}).tables
        reference = table.columns[0].reference or {}
        assert reference["codes"].get("Nusaniwe") == wanted
        assert table.rows[0] == ("Nusaniwe", 10)
