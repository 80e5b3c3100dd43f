"""What a load needs besides its entries: OPD, topics, and one commit to the index."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import ckan.plugins.toolkit as tk
from ckan.lib.search.common import make_connection

from demo.publish import act


def prepare() -> dict[str, int]:
    """Make OPD and topics agree with their lists; return how many changes each took."""
    opd = [change for change in act("ambon_opd_sync") if change["change"] != "unknown"]
    return {"OPD": len(opd), "topik": len(act("ambon_topic_sync"))}


@contextmanager
def one_commit_to_index() -> Iterator[None]:
    """Let the index show everything at the end: a commit for each entry takes most of the time."""
    before = tk.config["ckan.search.solr_commit"]
    tk.config["ckan.search.solr_commit"] = False
    try:
        yield
    finally:
        tk.config["ckan.search.solr_commit"] = before
        # `search.commit` would not wait until the entries are found.
        make_connection().commit(waitSearcher=True)
