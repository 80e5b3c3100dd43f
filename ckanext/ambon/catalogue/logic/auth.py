"""Who may call the catalogue's actions."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan import authz
from ckan.types import AuthResult, Context, DataDict


@tk.auth_allow_anonymous_access
def ambon_opd_resolve(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody."""
    return {"success": True}


@tk.auth_allow_anonymous_access
def ambon_region_resolve(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody."""
    return {"success": True}


def ambon_opd_sync(context: Context, data_dict: DataDict) -> AuthResult:
    """Only the system's administrators, whom CKAN lets through before it asks."""
    return {"success": False, "msg": tk._("Only a system administrator may do this.")}


def ambon_user_invite(context: Context, data_dict: DataDict) -> AuthResult:
    """An administrator of the OPD, or of Walidata above it."""
    try:
        tk.check_access("organization_member_create", context, {"id": data_dict.get("opd")})
    except (tk.NotAuthorized, tk.ObjectNotFound):
        message = tk._("Only an administrator of the OPD may invite people to it.")
        return {"success": False, "msg": message}
    return {"success": True}


def ambon_user_reset(context: Context, data_dict: DataDict) -> AuthResult:
    """Only the system's administrators, whom CKAN lets through before it asks."""
    return {"success": False, "msg": tk._("Only a system administrator may do this.")}


def ambon_topic_sync(context: Context, data_dict: DataDict) -> AuthResult:
    """Only the system's administrators, whom CKAN lets through before it asks."""
    return {"success": False, "msg": tk._("Only a system administrator may do this.")}


def ambon_freshness_renew(context: Context, data_dict: DataDict) -> AuthResult:
    """Only the system's administrators, whom CKAN lets through before it asks."""
    return {"success": False, "msg": tk._("Only a system administrator may do this.")}


@tk.auth_allow_anonymous_access
def ambon_inquiry_create(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody."""
    return {"success": True}


@tk.auth_allow_anonymous_access
def ambon_inquiry_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody who knows the number."""
    return {"success": True}


def ambon_inquiry_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody who may change entries of some OPD."""
    if authz.has_user_permission_for_some_org(context.get("user", ""), "update_dataset"):
        return {"success": True}
    message = tk._("Only officers see what readers report.")
    return {"success": False, "msg": message}


def ambon_inquiry_close(context: Context, data_dict: DataDict) -> AuthResult:
    """Who may change the entries of the OPD that answers."""
    office, user = data_dict["opd"], context.get("user", "")
    if authz.has_user_permission_for_group_or_org(office, user, "update_dataset"):
        return {"success": True}
    return {"success": False, "msg": tk._("This report is answered by another office.")}
