"""Entries about the same as one that is read: those whose titles say so.

What a title is about stands before “menurut …”, before the place and the year. An entry is
similar if its own title, or what it is filed under, has half of that, by how rare the words
are. Where nothing is, nothing is shown.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.lib.search import common
from pysolr import SolrError

from ckanext.ambon.domain.words.question import Question, understand
from ckanext.ambon.search.asking import lucene, steps, weights
from ckanext.ambon.search.asking.steps import Found
from ckanext.ambon.search.indexing import solr

MOST = 5
# A page that can be read without it does not wait for it.
PATIENCE = 1.0
FIELDS = "name,title,dataset_type,organization"
# Where a likeness must stand: what an entry merely mentions makes it no relative.
WHERE = "ambon_title^5 ambon_about^2"

# With these begins what a title adds to its subject.
ADDED = re.compile(r"\bmenurut\b|\bberdasarkan\b|\bhasil\b|[,(–]|\bdi kota ambon\b", re.I)
# What a regulation does, and to which other one, is part of its name, not of its subject.
FORMAL = re.compile(
    r"^.*\btentang\s+(?:(?:perubahan|pencabutan|penetapan|penyelenggaraan)\s+(?:atas\s+)?)?", re.I
)


def ambon_similar(entry: dict[str, Any]) -> list[dict[str, str]]:
    """Return up to five public entries about the same: `name`, `title`, `type` and `office`."""
    question = _about(entry.get("title") or "")
    if not question.strong or not _says_something(question):
        return []
    try:
        with solr.patience(PATIENCE):
            found = _nearest(entry, question)
    except SolrError:
        # The page is about the entry; what is beside it can be left out.
        return []
    return [_told(one) for one in found]


def _about(title: str) -> Question:
    """Return what a title is about: neither its number nor its kind nor its year."""
    subject, _mark, _rest = ADDED.sub("\n", FORMAL.sub("", title)).partition("\n")
    question = understand(subject)
    strong = question.strong[: steps.MOST_CONCEPTS]
    return replace(question, concepts=strong, regulations=(), hints=frozenset(), kinds=frozenset())


def _says_something(question: Question) -> bool:
    """Tell whether there is a subject: where, when and whose alone are no likeness."""
    return any(one.kind == "subject" for one in question.strong)


def _nearest(entry: dict[str, Any], question: Question) -> list[dict[str, Any]]:
    """Return entries with half of the subject; if there is none, with less but on the topic."""
    found = _counted(question)
    others = f'-id:"{entry["id"]}"'
    near = _asked(entry, _query(question, found, weights.COVERAGE_SIMILAR), [others])
    topics = " OR ".join(f'"{one["name"]}"' for one in entry.get("groups") or [])
    if near or not topics:
        return near
    query = _query(question, found, weights.COVERAGE_ON_TOPIC)
    return _asked(entry, query, [others, f"groups:({topics})"])


def _asked(entry: dict[str, Any], query: str, filters: list[str]) -> list[dict[str, Any]]:
    if not query:
        return []
    options: dict[str, Any] = {
        "defType": "edismax", "qf": WHERE, "tie": weights.TIE, "mm": "0%", "q.op": "AND",
        "boost": "ambon_rank", "fl": FIELDS, "rows": MOST,
    }  # fmt: skip
    wanted = f"{query} +({_liked(entry)} OR {lucene.ALWAYS})"
    index = common.make_connection(decode_dates=False)
    return index.search(wanted, fq=[*_public(), *filters], **options).docs


def _query(question: Question, found: Found, coverage: float) -> str:
    """Return the query for entries that have so much of what the title is about."""
    if len(question.strong) == 1:
        return lucene.every(question, synonyms=True)
    ways = steps.ways(question, found, coverage)
    return lucene.some(question, ways) if ways else ""


def _counted(question: Question) -> Found:
    """Return how many entries there are, and how many have each part of the title."""
    clauses = steps.each(question)
    index = common.make_connection(decode_dates=False)
    found = index.search(
        "*:*", fq=_public(), rows=0, facet="true", **lucene.counting(clauses, leaving_out="none")
    )
    counts = found.facets["facet_queries"]
    return Found(0, found.hits, tuple(counts[str(at)] for at in range(len(clauses))))


def _liked(entry: dict[str, Any]) -> str:
    """Return what makes one of two similar entries the nearer: type, topic, office."""
    liked = [f'dataset_type:"{entry["type"]}"^{weights.SAME_TYPE}']
    liked += [f'groups:"{one["name"]}"^{weights.SAME_TOPIC}' for one in entry.get("groups") or []]
    office = (entry.get("organization") or {}).get("name")
    liked += [f'organization:"{office}"^{weights.SAME_OFFICE}'] if office else []
    return " OR ".join(liked)


def _public() -> list[str]:
    return ["+capacity:public", "+state:active", f'+site_id:"{tk.config["ckan.site_id"]}"']


def _told(found: dict[str, Any]) -> dict[str, str]:
    return {
        "name": found["name"],
        "title": found["title"],
        "type": found["dataset_type"],
        "office": found.get("organization") or "",
    }
