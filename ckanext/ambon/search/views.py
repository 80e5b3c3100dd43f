"""The search's own pages."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Blueprint

search = Blueprint("ambon_search", __name__)


@search.get("/walidata/pencarian")
def terms() -> str:
    """Show Walidata what readers searched for in vain."""
    try:
        found = tk.get_action("ambon_search_terms")({"user": tk.current_user.name}, {})
    except tk.NotAuthorized as error:
        return tk.abort(403, str(error))
    return tk.render("ambon/pages/search_terms.html", {"found": found})
