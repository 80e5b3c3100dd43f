"""Actions of CKAN by which the rows of a table change; they stand in the entry's document."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Action, Context, DataDict

from ckanext.ambon.search.indexing import saving


@tk.chained_action
def datastore_create(original: Action, context: Context, data_dict: DataDict) -> Any:
    """CKAN's `datastore_create`; searches find the entry by its new rows."""
    return _with_rows(original(context, data_dict))


@tk.chained_action
def datastore_upsert(original: Action, context: Context, data_dict: DataDict) -> Any:
    """CKAN's `datastore_upsert`; searches find the entry by its new rows."""
    return _with_rows(original(context, data_dict))


@tk.chained_action
def datastore_delete(original: Action, context: Context, data_dict: DataDict) -> Any:
    """CKAN's `datastore_delete`; searches no longer find the entry by rows that are gone."""
    return _with_rows(original(context, data_dict))


def _with_rows(answer: Any) -> Any:
    """Have the index learn the entry whose rows were changed: they stand in its document."""
    resource = model.Resource.get(str(answer.get("resource_id")))
    if resource is not None and resource.package_id:
        saving.rows_changed(resource.package_id)
    return answer
