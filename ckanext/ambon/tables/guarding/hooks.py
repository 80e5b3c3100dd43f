"""What the plugin hooks call: search on saving, and show the public only what is open to it."""

from __future__ import annotations

import json
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context

from ckanext.ambon.tables.guarding import checking, gate, records

WAS_PUBLIC = "ambon_was_public"
_FLAT = ("res_name", "res_description", "res_format", "res_url", "res_type")


def saved(context: Context, entry: dict[str, Any]) -> None:
    """Search the files of an entry that is being saved, before it is committed."""
    package = model.Package.get(entry["id"])
    if package is None:
        return
    checking.check_entry(package)
    if context.get(WAS_PUBLIC) is False and not package.private:
        _refuse_opening(package)


def _refuse_opening(package: model.Package) -> None:
    """Refuse to open an entry that holds a blocked file: who opens it must know."""
    closed = records.withheld([package.id])
    names = [one.name or one.url for one in package.resources if one.id in closed]
    if not names:
        return
    message = tk._(
        "This dataset cannot be made public yet: “{file}” is withheld, because it holds personal "
        "data or could not be searched. Open the file's page, choose “Data pribadi”, clean it or "
        "ask for an exception; then make the dataset public."
    ).format(file=names[0])
    model.Session.rollback()
    raise tk.ValidationError({"private": [message]})


def shown(context: Context, entry: dict[str, Any]) -> None:
    """Take the withheld files out of an entry for those who may not edit it."""
    if context.get("ignore_auth") or not entry.get("resources"):
        return
    closed = records.withheld([entry["id"]])
    if closed and not gate.may_edit(context, entry["id"]):
        entry["resources"] = [one for one in entry["resources"] if one["id"] not in closed]
        entry["num_resources"] = len(entry["resources"])


def indexed(document: dict[str, Any]) -> dict[str, Any]:
    """Take the withheld files out of the search index: everybody may read all of it."""
    closed = records.withheld([document["id"]])
    if not closed:
        return document
    # The words of the columns do not say of which file they are.
    document.pop("res_extras_columns", None)
    for field in ("data_dict", "validated_data_dict"):
        entry = json.loads(document[field])
        kept = [one["id"] not in closed for one in entry["resources"]]
        entry["resources"] = [one for one in entry["resources"] if one["id"] not in closed]
        entry["num_resources"] = len(entry["resources"])
        document[field] = json.dumps(entry)
    for field in _FLAT:
        values = document.get(field)
        if isinstance(values, list) and len(values) == len(kept):
            document[field] = [v for v, keep in zip(values, kept, strict=True) if keep]
    return document
