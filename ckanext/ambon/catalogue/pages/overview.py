"""What the portal holds as a whole: counts by type, topic, OPD and freshness, all counted now."""

from __future__ import annotations

from typing import Any

import ckan.plugins as p
import ckan.plugins.toolkit as tk

from ckanext.ambon.catalogue import finding
from ckanext.ambon.catalogue.pages import entries
from ckanext.ambon.domain import opd, vocabularies

Counts = dict[str, int]

# What the door to places, tourism and facilities leads to.
PLACES = "level:(titik OR campuran) OR groups:pariwisata-kebudayaan"


def ambon_overview() -> dict[str, Any]:
    """Return what the home page counts: types, topics, OPD that publish, freshness, laws agreed."""
    found = _counts("*:*", "dataset_type", "groups", "organization")
    return {
        "types": found["dataset_type"],
        "topics": _topics(found["groups"]),
        "offices": len(found["organization"]),
        "freshness": _freshness(),
        "approved": _total("+dataset_type:peraturan +regulation_status:approved"),
    }


def ambon_newest(kind: str, rows: int = 5) -> list[dict[str, Any]]:
    """Return the entries of a type that were changed last."""
    return _listed(f"+dataset_type:{kind}", "metadata_modified desc", rows)


def ambon_newest_regulations(rows: int = 5) -> list[dict[str, Any]]:
    """Return the youngest regulations that exist: not those only agreed by the council."""
    fq = "+dataset_type:peraturan -regulation_status:approved"
    return _listed(fq, "regulation_year desc, title_string asc", rows)


def ambon_places_list(rows: int = 8) -> list[dict[str, Any]]:
    """Return the datasets about places, tourism and facilities."""
    return _listed(f"+dataset_type:dataset +({PLACES})", "title_string asc", rows)


def ambon_topic_list() -> list[dict[str, Any]]:
    """Return every topic: `label`, `description`, `url`, `count`."""
    return _topics(_counts("*:*", "groups")["groups"])


def ambon_opd_groups() -> list[dict[str, Any]]:
    """Return the OPD of the city by kind, each with what it published by type."""
    known = set(tk.get_action("organization_list")({}, {"limit": 1000}))
    published = {
        kind: _counts(f"dataset_type:{kind}", "organization")["organization"] for kind in _types()
    }
    groups = []
    for kind in vocabularies.vocabulary("opd_kinds"):
        offices = [
            _office(one, published)
            for one in opd.opd_list()
            if one.kind == kind.value and one.code in known and not one.merged_into
        ]
        if offices:
            groups.append({"title": tk.h.ambon_text(dict(kind.label)), "offices": offices})
    return groups


def ambon_office_summary(organization: dict[str, Any]) -> dict[str, Any]:
    """Return what an OPD published by type, how fresh its datasets are, and its former names."""
    name = organization["name"]
    found = _counts(f'organization:"{name}"', "dataset_type", "freshness")
    return {"types": found["dataset_type"], "freshness": _states(found["freshness"])}


def ambon_topic_datasets(topic: str, rows: int = 3) -> list[dict[str, Any]]:
    """Return the datasets to begin a topic with; none where the list itself is as short."""
    fq = f'+dataset_type:dataset +groups:"{topic}"'
    # The room of the search weighs how complete, fresh and often read an entry is.
    sort = "ambon_rank desc, title_string asc" if p.plugin_loaded("ambon_search") else ""
    return _listed(fq, sort, rows) if _total(fq) > rows else []


def ambon_topic_offices(topic: str) -> list[dict[str, Any]]:
    """Return the OPD that published under a topic, those with most entries first."""
    found = _counts(f'groups:"{topic}"', "organization")["organization"]
    return [
        {
            "label": tk.h.ambon_opd_name({"name": code, "title": code}),
            "url": tk.h.url_for("organization.read", id=code),
            "count": count,
        }
        for code, count in sorted(found.items(), key=lambda pair: -pair[1])
    ]


def _office(one: opd.Opd, published: dict[str, Counts]) -> dict[str, Any]:
    counts = {kind: found.get(one.code, 0) for kind, found in published.items()}
    title = one.title_en if tk.h.ambon_language() == "en" and one.title_en else one.title
    url = tk.h.url_for("organization.read", id=one.code)
    short = one.short_name if one.short_name_seen and one.short_name != title else ""
    return {"title": title, "short": short, "url": url, "count": sum(counts.values()), **counts}


def _topics(counts: Counts) -> list[dict[str, Any]]:
    return [
        {
            "label": tk.h.ambon_text(dict(topic.label)),
            "description": tk.h.ambon_text(topic.data["description"]),
            "url": tk.h.url_for("group.read", id=topic.value),
            "count": counts.get(topic.value, 0),
        }
        for topic in vocabularies.vocabulary("topics")
    ]


def _freshness() -> list[dict[str, Any]]:
    return _states(_counts("dataset_type:dataset", "freshness")["freshness"])


def _states(counts: Counts) -> list[dict[str, Any]]:
    return [
        {
            "label": tk.h.ambon_text(dict(state.label)),
            "count": counts[state.value],
            "url": tk.h.url_for("dataset.search", freshness=state.value),
        }
        for state in vocabularies.vocabulary("freshness_states")
        if counts.get(state.value)
    ]


def _listed(fq: str, sort: str, rows: int) -> list[dict[str, Any]]:
    found = finding.found({"fq": fq, "sort": sort, "rows": rows})
    return [entries.ambon_result(entry) for entry in found["results"]]


def _types() -> list[str]:
    return [kind.value for kind in vocabularies.vocabulary("dataset_types")]


def _total(fq: str) -> int:
    return finding.found({"fq": fq, "rows": 0})["count"]


def _counts(query: str, *fields: str) -> dict[str, Counts]:
    question = {"fq": f"+({query})", "rows": 0, "facet.field": list(fields), "facet.limit": -1}
    facets = finding.found(question)["facets"]
    return {field: dict(facets.get(field, {})) for field in fields}
