"""Who may call the actions of the tables."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan import authz
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


def ambon_table_preview(context: Context, data_dict: DataDict) -> AuthResult:
    """Who may change the file; an upload that is only looked at: who may add one somewhere."""
    if data_dict.get("id"):
        return _as_the_file(context, {"resource_id": data_dict["id"]})
    if authz.has_user_permission_for_some_org(context.get("user"), "create_dataset"):
        return {"success": True}
    return {"success": False, "msg": tk._("Only officers who publish may have a file read.")}


def ambon_table_answer(context: Context, data_dict: DataDict) -> AuthResult:
    """Who may change the file."""
    return _as_the_file(context, {"resource_id": data_dict["id"]})


def ambon_table_publish(context: Context, data_dict: DataDict) -> AuthResult:
    """Who may change the file."""
    return _as_the_file(context, {"resource_id": data_dict["id"]})


def ambon_table_status(context: Context, data_dict: DataDict) -> AuthResult:
    """Who may change the file."""
    return _as_the_file(context, {"resource_id": data_dict["id"]})


def _as_the_file(context: Context, data_dict: DataDict) -> AuthResult:
    try:
        tk.check_access("resource_update", context, {"id": data_dict["resource_id"]})
    except tk.NotAuthorized as refused:
        return {"success": False, "msg": str(refused.message or "")}
    return {"success": True}
