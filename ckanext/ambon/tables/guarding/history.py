"""What is told of what was done: an entry as it was, without the files that are withheld now."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

import ckan.plugins as p
from ckan.types import Action, ChainedAction, Context

from ckanext.ambon.extending import extends
from ckanext.ambon.tables.guarding import gate, records

Data = dict[str, Any]

_TELLING = (
    "activity_show",
    "dashboard_activity_list",
    "group_activity_list",
    "organization_activity_list",
    "package_activity_list",
    "recently_changed_packages_activity_list",
    "user_activity_list",
)


def actions() -> dict[str, ChainedAction]:
    """Return the chained actions by the name of what they extend."""
    if not p.plugin_loaded("activity"):
        return {}
    # The module of a plugin that is not loaded would bring its tables.
    core = import_module("ckanext.activity.logic.action")
    return {name: _guarded(getattr(core, name)) for name in _TELLING}


def _guarded(core: Callable[..., Any]) -> ChainedAction:
    def extended(original: Action, context: Context, data_dict: Data) -> Any:
        """Files that are withheld are told to those who may edit the entry."""
        answer = original(context, data_dict)
        _clear(context, answer if isinstance(answer, list) else [answer])
        return answer

    return extends(core)(extended)


def _clear(context: Context, activities: Iterable[Data]) -> None:
    """Take the withheld files out of what is told to those who may not edit their entry."""
    told = [entry for one in activities if (entry := (one.get("data") or {}).get("package"))]
    closed = records.withheld({str(entry.get("id")) for entry in told})
    if not closed or context.get("ignore_auth"):
        return
    edits = {one: gate.may_edit(context, one) for one in {str(entry["id"]) for entry in told}}
    for entry in told:
        if not edits[str(entry["id"])]:
            files = entry.get("resources") or []
            entry["resources"] = [one for one in files if one["id"] not in closed]
