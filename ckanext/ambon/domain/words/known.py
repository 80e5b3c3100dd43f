"""What a phrase is known as: a name of an OPD, a place, a word with synonyms, a weak word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ckanext.ambon.domain import names, opd, regions, vocabularies
from ckanext.ambon.domain.words import lists
from ckanext.ambon.domain.words.lists import Phrase
from ckanext.ambon.domain.words.stems import stemmed

# Words before the name of a place that are no part of it.
PLACE_WORDS = ("kecamatan", "kec", "kelurahan", "kel", "desa", "negeri")
CITY = ("kota", "ambon")


@cache
def offices() -> Mapping[Phrase, frozenset[str]]:
    """Return the codes of the OPD that each written name stands for."""
    found: dict[Phrase, set[str]] = defaultdict(set)
    for one in opd.opd_list():
        code = opd.current_code(one.code)
        texts = (one.title, one.short_name, *one.aliases, *one.common_aliases)
        for words in filter(None, map(names.words, texts)):
            found[words].add(code or one.code)
            if words[-2:] == CITY and words[:-2]:
                found[words[:-2]].add(code or one.code)
    for term in vocabularies.vocabulary("ambiguous_names"):
        codes = {opd.current_code(code) for code in term.data["candidates"]}
        found[names.words(term.value)] |= {code for code in codes if code}
    return {words: frozenset(codes) for words, codes in found.items() if _is_name(words)}


@cache
def places() -> Mapping[Phrase, frozenset[str]]:
    """Return the codes of the regions of the city that each written name stands for."""
    found: dict[Phrase, set[str]] = defaultdict(set)
    for one in regions.regions():
        if not regions.is_in_city(one.code) or one.code == regions.CITY:
            continue
        for words in filter(None, map(names.words, (one.name, *one.aliases))):
            found[words].add(one.code)
            for kind in PLACE_WORDS:
                found[(kind, *words)].add(one.code)
    return {words: frozenset(codes) for words, codes in found.items()}


@cache
def spellings(code: str) -> tuple[Phrase, ...]:
    """Return every way in which the name of a region is written."""
    one = regions.region(code)
    return tuple(filter(None, map(names.words, (one.name, *one.aliases)))) if one else ()


@dataclass(frozen=True)
class Others:
    """What is looked for besides a phrase: `same` means the same, `near` leads there too."""

    same: tuple[Phrase, ...] = ()
    near: tuple[Phrase, ...] = ()


NONE = Others()


@cache
def synonyms() -> Mapping[Phrase, Others]:
    """Return what is looked for besides a phrase, by the stems of the phrase."""
    same: dict[Phrase, dict[Phrase, None]] = defaultdict(dict)
    near: dict[Phrase, dict[Phrase, None]] = defaultdict(dict)
    for typed, other, is_same in _pairs():
        # The index folds forms of a word by itself.
        if stemmed(other) != stemmed(typed):
            (same if is_same else near)[stemmed(typed)][other] = None
    for typed, other in _translated():
        further = [*same.get(stemmed(other), ()), *near.get(stemmed(other), ())]
        near[stemmed(typed)].update(dict.fromkeys(further))
    return {
        typed: Others(tuple(same.get(typed, ())), tuple(near.get(typed, ())))
        for typed in {**same, **near}
    }


def others(phrase: Phrase) -> Others:
    """Return what is looked for besides a phrase."""
    return synonyms().get(stemmed(phrase), NONE)


def forget() -> None:
    """Read the lists anew when next they are asked for."""
    lists.forget()
    for read in (offices, places, spellings, synonyms):
        read.cache_clear()


def _pairs() -> Iterator[tuple[Phrase, Phrase, bool]]:
    for line in lists.synonyms():
        yield from ((typed, other, not line.shown) for typed, other in line.pairs)
    for term in vocabularies.vocabulary("urusan"):
        label = names.words(term.label["id"])
        yield names.words(f"urusan {term.label['id']}"), label, True


def _translated() -> Iterator[tuple[Phrase, Phrase]]:
    """Yield the English phrases with their Indonesian ones, whose synonyms are theirs too."""
    return (pair for line in lists.synonyms() if line.file == "english.txt" for pair in line.pairs)


def _is_name(words: Phrase) -> bool:
    """Tell a name from a word that says nothing by itself, as “kecamatan”."""
    return words not in lists.weak() and words not in {(word,) for word in PLACE_WORDS}
