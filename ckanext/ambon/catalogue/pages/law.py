"""What stands between data and the law: which regulations a dataset names, and the other way.

A dataset has no field for its regulation; its own words name one (“menurut Perwali 16/2021”).
"""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.ambon.catalogue import finding
from ckanext.ambon.catalogue.pages import entries
from ckanext.ambon.domain import citations

Entry = dict[str, Any]


def ambon_regulations_named(dataset: Entry) -> list[dict[str, str | None]]:
    """Return the regulations that a dataset names: `title`, and `url` of those held here."""
    text = " ".join(str(dataset.get(name) or "") for name in citations.FIELDS)
    return [_held(cited) or _only_named(cited) for cited in citations.regulations(text)]


def ambon_naming(regulation: Entry) -> list[dict[str, Any]]:
    """Return the datasets whose own words name this regulation."""
    number, year = regulation.get("regulation_number"), regulation.get("regulation_year")
    if not number or not year:
        return []
    key = citations.key(regulation["regulation_kind"], str(number), int(year))
    fq = f'+dataset_type:dataset +vocab_regulations_named:"{key}"'
    return [entries.ambon_result(found) for found in _search(fq)]


def _held(cited: citations.Cited) -> dict[str, str | None] | None:
    fq = f'+dataset_type:peraturan +regulation_kind:"{cited.kind}" +regulation_year:"{cited.year}"'
    for found in _search(fq):
        number = str(found.get("regulation_number") or "")
        if citations.key(cited.kind, number, cited.year) == cited.key:
            return {"title": found["title"], "url": entries.ambon_entry_url(found)}
    return None


def _only_named(cited: citations.Cited) -> dict[str, str | None]:
    kind = tk.h.ambon_label("regulation_kinds", cited.kind)
    return {"title": f"{kind} {cited.number}/{cited.year}", "url": None}


def _search(fq: str) -> list[Entry]:
    return finding.found({"fq": fq, "rows": 100})["results"]
