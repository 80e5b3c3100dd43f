"""The search's own pages."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, current_app
from werkzeug.exceptions import ServiceUnavailable

from ckanext.ambon.search.indexing import news

search = Blueprint("ambon_search", __name__)


@search.get("/walidata/pencarian")
def terms() -> str:
    """Show Walidata what readers searched for in vain."""
    try:
        found = tk.get_action("ambon_search_terms")({"user": tk.current_user.name}, {})
    except tk.NotAuthorized as error:
        return tk.abort(403, str(error))
    return tk.render("ambon/pages/search_terms.html", {"found": found})


@search.app_errorhandler(news.AwayError)
def away(error: news.AwayError) -> Any:
    """Answer what is nothing without the search as what will be there again soon."""
    return current_app.handle_http_exception(ServiceUnavailable(str(error)))
