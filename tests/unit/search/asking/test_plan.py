"""A person's question is read; a program's is left as it is."""

from __future__ import annotations

from typing import Any

import pytest

from ckanext.ambon.search import words
from ckanext.ambon.search.asking import lucene, plan


@pytest.fixture(autouse=True)
def _no_valkey(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "refresh", lambda: None)


@pytest.mark.parametrize("q", ["", "*", "*:*", "title:sampah", "tags:air AND sampah", '""'])
def test_what_asks_in_the_words_of_the_index_is_left_alone(q: str) -> None:
    assert plan.prepare({"q": q}) == {"q": q}


@pytest.mark.parametrize("name", plan.PROGRAMS_OWN)
def test_a_program_that_says_how_it_is_to_be_read_is_left_alone(name: str) -> None:
    asked = {"q": "sampah", name: "1"}
    assert plan.prepare(dict(asked)) == asked


@pytest.mark.parametrize("q", ["sampah", "harga: beras", "a/b (c", "jam 10:30", "catatan: x"])
def test_what_people_type_is_read(q: str) -> None:
    prepared = plan.prepare({"q": q, "rows": 5})
    assert prepared[plan.ASKED].typed == q
    assert prepared["defType"] == "edismax"
    assert prepared["rows"] == 5


def test_signs_alone_find_nothing() -> None:
    assert plan.prepare({"q": "?!"})["q"] == "*:* -*:*"


def test_the_first_request_asks_as_typed() -> None:
    prepared: dict[str, Any] = plan.prepare({"q": "sembako"})
    question = prepared[plan.ASKED].question
    assert prepared["q"] == lucene.every(question, synonyms=False)
