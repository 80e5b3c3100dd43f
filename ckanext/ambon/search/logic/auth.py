"""Who may call the actions of the search."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan import authz
from ckan.types import AuthResult, Context, DataDict

from ckanext.ambon.domain import opd


@tk.auth_allow_anonymous_access
def ambon_suggest(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody; only what is public is proposed."""
    return {"success": True}


def ambon_search_terms(context: Context, data_dict: DataDict) -> AuthResult:
    """An administrator of Walidata's organization."""
    if authz.has_user_permission_for_group_or_org(opd.walidata(), context.get("user", ""), "admin"):
        return {"success": True}
    message = tk._("Only an administrator of Walidata may see what was searched for.")
    return {"success": False, "msg": message}
