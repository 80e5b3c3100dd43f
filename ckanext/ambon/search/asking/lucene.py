"""A question in the words of Solr's edismax parser. Only quoted words go in: nothing can err.

CKAN joins what no word joins by AND, so every OR is written out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ckanext.ambon.domain import citations
from ckanext.ambon.domain.words.lists import Phrase
from ckanext.ambon.domain.words.question import Concept, Question, Regulation
from ckanext.ambon.search.asking import weights

# The fields that every word is looked for in, as edismax takes them.
FIELDS = " ".join(f"{field}^{weight:g}" for field, weight in weights.FIELDS.items())

# Every entry fulfils it, and is none the better for it; edismax knows no `*:*` inside brackets.
ALWAYS = 'entity_type:"package"^0'


def every(question: Question, *, synonyms: bool) -> str:
    """Return the query for entries that have all that was asked for."""
    must = [*(number(one) for one in question.regulations)]
    must += [clause(one, synonyms=synonyms) for one in question.strong]
    return " ".join([*(f"+{one}" for one in must), *_better(wishes(question))])


def some(question: Question, subsets: Iterable[tuple[Concept, ...]]) -> str:
    """Return the query for entries that have all of one of the subsets; more is better."""
    ways = [_all([clause(one, synonyms=True) for one in subset]) for subset in subsets]
    more = [clause(one, synonyms=True) for one in question.strong]
    more.append(f"{_all(more)}^{weights.WHOLE}")
    return " ".join([f"+{_either(ways)}", *_better([*more, *wishes(question)])])


def clause(concept: Concept, *, synonyms: bool) -> str:
    """Return the clause that an entry must fulfil to have a concept."""
    ways = [_phrase(concept.words, 1.0)]
    if concept.kind == "year":
        ways.append(f'vocab_year:"{concept.words[0]}"^{weights.YEAR_COVERED}')
    if concept.kind == "office":
        ways += [f'organization:"{code}"^{weights.OFFICE}' for code in sorted(concept.codes)]
    if concept.kind == "place":
        ways += [_phrase(other, 1.0) for other in concept.others]
        ways += [f'vocab_region_codes:"{code}"^{weights.PLACE}' for code in sorted(concept.codes)]
    elif synonyms:
        ways += [_phrase(other, weights.SAME) for other in concept.others]
        ways += [_phrase(other, weights.NEAR) for other in concept.near]
    if len(concept.words) > 1 and not concept.quoted:
        ways.append(_apart(concept.words))
    return _either(ways)


def titled(concept: Concept) -> str:
    """Return the clause for entries named after a concept, or its like, in this very form."""
    asked = [_quoted(words, weights.SLOP) for words in (concept.words, *concept.others)]
    return _either([_all([f"ambon_title:{one}", f"ambon_exact:{one}"]) for one in asked])


def counting(clauses: tuple[str, ...], *, leaving_out: str) -> dict[str, Any]:
    """Return what counts all entries and those that fulfil each clause, whatever is asked.

    `leaving_out` is the tag of the question that shall not narrow them.
    """
    parser = f"!edismax ex={leaving_out} q.op=AND qf=$ambon_fields mm=0"
    ways = [f"{{{parser} key={at} v=$ambon_way{at}}}" for at in range(len(clauses))]
    return {
        "facet.query": [f"{{!ex={leaving_out} key=all}}*:*", *ways],
        "ambon_fields": FIELDS,
        **{f"ambon_way{at}": clause for at, clause in enumerate(clauses)},
    }


def number(regulation: Regulation) -> str:
    """Return the clause for a regulation named by its number, or one that cites it."""
    wanted = citations.key(regulation.kind, regulation.number, regulation.year)
    own = f'ambon_number:"{wanted}"^{weights.NUMBER}'
    return _either([own, f'ambon_cited:"{wanted}"^{weights.CITED}'])


def wishes(question: Question) -> list[str]:
    """Return what an entry need not have, but is better for."""
    wanted = [f'dataset_type:"{kind}"^{weights.HINT[kind]}' for kind in sorted(question.hints)]
    wanted += [f'regulation_kind:"{kind}"^{weights.KIND}' for kind in sorted(question.kinds)]
    for concept in question.concepts:
        if concept in question.strong:
            continue
        if concept.kind == "year":
            year = concept.words[0]
            wanted.append(f'vocab_year:"{year}"^{weights.YEAR_COVERED}')
            wanted += [f'{field}:"{year}"^{weight}' for field, weight in weights.YEAR.items()]
        else:
            wanted.append(_phrase(concept.words, weights.WEAK))
    return wanted + _together(question)


def _together(question: Question) -> list[str]:
    """Return the whole question as one phrase, where it has several words."""
    words = tuple(word for concept in question.strong for word in concept.words)
    if len(words) < 2:
        return []
    return [f"{field}:{_quoted(words, 6)}^{weight}" for field, weight in weights.PHRASE.items()]


def _phrase(words: Phrase, weight: float) -> str:
    """Return a clause that looks in the fields of the table of weights, and takes the best."""
    # Each word of a phrase adds its rarity; a phrase shall weigh little more than a word.
    weight /= 1 + weights.LENGTH * (len(words) - 1)
    return f"{_quoted(words, weights.SLOP)}^{weight:g}"


def _apart(words: Phrase) -> str:
    return _all([_phrase((word,), weights.APART) for word in words])


def _quoted(words: Phrase, slop: int) -> str:
    return f'"{" ".join(words)}"' + (f"~{slop}" if slop and len(words) > 1 else "")


def _either(ways: list[str]) -> str:
    return f"({' OR '.join(ways)})"


def _all(ways: list[str]) -> str:
    # A plus inside of brackets that OR joins would hold for all that is joined.
    return f"({' AND '.join(ways)})"


def _better(wanted: list[str]) -> list[str]:
    """Return a clause that every entry fulfils, those with something wanted better."""
    return [f"+({' OR '.join([*wanted, ALWAYS])})"] if wanted else []
