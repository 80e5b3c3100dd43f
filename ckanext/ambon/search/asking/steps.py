"""How far to go: as typed, with synonyms, with fewer words, with slips mended; never into noise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from math import log

from ckanext.ambon.domain.words import lists
from ckanext.ambon.domain.words.question import Concept, Question, corrected
from ckanext.ambon.search.asking import lucene, slips, weights

# More than this is a text, not a question: its ways of leaving words out are too many to try.
MOST_CONCEPTS = 8
MOST_WAYS = 12


@dataclass(frozen=True)
class Step:
    """A step that may be taken, its query, and the words that stand for words with a slip."""

    name: str
    query: str
    question: Question
    mended: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Found:
    """How many entries a query finds; and, where that was asked besides, how many there are
    and how many have each of the concepts of the question."""

    number: int
    entries: int = 0
    each: tuple[int, ...] = ()


# Asks the index a query and, in the same request, how many entries each clause finds by itself.
Ask = Callable[[str, tuple[str, ...]], Found]


def choose(question: Question, ask: Ask) -> Step:
    """Return the first step that finds enough. What was asked last need not be its query."""
    return (
        _found(question, ask) or _mended(question, ask) or _headed(question, ask) or typed(question)
    )


def typed(question: Question) -> Step:
    """Return the question as it stands, the step that is tried first."""
    return Step("typed", lucene.every(question, synonyms=False), question)


def _found(question: Question, ask: Ask) -> Step | None:
    """Return the step that finds something without taking a word for a slip."""
    step, found = _whole(question, ask)
    if found.number >= weights.TOO_LITTLE["fewer"] or not _may_leave_out(question):
        return step if found.number else None
    if not found.each:
        found = ask(step.query, each(question))
    if not found.number:
        fewer = _fewer(question, found, weights.COVERAGE)
        number = ask(fewer.query, ()).number if fewer else 0
        if fewer is None or not number or number >= weights.TOO_LITTLE["fewer"]:
            return fewer if number else None
        step, found = fewer, Found(number, found.entries, found.each)
    # Something answers: what is related may follow it.
    wider = _fewer(question, found, weights.COVERAGE_BESIDES)
    return wider if wider and ask(wider.query, ()).number > found.number else step


def _whole(question: Question, ask: Ask) -> tuple[Step, Found]:
    """Return the whole question as typed, or with synonyms where that finds too little."""
    step = typed(question)
    found = ask(step.query, ())
    query = lucene.every(question, synonyms=True)
    if found.number >= weights.TOO_LITTLE["synonyms"] or query == step.query:
        return step, found
    clauses = each(question) if _may_leave_out(question) else ()
    wider = ask(query, clauses)
    if wider.number == found.number:
        return step, wider
    return Step("synonyms", query, question), wider


def each(question: Question) -> tuple[str, ...]:
    """Return a query for each concept by itself."""
    return tuple(f"+{lucene.clause(one, synonyms=True)}" for one in question.strong)


def _may_leave_out(question: Question) -> bool:
    """Tell whether something is left of the question without one of its concepts."""
    return not question.regulations and 1 < len(question.strong) <= MOST_CONCEPTS


def _fewer(question: Question, found: Found, coverage: float) -> Step | None:
    """Return the question without what matters least, where so much of it is left."""
    chosen = ways(question, found, coverage)
    return Step("fewer", lucene.some(question, chosen), question) if chosen else None


def ways(question: Question, found: Found, coverage: float) -> list[tuple[Concept, ...]]:
    """Return the smallest sets of concepts that are still so much of the question."""
    numbers = dict(zip(question.strong, found.each, strict=True))
    rarity = {one: _rarity(one, number, found.entries) for one, number in numbers.items()}
    enough = coverage * sum(rarity.values())
    known = tuple(one for one, number in numbers.items() if number)
    chosen: list[tuple[Concept, ...]] = []
    for way in _subsets(known, len(numbers)):
        covered = sum(rarity[one] for one in way)
        if covered >= enough and not any(set(other) <= set(way) for other in chosen):
            chosen.append(way)
    return chosen[:MOST_WAYS]


def _rarity(concept: Concept, number: int, entries: int) -> float:
    """Return how much a concept says: rare words much; where and whose less than what."""
    weight = 0.5 if concept.kind in ("place", "office") else 1.0
    return weight * log(1 + (entries + 1) / (number or 0.2))


def _subsets(concepts: tuple[Concept, ...], whole: int) -> Iterator[tuple[Concept, ...]]:
    for size in range(1, min(len(concepts) + 1, whole)):
        yield from combinations(concepts, size)


def _headed(question: Question, ask: Ask) -> Step | None:
    """Return what the first word is about: Indonesian says the subject first, then which of it."""
    head = question.strong[0] if _may_leave_out(question) else None
    if head is None or head.kind != "subject" or head.words in lists.properties():
        return None
    step = Step("fewer", f"+{lucene.titled(head)} {lucene.some(question, [(head,)])}", question)
    return step if ask(step.query, ()).number else None


def _mended(question: Question, ask: Ask) -> Step | None:
    """Return the question with known words for the unknown ones, if that finds something."""
    words = {word for one in question.strong for word in one.words}
    near = {word: other for word in words if (other := slips.meant(word))}
    if not near:
        return None
    other = corrected(question, near)
    step = _found(other, ask)
    return Step("slips", step.query, other, near) if step else None
