"""The fields of ours in the document of an entry; the schema of the index says what they are."""

from __future__ import annotations

import json
from typing import Any

from ckanext.ambon.search.counting import ledger
from ckanext.ambon.search.document import ranking, regulations, rows, texts


def add_fields(document: dict[str, Any]) -> dict[str, Any]:
    """Add to the document of one entry, as CKAN is about to index it, what searches need."""
    entry = json.loads(document["validated_data_dict"])
    reads = ledger.reads([entry["id"]]).get(entry["id"], 0)
    return {**document, **fields(entry, reads)}


def fields(entry: dict[str, Any], reads: int) -> dict[str, Any]:
    """Return our fields of a shown entry that was read so often."""
    return {
        "ambon_title": entry.get("title") or entry["name"],
        "ambon_about": _filled(texts.about(entry)),
        "ambon_text": _filled(texts.described(entry)),
        "ambon_detail": _filled(texts.details(entry)),
        "ambon_rows": _filled(rows.of(entry)),
        "ambon_number": regulations.own(entry),
        "ambon_cited": regulations.cited(entry),
        "ambon_rank": ranking.of(entry, reads),
    }


def _filled(values: list[str]) -> list[str]:
    return [value for value in dict.fromkeys(values) if value]
