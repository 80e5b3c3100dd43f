"""The search index holds a copy of the OPD in each of its entries; it must follow.

CKAN leaves that copy as it was when an organization changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import ckan.plugins.toolkit as tk
from ckan import model

# No action indexes an entry that did not change; the index is renewed directly.
from ckan.lib import search
from ckan.lib.search import common

BATCH = 200


def reindex_organization(organization_id: str) -> int:
    """Index again every entry of the organization; return how many."""
    query = model.Session.query(model.Package.id).filter(model.Package.owner_org == organization_id)
    ids = [entry_id for (entry_id,) in query]
    for batch in _batches(ids):
        search.rebuild(package_ids=batch)
        # CKAN's own commit returns before a search can see what was written.
        common.make_connection().commit(waitSearcher=True)
    return len(ids)


def reindex_later(organization_id: str) -> None:
    """Have the worker index again every entry of the organization."""
    title = f"Index the entries of organization {organization_id}"
    tk.enqueue_job(reindex_organization, [organization_id], title=title)


def _batches(ids: list[str]) -> Iterator[list[str]]:
    remaining = iter(ids)
    while batch := list(islice(remaining, BATCH)):
        yield batch
