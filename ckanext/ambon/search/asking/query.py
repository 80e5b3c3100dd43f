"""CKAN's query for entries, asked step by step where somebody's question is read.

The first step is asked as CKAN would ask it, rows and facets and all: in the ordinary case
it finds enough, and that is the only request.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any

from ckan.lib import search

from ckanext.ambon.search.asking import choices, lucene, steps
from ckanext.ambon.search.asking.plan import ASKED, Asked
from ckanext.ambon.search.asking.steps import Found
from ckanext.ambon.search.indexing import solr
from ckanext.ambon.search.indexing.core import CatalogueQuery

Parameters = dict[str, Any]

# The name by which a count leaves the question itself out of what it counts among.
QUESTION = "ambon_question"


def install() -> None:
    """Put our query in the place that CKAN asks; twice is once."""
    search._QUERIES["package"] = StepwiseQuery  # noqa: SLF001 - there is no other way


@dataclass(frozen=True)
class _Answer:
    """What a query found, as CKAN's query keeps it, and the parameters it ended with."""

    count: int
    results: list[Any]
    facets: Parameters
    query: Parameters


class StepwiseQuery(CatalogueQuery):
    """CKAN's query; a question that is read goes on to the next step where one finds too little."""

    def run(
        self, query: Parameters, permission_labels: list[str] | None = None, **kwargs: Any
    ) -> Parameters:
        """Search as core does, with the step that finds enough."""
        asked: Asked | None = query.pop(ASKED, None)
        chosen: choices.Choices = query.pop(choices.CHOSEN, {})
        if asked is None:
            with _besides(query, chosen):
                return super().run(query, permission_labels, **kwargs)
        answers: dict[str, _Answer] = {}

        def ask(words: str, clauses: tuple[str, ...]) -> Found:
            with _besides(query, chosen, _counting(words, clauses)) as heard:
                answers[words] = self._answer({**query, "q": words}, permission_labels, **kwargs)
            return _found(answers[words].count, heard.counts)

        step = steps.choose(asked.question, ask)
        self._keep(answers[step.query])
        query.update(answers[step.query].query, **{ASKED: replace(asked, step=step)})
        return {"results": self.results, "count": self.count}

    def _answer(self, query: Parameters, *given: Any, **kwargs: Any) -> _Answer:
        super().run(query, *given, **kwargs)
        return _Answer(self.count, self.results, self.facets, query)

    def _keep(self, answer: _Answer) -> None:
        self.count, self.results, self.facets = answer.count, answer.results, answer.facets


def _besides(
    query: Parameters, chosen: choices.Choices, more: Parameters | None = None
) -> AbstractContextManager[solr.Besides]:
    """Ask with each search inside for what was chosen on its page, and for `more`."""
    fields = query.get("facet.field") if chosen else None
    lists = {"facet.field": choices.counted(chosen, fields)} if fields else {}
    return solr.besides({**lists, **(more or {})}, choices.filters(chosen))


def _counting(words: str, clauses: tuple[str, ...]) -> Parameters:
    """Return what counts, besides a question, all entries and those that fulfil each clause."""
    if not clauses:
        return {}
    return {
        # Only where no parser is named does Solr let a question name its own.
        "defType": "lucene",
        "q": f"{{!edismax tag={QUESTION} v=$ambon_words}}",
        "ambon_words": words,
        **lucene.counting(clauses, leaving_out=QUESTION),
    }


def _found(number: int, counts: dict[str, int]) -> Found:
    each = tuple(counts[str(at)] for at in range(len(counts) - 1))
    return Found(number, counts.get("all", 0), each)
