"""How far to go: as typed, with synonyms, with fewer words, with slips mended; never into noise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from math import log

from ckan.lib.search import common

from ckanext.ambon.domain.words.question import Concept, Question, corrected
from ckanext.ambon.search.asking import lucene, slips, weights

# More than this is a text, not a question: its ways of leaving words out are too many to try.
MOST_CONCEPTS = 8
MOST_WAYS = 12


@dataclass(frozen=True)
class Step:
    """The step that was taken, its query, and the words that stand for words with a slip."""

    name: str
    query: str
    question: Question
    mended: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Counts:
    """How many entries answer a question whole, and how many have each of its concepts."""

    typed: int
    synonyms: int
    each: tuple[int, ...]
    entries: int


def choose(question: Question, filters: list[str]) -> Step:
    """Return the first step that finds enough among the entries that pass the filters."""
    counts = count(question, filters)
    step = _found(question, counts, filters)
    return step or _mended(question, filters) or _typed(question)


def _found(question: Question, counts: Counts, filters: list[str]) -> Step | None:
    """Return the step that finds something without taking a word for a slip."""
    step, found = _whole(question, counts)
    if not found:
        step = _fewer(question, counts, weights.COVERAGE)
        found = _number(step.query, filters) if step else 0
    if step is None or not found or found >= weights.TOO_LITTLE["fewer"]:
        return step if found else None
    # Something answers: what is related may follow it.
    wider = _fewer(question, counts, weights.COVERAGE_BESIDES)
    return wider if wider and _number(wider.query, filters) > found else step


def count(question: Question, filters: list[str]) -> Counts:
    """Ask the index, in one request, how many entries each way of asking would find."""
    ways = [
        lucene.every(question, synonyms=False),
        lucene.every(question, synonyms=True),
        *(f"+{lucene.clause(one, synonyms=True)}" for one in question.strong),
    ]
    numbers, entries = _numbers(ways, filters)
    return Counts(numbers[0], numbers[1], tuple(numbers[2:]), entries)


def _number(query: str, filters: list[str]) -> int:
    return _numbers([query], filters)[0][0]


def _numbers(ways: list[str], filters: list[str]) -> tuple[list[int], int]:
    """Return how many entries each query finds, and how many there are."""
    keys = [f"{{!edismax key={at} q.op=AND qf=$fields mm=0 v=$w{at}}}" for at in range(len(ways))]
    asked = {
        "facet.query": keys,
        "fields": lucene.FIELDS,
        **{f"w{at}": way for at, way in enumerate(ways)},
    }
    index = common.make_connection(decode_dates=False)
    found = index.search("*:*", rows=0, facet="true", fq=filters, **asked)
    counted = found.facets["facet_queries"]
    return [counted[str(at)] for at in range(len(ways))], found.hits


def _whole(question: Question, counts: Counts) -> tuple[Step, int]:
    """Return the whole question as typed, or with synonyms where that finds too little."""
    if counts.typed >= weights.TOO_LITTLE["synonyms"] or counts.typed == counts.synonyms:
        return _typed(question), counts.typed
    return Step("synonyms", lucene.every(question, synonyms=True), question), counts.synonyms


def _fewer(question: Question, counts: Counts, coverage: float) -> Step | None:
    """Return the question without what matters least, where so much of it is left."""
    ways = _ways(question, counts, coverage)
    return Step("fewer", lucene.some(question, ways), question) if ways else None


def _ways(question: Question, counts: Counts, coverage: float) -> list[tuple[Concept, ...]]:
    """Return the smallest sets of concepts that are still so much of the question."""
    strong = question.strong
    if question.regulations or not 1 < len(strong) <= MOST_CONCEPTS:
        return []
    rarity = {
        one: _rarity(one, number, counts) for one, number in zip(strong, counts.each, strict=True)
    }
    enough = coverage * sum(rarity.values())
    found = tuple(one for one, number in zip(strong, counts.each, strict=True) if number)
    ways: list[tuple[Concept, ...]] = []
    for way in _subsets(found, len(strong)):
        covered = sum(rarity[one] for one in way)
        if covered >= enough and not any(set(other) <= set(way) for other in ways):
            ways.append(way)
    return ways[:MOST_WAYS]


def _rarity(concept: Concept, number: int, counts: Counts) -> float:
    """Return how much a concept says: rare words much; where and whose less than what."""
    weight = 0.5 if concept.kind in ("place", "office") else 1.0
    return weight * log(1 + (counts.entries + 1) / (number or 0.2))


def _subsets(concepts: tuple[Concept, ...], whole: int) -> Iterator[tuple[Concept, ...]]:
    for size in range(1, min(len(concepts) + 1, whole)):
        yield from combinations(concepts, size)


def _mended(question: Question, filters: list[str]) -> Step | None:
    """Return the question with known words for the unknown ones, if that finds something."""
    words = {word for one in question.strong for word in one.words}
    near = {word: other for word in words if (other := slips.meant(word))}
    if not near:
        return None
    other = corrected(question, near)
    again = count(other, filters)
    step = _found(other, again, filters)
    return Step("slips", step.query, other, near) if step else None


def _typed(question: Question) -> Step:
    return Step("typed", lucene.every(question, synonyms=False), question)
