"""Actions of CKAN by which a file or its rows could go out; each asks the guard on its way."""

from __future__ import annotations

import datetime
import json
from typing import Any, cast

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.logic.action import get as core_get
from ckan.logic.action import update as core_update
from ckan.types import Action, ChainedAction, Context
from ckanext.datastore.logic import action as core_rows

from ckanext.ambon.domain import personal_data
from ckanext.ambon.extending import extends
from ckanext.ambon.tables.guarding import checking, gate, hooks, records, rows
from ckanext.ambon.tables.keeping import pruning

Data = dict[str, Any]


def actions() -> dict[str, ChainedAction]:
    """Return the chained actions by the name of what they extend."""
    extended = (
        package_show,
        package_update,
        resource_search,
        datastore_create,
        datastore_upsert,
        datastore_delete,
    )
    return {function.__name__: function for function in extended}


@extends(core_get.package_show)
def package_show(original: Action, context: Context, data_dict: Data) -> Data:
    """Files that are withheld are shown to those who may edit the entry."""
    name = data_dict.get("id") or data_dict.get("name_or_id")
    package = model.Package.get(str(name)) if name else None
    if package is not None and records.withheld([package.id]):
        # What the index holds is for everybody, and so lacks these files.
        context["use_cache"] = False
    return original(context, data_dict)


@extends(core_update.package_update)
def package_update(original: Action, context: Context, data_dict: Data) -> Any:
    """An entry with a file that is withheld is not opened to the public."""
    package = model.Package.get(str(data_dict.get("id") or data_dict.get("name")))
    if package is not None and package.state == "active":
        cast("Data", context)[hooks.WAS_PUBLIC] = not package.private
    return original(context, data_dict)


@extends(core_get.resource_search)
def resource_search(original: Action, context: Context, data_dict: Data) -> Data:
    """Files that are withheld are not found."""
    answer = original(context, data_dict)
    if context.get("search_query"):
        return answer
    closed = records.withheld({one["package_id"] for one in answer["results"]})
    open_ones = [one for one in answer["results"] if one["id"] not in closed]
    count = answer["count"] - len(answer["results"]) + len(open_ones)
    return {"count": count, "results": open_ones}


@extends(core_rows.datastore_create)
def datastore_create(original: Action, context: Context, data_dict: Data) -> Any:
    """Rows about persons close the resource to the public."""
    new = _rows(data_dict)
    found = [*_searched(data_dict, new), *personal_data.scan_texts(_told(data_dict))]
    if "resource" in data_dict and any(one.blocks for one in found):
        # The resource must be closed before it holds its rows.
        data_dict["resource_id"] = _make_resource(context, data_dict.pop("resource"))
    _close(data_dict.get("resource_id"), context, found)
    answer = original(context, data_dict)
    _note(answer.get("resource_id"), new)
    return answer


def _make_resource(context: Context, told: Data) -> str:
    """Make the resource for rows, as `datastore_create` would."""
    now = datetime.datetime.now(datetime.timezone.utc)
    made = {"url": "_datastore_only_resource", **told, "url_type": "datastore"}
    create = tk.get_action("resource_create")
    return create(tk.fresh_context(context), {**made, "last_modified": now})["id"]


@extends(core_rows.datastore_upsert)
def datastore_upsert(original: Action, context: Context, data_dict: Data) -> Any:
    """Rows about persons close the resource to the public."""
    new = _rows(data_dict)
    _close(data_dict.get("resource_id"), context, _searched(data_dict, new))
    answer = original(context, data_dict)
    _note(None if data_dict.get("dry_run") else data_dict.get("resource_id"), new)
    return answer


@extends(core_rows.datastore_delete)
def datastore_delete(original: Action, context: Context, data_dict: Data) -> Any:
    """With the whole table goes what was found in it, and what was published before it."""
    answer = original(context, data_dict)
    if not data_dict.get("filters"):
        resource_id = str(data_dict.get("resource_id") or "")
        for part in (records.ROWS, records.CHANGED):
            records.forget(resource_id, part)
        pruning.let_go_of(resource_id)
    return answer


def _searched(data_dict: Data, new: list[Data]) -> list[personal_data.Finding]:
    """Search new rows with those among which they will stand."""
    resource_id = str(data_dict.get("resource_id") or "")
    if not new or not resource_id:
        return personal_data.scan_records(new, _titles(data_dict))
    stored, named = rows.neighbours(resource_id)
    return personal_data.scan_records([*new, *stored], {**named, **_titles(data_dict)})


def _note(resource_id: Any, new: list[Data]) -> None:
    """Have the whole table searched after a write that held only some of its rows."""
    resource = model.Resource.get(resource_id) if resource_id else None
    if resource is not None and new:
        rows.changed({"id": str(resource.id), "package_id": str(resource.package_id)})


def _rows(data_dict: Data) -> list[Data]:
    given = data_dict.get("records") or []
    if isinstance(given, str):
        try:
            given = json.loads(given)
        except ValueError:
            return []
    return [row for row in given if isinstance(row, dict)] if isinstance(given, list) else []


def _fields(data_dict: Data) -> list[Data]:
    fields = data_dict.get("fields") or []
    return [one for one in fields if isinstance(one, dict)] if isinstance(fields, list) else []


def _told(data_dict: Data) -> list[str]:
    """Return what the dictionary says of the columns: everybody reads it with the rows."""
    told = ((one.get("id"), *_info(one).values()) for one in _fields(data_dict))
    return [text for texts in told for text in texts if isinstance(text, str)]


def _info(field: Data) -> Data:
    info = field.get("info")
    return info if isinstance(info, dict) else {}


def _titles(data_dict: Data) -> dict[str, str]:
    known = _fields(data_dict)
    return {
        str(one.get("id")): label for one in known if (label := str(_info(one).get("label") or ""))
    }


def _close(resource_id: Any, context: Context, found: list[personal_data.Finding]) -> None:
    resource = model.Resource.get(resource_id) if resource_id else None
    if resource is None or not found or not gate.may_edit(context, str(resource.package_id)):
        return
    told = {"id": str(resource.id), "package_id": str(resource.package_id)}
    checking.check_rows(told, found)
