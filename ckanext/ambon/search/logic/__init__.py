"""The actions of the search, and who may call them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins as p

from ckanext.ambon.search.logic import action, counts, rows

OWN = (action.ambon_suggest, action.ambon_search_terms)
OF_GROUPS = (counts.organization_show, counts.group_show)
OF_ROWS = (rows.datastore_create, rows.datastore_upsert, rows.datastore_delete)


def actions() -> dict[str, Callable[..., Any]]:
    """Return the actions of this room by name; those of rows where there is a DataStore."""
    named = [*OWN, *OF_GROUPS, *(OF_ROWS if p.plugin_loaded("datastore") else ())]
    return {one.__name__: one for one in named}
