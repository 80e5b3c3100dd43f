"""Who may read a withheld file, and who decides about one."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import authz, model
from ckan.types import AuthFunction, AuthResult, Context, DataDict

from ckanext.ambon.domain import opd
from ckanext.ambon.tables.guarding import gate


def functions() -> dict[str, Any]:
    """Return the functions by name."""
    own = (
        ambon_pii_show,
        ambon_pii_reason,
        ambon_pii_clean,
        ambon_pii_ask,
        ambon_pii_decide,
        ambon_pii_revoke,
        ambon_pii_list,
        resource_show,
    )
    return {function.__name__: function for function in own}


@tk.chained_auth_function
@tk.auth_allow_anonymous_access
def resource_show(
    original: AuthFunction, context: Context, data_dict: DataDict | None
) -> AuthResult:
    """Whoever may read the entry; a withheld file only who may edit it."""
    answer = original(context, data_dict or {})
    resource = model.Resource.get(str((data_dict or {}).get("id"))) or context.get("resource")
    if not answer.get("success") or resource is None:
        return answer
    told = {"id": str(resource.id), "url_type": resource.url_type}
    if not gate.is_withheld(told) or gate.may_edit(context, str(resource.package_id)):
        return answer
    message = tk._("This file is withheld: it is being searched, or it holds personal data.")
    return {"success": False, "msg": message}


def ambon_pii_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Who may edit the entry."""
    return _who_edits(context, data_dict)


def ambon_pii_reason(context: Context, data_dict: DataDict) -> AuthResult:
    """Who may edit the entry."""
    return _who_edits(context, data_dict)


def ambon_pii_clean(context: Context, data_dict: DataDict) -> AuthResult:
    """Who may edit the entry."""
    return _who_edits(context, data_dict)


def ambon_pii_ask(context: Context, data_dict: DataDict) -> AuthResult:
    """Who may edit the entry."""
    return _who_edits(context, data_dict)


@tk.auth_sysadmins_check
def ambon_pii_decide(context: Context, data_dict: DataDict) -> AuthResult:
    """An administrator of Walidata's organization; who runs the portal decides nothing."""
    return _walidata(context)


@tk.auth_sysadmins_check
def ambon_pii_revoke(context: Context, data_dict: DataDict) -> AuthResult:
    """An administrator of Walidata's organization; who runs the portal decides nothing."""
    return _walidata(context)


def ambon_pii_list(context: Context, data_dict: DataDict) -> AuthResult:
    """An administrator of Walidata's organization."""
    return _walidata(context)


def _who_edits(context: Context, data_dict: DataDict) -> AuthResult:
    resource = model.Resource.get(str(data_dict.get("id")))
    if resource is not None and gate.may_edit(context, str(resource.package_id)):
        return {"success": True}
    return {"success": False, "msg": tk._("Only who may edit the dataset may do this.")}


def _walidata(context: Context) -> AuthResult:
    office = model.Group.get(opd.walidata())
    role = authz.users_role_for_group_or_org(office.id, context.get("user")) if office else None
    if role == "admin":
        return {"success": True}
    message = tk._("Only an administrator of Walidata's organization may decide this.")
    return {"success": False, "msg": message}
