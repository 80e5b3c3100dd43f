"""What is told of what was done: an entry as it was, without the files that are withheld now."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import ckan.plugins as p
import ckan.plugins.toolkit as tk
from ckan.types import Action, ChainedAction, Context

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
    return {name: _guarded(name) for name in _TELLING} if p.plugin_loaded("activity") else {}


def _guarded(name: str) -> ChainedAction:
    @tk.chained_action
    @tk.side_effect_free
    def extended(original: Action, context: Context, data_dict: Data) -> Any:
        answer = original(context, data_dict)
        _clear(context, answer if isinstance(answer, list) else [answer])
        return answer

    extended.__name__ = name
    extended.__doc__ = f"CKAN's `{name}`, without withheld files."
    return extended


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
