"""What the search index holds of an entry, and the facets a reader can narrow by.

CKAN gives `before_dataset_index` every field of ours as the string it is stored as
(ckan/ckan#8953): lists and subfields are JSON there, and are taken apart here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import ckan.plugins.toolkit as tk

# The toolkit's `h.lang` fails outside a request; commands and jobs index too.
from ckan.lib.i18n import get_lang

from ckanext.ambon.domain import citations, needs, periods, vocabularies

# A string field of Solr holds 32 kB and is good for exact matches: only short values
# stay under their own name, longer ones are found through their `extras_` text.
LONGEST_EXACT = 200

# Lists that readers narrow by or programs ask for, under CKAN's multi-valued names.
LISTS = {"urusan": "vocab_urusan", "region_codes": "vocab_region_codes"}

# Facets whose values are codes, and the vocabulary that names them.
CODED_FACETS = {
    "dataset_type": "dataset_types",
    "level": "levels",
    "freshness": "freshness_states",
    "license_id": "licences",
    "is_permit": "permit_states",
    "fee_kind": "fee_kinds",
    "vocab_channel": "channel_kinds",
    "vocab_need": "needs",
    "regulation_kind": "regulation_kinds",
    "regulation_status": "regulation_statuses",
}


def document(entry: dict[str, Any]) -> dict[str, Any]:
    """Return the Solr document of `entry`, the flat dict that CKAN is about to index."""
    shown = json.loads(entry["validated_data_dict"])
    values = {key: _decoded(entry[f"extras_{key}"]) for key in _own_keys(entry)}
    for key, value in values.items():
        entry[f"extras_{key}"] = " ".join(_texts(value))
        if not _is_exact(value):
            entry.pop(key, None)
    entry.update({field: values[key] for key, field in LISTS.items() if values.get(key)})
    entry["vocab_year"] = _years(values)
    entry["vocab_relation_targets"] = _targets(values)
    if entry.get("type") == "layanan":
        entry["vocab_channel"] = _channels(values)
        entry["vocab_need"] = list(needs.needs_of(entry.get("title") or ""))
    if entry.get("type") == "dataset":
        entry["vocab_regulations_named"] = _named(entry)
    entry["res_extras_columns"] = _columns(shown)
    if shown.get("freshness"):
        entry["freshness"] = shown["freshness"]
    return entry


class Facets:
    """The hooks of `IFacets`: what a search page offers, alone or inside one OPD or topic."""

    def dataset_facets(self, facets_dict: dict[str, Any], package_type: str) -> dict[str, Any]:
        return facets(package_type)

    def organization_facets(
        self, facets_dict: dict[str, Any], organization_type: str, package_type: str | None
    ) -> dict[str, Any]:
        return facets_within("organization")

    def group_facets(
        self, facets_dict: dict[str, Any], group_type: str, package_type: str | None
    ) -> dict[str, Any]:
        return facets_within("groups")


def facets(package_type: str) -> dict[str, str]:
    """Return the facets of a search page, field to title, in the order they are shown."""
    by_type = {
        "layanan": {
            "vocab_need": tk._("Need"),
            "vocab_channel": tk._("How to ask for it"),
            "fee_kind": tk._("Fee"),
            "is_permit": tk._("Permit"),
        },
        "peraturan": {
            "regulation_kind": tk._("Kind of regulation"),
            "regulation_status": tk._("Status"),
            "regulation_year": tk._("Year"),
        },
    }
    own = by_type.get(package_type) or {
        "dataset_type": tk._("Type"),
        "res_format": tk._("Formats"),
        "vocab_year": tk._("Year"),
        "level": tk._("Level"),
        "freshness": tk._("Freshness"),
        "license_id": tk._("Licence"),
    }
    return {"organization": tk._("OPD"), "groups": tk._("Topic"), **own}


def facets_within(field: str) -> dict[str, str]:
    """Return the facets inside one OPD or topic: all but that one."""
    return {name: title for name, title in facets("dataset").items() if name != field}


def name_facets(search_results: dict[str, Any]) -> dict[str, Any]:
    """Show the codes among the facets of a search by their labels in the reader's language."""
    for field, vocabulary in CODED_FACETS.items():
        for item in search_results["search_facets"].get(field, {}).get("items", []):
            item["display_name"] = vocabularies.label(vocabulary, item["name"], get_lang())
    return search_results


def _own_keys(entry: dict[str, Any]) -> list[str]:
    return [key.removeprefix("extras_") for key in entry if key.startswith("extras_")]


def _decoded(value: Any) -> Any:
    if not isinstance(value, str) or value[:1] not in ("[", "{"):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return value


def _is_exact(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_EXACT


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if not isinstance(value, list):
        yield "" if value is None else str(value)
        return
    for item in value:
        yield from _texts(item)


def _years(values: dict[str, Any]) -> list[str]:
    spans = values.get("temporal_coverage") or []
    years = {year for span in spans for year in periods.years(span.get("start"), span.get("end"))}
    return [str(year) for year in sorted(years)]


def _targets(values: dict[str, Any]) -> list[str]:
    named = [relation.get("target") for relation in values.get("relations") or []]
    named += [basis.get("peraturan") for basis in values.get("legal_basis") or []]
    return sorted({target for target in named if target})


def _channels(values: dict[str, Any]) -> list[str]:
    kinds = {channel.get("kind") for channel in values.get("channels") or []}
    return sorted(kind for kind in kinds if kind)


def _named(entry: dict[str, Any]) -> list[str]:
    texts = [entry.get(name) or entry.get(f"extras_{name}") or "" for name in citations.FIELDS]
    return sorted({cited.key for cited in citations.regulations(" ".join(texts))})


def _columns(shown: dict[str, Any]) -> list[str]:
    return [
        " ".join(_texts([column.get("label"), column.get("definition")]))
        for resource in shown.get("resources", [])
        for column in resource.get("columns") or []
    ]
