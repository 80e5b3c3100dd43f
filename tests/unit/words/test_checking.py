"""`ckan ambon search words check` tells what is wrong with the lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ckanext.ambon.domain.words import checking, known, lists
from ckanext.ambon.domain.words.__main__ import main

Write = Callable[..., list[str]]


@pytest.fixture
def slips(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Write]:
    """Return a function that checks lists of these lines."""

    def check(text: str, *, indexed: set[str] | None = None) -> list[str]:
        for name in (*lists.SYNONYMS, "weak.txt", "fillers.txt", "properties.txt"):
            (tmp_path / name).write_text("di\n" if name == "fillers.txt" else "# leer\n")
        (tmp_path / "synonyms.txt").write_text(text)
        monkeypatch.setattr(lists, "FOLDER", tmp_path)
        return [slip.message for slip in checking.check(indexed)]

    yield check
    monkeypatch.undo()
    known.forget()


def test_the_lists_of_the_city_are_good() -> None:
    assert checking.check() == []


def test_without_a_portal_the_lists_are_checked_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert "baik" in capsys.readouterr().out


def test_what_is_said_twice_is_told(slips: Write) -> None:
    assert "sudah ada" in slips("sembako > bahan pokok\nsembako > bahan pokok\n")[0]


def test_a_circle_is_told(slips: Write) -> None:
    assert "sebaliknya" in slips("atlet > medali\nmedali > atlet\n")[0]


def test_forms_of_one_word_are_told(slips: Write) -> None:
    assert "satu kata" in slips("mengadu > pengaduan\n")[0]


def test_a_word_that_is_dropped_from_questions_is_told(slips: Write) -> None:
    assert "fillers.txt" in slips("di > kota\n")[0]


def test_a_property_that_weighs_nothing_anyway_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slips: Write
) -> None:
    assert slips("# leer\n") == []
    (tmp_path / "properties.txt").write_text("harga\n")
    (tmp_path / "weak.txt").write_text("harga\n")
    lists.forget()
    assert "weak.txt" in next(slip.message for slip in checking.check())


def test_a_meaning_that_no_entry_has_is_told(slips: Write) -> None:
    assert slips("sembako > bahan pokok\n", indexed={"bahan", "pokok"}) == []
    assert "tidak satu entri" in slips("sembako > bahan pokok\n", indexed={"bahan"})[0]


def test_a_line_with_one_word_is_told_with_its_number(slips: Write) -> None:
    with pytest.raises(lists.WordsError, match="baris 2"):
        slips("# satu\nsembako\n")
