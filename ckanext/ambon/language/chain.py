"""Actions that write words for others: a mail, a stored title. They write the portal's language."""

from __future__ import annotations

from typing import Any

import ckan.plugins as p
import ckan.plugins.toolkit as tk
from ckan.types import ChainedAction, Context
from flask_babel import force_locale

MAILS = ("user_invite",)
NOTICES = ("send_email_notifications",)
TITLES = ("package_create_default_resource_views", "resource_create_default_resource_views")


def actions() -> dict[str, ChainedAction]:
    """Return the chained actions, of the plugins that are loaded."""
    notices = NOTICES if p.plugin_loaded("activity") else ()
    return {name: _in_the_portals_language(name) for name in (*MAILS, *TITLES, *notices)}


def _in_the_portals_language(name: str) -> ChainedAction:
    """Return an action that does what the one of this name does, speaking the portal's language.

    Nobody knows the language of who gets a mail or reads a title; that of the caller says nothing.
    """

    @tk.chained_action
    def action(original: Any, context: Context, data_dict: dict[str, Any]) -> Any:
        with force_locale(tk.config["ckan.locale_default"]):
            return original(context, data_dict)

    # CKAN hands on what a chained action has in its dictionary, and no docstring.
    vars(action)["__doc__"] = f"CKAN's `{name}`, its words in the portal's language."
    return action
