"""The judged queries find what answers them: a change of words or weights that hurts is named."""

from __future__ import annotations

import json
import urllib.parse
import urllib.request
from math import log2
from pathlib import Path
from typing import Any

import pytest
import yaml

QUERIES = Path(__file__).parent.parent / "search" / "queries.yaml"
ROWS = 10
# What the search reached when these floors were set, less a little for a change of the data.
FLOOR_TOGETHER, FLOOR_NOTHING_RELEVANT, FLOOR_HONEST = 0.92, 0.02, 0.85


def gain(grades: list[int]) -> float:
    return sum((2**grade - 1) / log2(rank + 1) for rank, grade in enumerate(grades, 1))


def ndcg(ranking: list[str], relevant: dict[str, int]) -> float:
    best = gain(sorted(relevant.values(), reverse=True)[:ROWS])
    return gain([relevant.get(name, 0) for name in ranking]) / best


@pytest.fixture(scope="module")
def answers(portal: Any) -> list[tuple[dict[str, Any], list[str]]]:
    """Ask every judged query once; return it with the names of what was found."""
    return [(one, names(portal.url, one["q"])) for one in yaml.safe_load(QUERIES.read_text())]


def names(url: str, question: str) -> list[str]:
    query = urllib.parse.urlencode({"q": question, "rows": ROWS})
    with urllib.request.urlopen(f"{url}/api/3/action/package_search?{query}") as answer:
        return [one["name"] for one in json.load(answer)["result"]["results"]]


def test_the_order_of_results_is_as_good_as_it_was(answers: Any) -> None:
    scores = {one["q"]: ndcg(found, one["relevant"]) for one, found in answers if one["relevant"]}
    worst = sorted(scores.items(), key=lambda pair: pair[1])[:15]
    assert sum(scores.values()) / len(scores) >= FLOOR_TOGETHER, worst


def test_hardly_a_query_finds_nothing_relevant(answers: Any) -> None:
    asked = [(one, found) for one, found in answers if one["relevant"]]
    empty = [one["q"] for one, found in asked if not set(found) & set(one["relevant"])]
    assert len(empty) <= FLOOR_NOTHING_RELEVANT * len(asked), empty


def test_what_the_catalogue_does_not_have_shows_nothing(answers: Any) -> None:
    asked = [(one, found) for one, found in answers if not one["relevant"]]
    noisy = [(one["q"], found[:3]) for one, found in asked if found]
    assert len(noisy) <= (1 - FLOOR_HONEST) * len(asked), noisy


@pytest.mark.parametrize(
    ("question", "step"),
    [("puskesmas", "typed"), ("sembako", "synonyms"), ("kebakran", "slips")],
)
def test_the_answer_tells_which_step_was_taken(portal: Any, question: str, step: str) -> None:
    assert asked(portal, q=question)["ambon"]["step"] == step


def test_a_slip_is_mended_and_told_with_its_count(portal: Any) -> None:
    found = asked(portal, q="kebakran")
    assert found["ambon"]["did_you_mean"] == {"q": "kebakaran", "count": found["count"]}


@pytest.mark.parametrize(
    "question", ["harga: beras", "sampah/limbah", "[data", '"', "a:b:c", "{!x"]
)
def test_what_people_type_is_never_an_error(portal: Any, question: str) -> None:
    assert asked(portal, q=question)["count"] >= 0


@pytest.mark.parametrize(
    "asked_for",
    [{"q": "title:sampah"}, {"q": "sampah", "defType": "edismax"}, {"q": "sampah", "mm": "1"}],
)
def test_a_program_that_asks_in_its_own_words_is_left_alone(portal: Any, asked_for: Any) -> None:
    found = asked(portal, **asked_for)
    assert found["ambon"]["step"] is None
    assert found["count"]


def test_the_passage_that_answers_is_marked(portal: Any) -> None:
    told = asked(portal, q="wayame stunting")["ambon"]["highlights"]["stunting-lokus-2022"]
    assert {told["text"][a:b].lower() for a, b in told["marks"]} & {"wayame", "stunting"}


@pytest.mark.parametrize("written", ["perda 5.a/2020", "perda no 5a tahun 2020", "Perda 5A 2020"])
def test_a_regulation_is_found_however_its_number_is_written(portal: Any, written: str) -> None:
    assert names(portal.url, written)[:1] == ["perda-5-a-2020"]


def asked(portal: Any, **parameters: str) -> dict[str, Any]:
    query = urllib.parse.urlencode(parameters)
    with urllib.request.urlopen(f"{portal.url}/api/3/action/package_search?{query}") as answer:
        return json.load(answer)["result"]
