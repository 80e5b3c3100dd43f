"""Who may call the actions of the tables."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import AuthResult, Context, DataDict


@tk.auth_allow_anonymous_access
def ambon_table_standard_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody."""
    return {"success": True}


@tk.auth_allow_anonymous_access
def ambon_table_standard_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody."""
    return {"success": True}


@tk.auth_allow_anonymous_access
def ambon_table_template(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody."""
    return {"success": True}


@tk.auth_allow_anonymous_access
def ambon_table_combined(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody: it holds only what everybody may read."""
    return {"success": True}


def ambon_table_row_save(context: Context, data_dict: DataDict) -> AuthResult:
    """Who may change the file of the table."""
    return _as_the_file(context, data_dict)


def ambon_table_row_delete(context: Context, data_dict: DataDict) -> AuthResult:
    """Who may change the file of the table."""
    return _as_the_file(context, data_dict)


def _as_the_file(context: Context, data_dict: DataDict) -> AuthResult:
    try:
        tk.check_access("resource_update", context, {"id": data_dict["resource_id"]})
    except tk.NotAuthorized as refused:
        return {"success": False, "msg": str(refused.message or "")}
    return {"success": True}
