"""For each result the passage that answers, where its title does not say it already."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ckan.lib.search import common
from pysolr import SolrError

from ckanext.ambon.domain.words import marking
from ckanext.ambon.domain.words.question import Question
from ckanext.ambon.search.document import texts

# Of so many results at most: a page has twenty, a program that asks for more reads them itself.
MOST = 20


def of(results: list[Any], question: Question) -> dict[str, Any]:
    """Return name → `text`, `marks` and `field`, for the results in which a passage answers."""
    stems = marking.wanted(question)
    entries = [one for one in results[:MOST] if isinstance(one, dict) and one.get("name")]
    found = {one["name"]: told for one in entries if (told := _shown(one, stems))}
    silent = [one["id"] for one in entries if one["name"] not in found and one.get("id")]
    return {**found, **dict(_in_rows(silent, stems))} if silent and stems else found


def _shown(entry: dict[str, Any], stems: frozenset[str]) -> dict[str, Any] | None:
    """Return the passage in what the entry says of itself."""
    for field, read in (("notes", texts.described), ("details", texts.details)):
        if one := marking.best(read(entry), stems):
            return _told(field, one)
    return None


def _in_rows(ids: list[str], stems: frozenset[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the passages in the rows of tables, which only the index has."""
    wanted = " OR ".join(f'"{one}"' for one in ids)
    try:
        index = common.make_connection(decode_dates=False)
        documents = index.search(f"id:({wanted})", fl="name,ambon_rows", rows=len(ids)).docs
    except SolrError:
        # The results are there; what they say is only not shown.
        return
    for document in documents:
        if one := marking.best(document.get("ambon_rows") or (), stems):
            yield document["name"], _told("rows", one)


def _told(field: str, one: marking.Passage) -> dict[str, Any]:
    return {"field": field, "text": one.text, "marks": [list(mark) for mark in one.marks]}
