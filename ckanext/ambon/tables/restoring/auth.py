"""Who may call the actions of undo: who may change the file."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import AuthResult, Context, DataDict


def ambon_table_versions(context: Context, data_dict: DataDict) -> AuthResult:
    """Who may change the file."""
    return _who_changes(context, data_dict)


def ambon_table_restore(context: Context, data_dict: DataDict) -> AuthResult:
    """Who may change the file."""
    return _who_changes(context, data_dict)


def _who_changes(context: Context, data_dict: DataDict) -> AuthResult:
    try:
        tk.check_access("resource_update", context, {"id": data_dict["id"]})
    except tk.NotAuthorized as refused:
        return {"success": False, "msg": str(refused.message or "")}
    return {"success": True}
