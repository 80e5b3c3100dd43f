"""What is told of what was done: an entry as it was, without the files that are withheld now."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

import ckan.plugins as p
import ckan.plugins.toolkit as tk
from ckan.types import Action, ChainedAction, Context

from ckanext.ambon.extending import extends
from ckanext.ambon.tables.guarding import gate, records

Data = dict[str, Any]
Guard = Callable[[Context, Any], None]

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
    # A portal may open the details of what was done to everybody.
    guards = {"activity_data_show": _clear_details, "activity_diff": _refuse_difference}
    guards |= dict.fromkeys(_TELLING, _clear)
    return {name: _guarded(getattr(core, name), guard) for name, guard in guards.items()}


def _guarded(core: Callable[..., Any], guard: Guard) -> ChainedAction:
    def extended(original: Action, context: Context, data_dict: Data) -> Any:
        """Files that are withheld are told to those who may edit the entry."""
        answer = original(context, data_dict)
        guard(context, answer)
        return answer

    return extends(core)(extended)


def _clear(context: Context, answer: Any) -> None:
    """Take the withheld files out of what was done, for those who may not edit their entry."""
    told = _entries(answer if isinstance(answer, list) else [answer])
    closed = _closed_to(context, told)
    for entry in told if closed else ():
        files = entry.get("resources") or []
        entry["resources"] = [one for one in files if one["id"] not in closed]


def _clear_details(context: Context, answer: Data) -> None:
    """The same for the details alone, which may be those of the entry only."""
    _clear(context, {"data": answer if "package" in answer else {"package": answer}})


def _refuse_difference(context: Context, answer: Data) -> None:
    """Refuse what changed where it may be a withheld file: it is one text."""
    if _closed_to(context, _entries(answer["activities"])):
        raise tk.NotAuthorized(tk._("Only who may edit the dataset may see what changed in it."))


def _entries(activities: Iterable[Data]) -> list[Data]:
    return [entry for one in activities if (entry := (one.get("data") or {}).get("package"))]


def _closed_to(context: Context, entries: Iterable[Data]) -> set[str]:
    """Return the files of some entries that are withheld from the caller."""
    names = {str(entry.get("id")) for entry in entries}
    if context.get("ignore_auth") or not records.withheld(names):
        return set()
    return records.withheld(name for name in names if not gate.may_edit(context, name))
