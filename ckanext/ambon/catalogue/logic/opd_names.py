"""An OPD is found by its present code and by every code it had before.

CKAN's own state decides: a code of the past counts as such once the organizations
were brought in line with the file, so that nothing points at an empty place before.
"""

from __future__ import annotations

import re
from typing import Any

import ckan.plugins.toolkit as tk

# Names are looked up before any permission can be asked for.
from ckan import model

from ckanext.ambon.domain import opd

MERGED = "merged"

# `organization:code` or `organization:"code"` in a query of the search index.
NAMED = re.compile(r'(?<![\w-])organization:(?:"(?P<quoted>[\w-]+)"|(?P<bare>[\w-]+))')


def current_name(reference: str) -> str:
    """Return the name that the OPD has in CKAN now; `reference` itself if it is no old code."""
    code = opd.current_code(reference)
    if code is None or code == reference:
        return reference
    group = model.Group.by_name(reference)
    if group is not None and not is_merged(group):
        return reference
    return code if model.Group.by_name(code) else reference


# CKAN's type for a group does not know `extras`.
def is_merged(group: Any) -> bool:
    """Tell whether the organization was merged into another one."""
    return (group.extras or {}).get("opd_status") == MERGED


def mark_merged(group: Any, target: str) -> None:
    """Write into the organization that it was merged into `target`."""
    group.extras = {**(group.extras or {}), "opd_status": MERGED, "merged_into": target}


def merged_names() -> set[str]:
    """Return the names of the organizations that were merged into another one."""
    query = model.Session.query(model.Group.name).filter(
        model.Group.is_organization.is_(True),
        model.group_table.c["extras"]["opd_status"].astext == MERGED,
    )
    return {name for (name,) in query}


def visible_names(asked: list[str]) -> list[str] | None:
    """Return which organizations a list may show; None if there is nothing to hold back.

    Without names asked for, that is all of them but the merged ones.
    """
    if asked:
        return [current_name(name) for name in asked]
    merged = merged_names()
    if not merged:
        return None
    query = model.Session.query(model.Group.name).filter(
        model.Group.is_organization.is_(True), model.Group.name.notin_(merged)
    )
    return [name for (name,) in query]


def without_merged(organizations: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the organizations that were not merged into another one."""
    merged = merged_names()
    return [shown for shown in organizations if shown["name"] not in merged]


def refuse_new_code(data: dict[str, Any]) -> None:
    """Raise `ValidationError` if `data` gives an OPD another code than the file does."""
    group = model.Group.get(data.get("id"))
    name = data.get("name")
    if group is None or not name or name == group.name:
        return
    code = opd.current_code(group.name)
    if code not in (None, name):
        message = tk._(
            "The code {code} is the address of this OPD and cannot be changed here. A new code "
            "is written into the file of OPD, with the old one under `former_codes`."
        )
        raise tk.ValidationError({"name": [message.format(code=group.name)]})


def in_query(query: Any) -> Any:
    """Return a search query, or a list of them, that asks for OPD by their present codes."""
    if isinstance(query, list):
        return [in_query(part) for part in query]
    return NAMED.sub(_present, query) if isinstance(query, str) else query


def _present(found: re.Match[str]) -> str:
    return f'organization:"{current_name(found["quoted"] or found["bare"])}"'
