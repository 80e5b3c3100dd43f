"""Whether the index has our fields: one of another schema takes entries and finds nothing."""

from __future__ import annotations

import json
from typing import Any

import pysolr

from ckanext.ambon.search.indexing import solr

FIELDS = frozenset(
    {
        "ambon_title", "ambon_about", "ambon_text", "ambon_detail", "ambon_rows", "ambon_exact",
        "ambon_begin", "ambon_number", "ambon_cited", "ambon_fingerprint", "ambon_rank",
    }
)  # fmt: skip


def missing(connection: Any) -> list[str]:
    """Return the fields of ours that the schema of the index does not have."""
    asked = f"schema/fields?wt=json&fl={','.join(sorted(FIELDS))}"
    told = json.loads(connection._send_request("get", asked))  # noqa: SLF001 - by what finds an address
    return sorted(FIELDS - {field["name"] for field in told["fields"]})


def refuse_other(connection: Any) -> None:
    """Raise where the index is not for our entries: they wait until it is."""
    if without := missing(connection):
        message = (
            f"Skema indeks bukan milik katalog ini: tidak ada {', '.join(without)}. "
            "Pasang konfigurasi dari solr/conf, lalu muat ulang intinya."
        )
        raise solr.SchemaError(message)


def fits() -> bool:
    """Tell whether the index is for our entries; one that does not answer may be."""
    try:
        return not missing(solr.connection())
    except pysolr.SolrError:
        return True
