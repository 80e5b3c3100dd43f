"""Actions of CKAN by which the rows of a table change; they stand in the entry's document."""

from __future__ import annotations

from typing import Any

from ckan import model
from ckan.types import Action, Context, DataDict
from ckanext.datastore.logic import action as core

from ckanext.ambon.extending import extends
from ckanext.ambon.search.indexing import saving


@extends(core.datastore_create)
def datastore_create(original: Action, context: Context, data_dict: DataDict) -> Any:
    """Searches find the entry by its new rows."""
    return _with_rows(original(context, data_dict))


@extends(core.datastore_upsert)
def datastore_upsert(original: Action, context: Context, data_dict: DataDict) -> Any:
    """Searches find the entry by its new rows."""
    return _with_rows(original(context, data_dict))


@extends(core.datastore_delete)
def datastore_delete(original: Action, context: Context, data_dict: DataDict) -> Any:
    """Searches no longer find the entry by rows that are gone."""
    return _with_rows(original(context, data_dict))


def _with_rows(answer: Any) -> Any:
    """Have the index learn the entry whose rows were changed: they stand in its document."""
    resource = model.Resource.get(str(answer.get("resource_id")))
    if resource is not None and resource.package_id:
        saving.rows_changed(resource.package_id)
    return answer
