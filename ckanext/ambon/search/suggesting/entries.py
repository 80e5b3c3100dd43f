"""Public entries whose titles have words that begin as was typed."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.lib.search import common
from pysolr import SolrError

from ckanext.ambon.domain import names

MOST = 6
FIELDS = "name,title,dataset_type"


def beginning(words: str) -> list[dict[str, Any]]:
    """Return public entries by title, the best first; none where the index does not answer."""
    typed = names.words(words)
    if not typed:
        return []
    question = " ".join(f'+ambon_begin:"{word}"' for word in typed)
    index = common.make_connection(decode_dates=False)
    options = {"defType": "edismax", "qf": "ambon_begin", "boost": "ambon_rank", "mm": "0%"}
    public = ["+capacity:public", "+state:active", f'+site_id:"{tk.config["ckan.site_id"]}"']
    try:
        found = index.search(question, fq=public, fl=FIELDS, rows=MOST, **options)
    except SolrError:
        return []
    return [_proposal(one) for one in found.docs]


def _proposal(found: dict[str, Any]) -> dict[str, Any]:
    kind = found["dataset_type"]
    url = tk.h.url_for(f"{kind}.read", id=found["name"])
    return {"kind": kind, "text": found["title"], "url": url}
