"""Who may read the file of a resource: everybody, or only those who may edit it.

The gate is asked wherever rows or bytes go out. It does not trust that a file was searched on
its way in: a file that nobody searched, or another than was searched, stays inside.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context

from ckanext.ambon.tables.guarding import files, records


def is_withheld(resource: Mapping[str, Any]) -> bool:
    """Tell whether a file, or its rows in the DataStore, are kept from the public."""
    rows = records.check(resource["id"], records.ROWS)
    if rows is not None and rows.state in records.WITHHELD:
        return True
    checked = records.check(resource["id"])
    path = files.path_of(resource)
    if path is None:
        return False
    if checked is None:
        return True
    if is_from_before(checked, path):
        return False
    return checked.version != files.version_of(path) or checked.state in records.WITHHELD


def is_from_before(checked: records.Check, path: Path) -> bool:
    """Tell whether a file is still the one that was there before this guard."""
    noted = checked.checked_at.replace(tzinfo=datetime.timezone.utc)
    return checked.state == records.BEFORE and path.stat().st_mtime <= noted.timestamp()


def may_edit(context: Context, package_id: str) -> bool:
    """Tell whether the caller may edit the entry, and so may see what is withheld."""
    asking = Context(user=context.get("user") or "")
    if user := context.get("auth_user_obj"):
        asking["auth_user_obj"] = user
    try:
        tk.check_access("package_update", asking, {"id": package_id})
    except tk.NotAuthorized:
        return False
    return True
