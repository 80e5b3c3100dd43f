"""What a search tells of itself: its step, what was meant, the passages that answer."""

from __future__ import annotations

from typing import Any

import pytest

from ckanext.ambon.domain.words.question import understand
from ckanext.ambon.search.asking import answer, highlights
from ckanext.ambon.search.asking.plan import ASKED, Asked
from ckanext.ambon.search.asking.steps import Step

ENTRY = {"id": "1", "name": "sampah", "type": "dataset", "title": "A", "notes": "Timbulan sampah."}


@pytest.fixture(autouse=True)
def _no_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(highlights, "_in_rows", lambda _ids, _stems: iter(()))


def told(typed: str, mended: dict[str, str] | None = None, count: int = 1) -> dict[str, Any]:
    question = understand(" ".join((mended or {}).get(word, word) for word in typed.split()))
    step = Step("slips" if mended else "typed", "", question, mended or {})
    results = {"count": count, "results": [ENTRY] if count else []}
    return answer.tell(results, {ASKED: Asked(typed, question, step)})["ambon"]


def test_a_program_hears_no_step() -> None:
    found = answer.tell({"count": 0, "results": []}, {"q": "title:x"})["ambon"]
    assert found == {"step": None, "did_you_mean": None, "highlights": {}}


def test_a_search_that_was_broken_off_tells_no_step() -> None:
    asked = Asked("sampah", understand("sampah"))
    assert answer.tell({"count": 0, "results": []}, {ASKED: asked})["ambon"]["step"] is None


def test_marks_are_places_in_the_passage() -> None:
    found = told("sampah")["highlights"]["sampah"]
    assert [found["text"][a:b] for a, b in found["marks"]] == ["sampah"]
    assert found["field"] == "notes"


def test_what_was_meant_keeps_the_other_words_as_typed() -> None:
    found = told("Timbulan sampha", {"sampha": "sampah"}, count=3)
    assert found["did_you_mean"] == {"q": "Timbulan sampah", "count": 3}


def test_what_was_meant_is_not_offered_where_it_finds_nothing() -> None:
    assert told("sampha", {"sampha": "sampah"}, count=0)["did_you_mean"] is None


def test_results_without_texts_have_no_passages() -> None:
    question = understand("sampah")
    assert highlights.of(["sampah", {"id": "1"}], question) == {}
