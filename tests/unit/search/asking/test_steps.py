"""A question goes to the next step only where one finds too little; it asks no more than that."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ckanext.ambon.domain.words.question import understand
from ckanext.ambon.search.asking import lucene, slips, steps
from ckanext.ambon.search.asking.steps import Ask, Found, Step

Number = Callable[[str], int]


@pytest.fixture(autouse=True)
def _no_slips(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slips, "meant", lambda _word: None)


class Index:
    """Answers by a rule instead of an index, and remembers what it was asked."""

    def __init__(self, number: Number, entries: int = 1000) -> None:
        self.number, self.entries = number, entries
        self.asked: list[str] = []

    def __call__(self, query: str, clauses: tuple[str, ...]) -> Found:
        self.asked.append(query)
        return Found(self.number(query), self.entries, tuple(map(self.number, clauses)))


def step(question: str, ask: Ask) -> Step:
    return steps.choose(understand(question), ask)


def as_typed(question: str) -> str:
    return lucene.every(understand(question), synonyms=False)


def test_enough_as_typed_is_one_request() -> None:
    index = Index(lambda _query: 10)
    assert step("harga sembako", index).name == "typed"
    assert index.asked == [as_typed("harga sembako")]


def test_one_word_without_synonyms_is_one_request_however_little_it_finds() -> None:
    index = Index(lambda _query: 1)
    assert step("kasuari", index).name == "typed"
    assert len(index.asked) == 1


def test_too_little_as_typed_asks_for_synonyms() -> None:
    index = Index(lambda query: 0 if query == as_typed("sembako") else 12)
    assert step("sembako", index).name == "synonyms"
    assert len(index.asked) == 2


def test_synonyms_that_find_nothing_more_leave_the_question_as_typed() -> None:
    index = Index(lambda _query: 9)
    assert step("sembako", index).name == "typed"


def test_words_are_left_out_only_where_the_whole_finds_nothing() -> None:
    def number(query: str) -> int:
        if " AND " in query:
            return 20
        return 0 if query.count("+(") > 1 else 30

    assert step("kasuari zebra unta", Index(number)).name == "fewer"


def test_a_question_is_not_watered_down_where_enough_answers_it() -> None:
    index = Index(lambda _query: 8)
    assert step("kasuari zebra", index).name == "typed"
    assert not [query for query in index.asked if " AND " in query]


def test_what_is_related_follows_only_if_it_adds_something() -> None:
    assert step("kasuari zebra", Index(lambda _query: 3)).name == "typed"


def test_a_regulation_named_by_number_is_never_watered_down() -> None:
    index = Index(lambda _query: 0)
    assert step("perda 3/2012 kasuari zebra", index).name == "typed"
    assert len(index.asked) == 1


def test_a_slip_is_mended_only_where_nothing_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slips, "meant", {"kasuwari": "kasuari"}.get)
    index = Index(lambda query: 5 if '"kasuari"' in query else 0)
    found = step("kasuwari", index)
    assert (found.name, found.mended) == ("slips", {"kasuwari": "kasuari"})
    assert step("kasuwari", Index(lambda _query: 2)).name == "typed"


def test_nothing_at_all_stays_nothing() -> None:
    assert step("kasuari zebra", Index(lambda _query: 0)).name == "typed"


def test_a_long_text_is_not_taken_apart_in_every_way() -> None:
    index = Index(lambda _query: 0)
    step(" ".join(f"kata{number}" for number in range(12)), index)
    assert len(index.asked) == 1


def test_where_weighs_less_than_what() -> None:
    """Without the place a question is still most of it; without the subject it is not."""
    question = understand("kasuari di kecamatan baguala")
    found = Found(0, 1000, (30, 30))
    ways = steps.ways(question, found, 0.6)
    assert [[one.kind for one in way] for way in ways] == [["subject"]]


def titled(query: str) -> int:
    return 4 if query.startswith("+((ambon_title:") else 0


def test_a_subject_that_titles_name_answers_where_nothing_knows_which_of_it() -> None:
    found = step("kasuari zebra", Index(titled))
    assert found.name == "fewer"
    assert '"kasuari"' in found.query.split(" ")[0]


def test_a_property_alone_is_no_answer() -> None:
    assert step("harga zebra", Index(titled)).name == "typed"
