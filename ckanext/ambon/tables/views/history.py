"""The page of a file as it was: CKAN shows it without asking who may see such details."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Blueprint, request

history = Blueprint("ambon_table_history", __name__)

PAGE = "activity.resource_history"


@history.before_app_request
def ask() -> None:
    """Ask as the page of an entry as it was does; a file that is withheld is not there."""
    place = request.view_args or {}
    if request.endpoint != PAGE:
        return
    wanted = {"id": place["activity_id"], "object_type": "package"}
    try:
        entry = tk.get_action("activity_data_show")({}, wanted)
    except tk.NotAuthorized as refused:
        tk.abort(403, str(refused.message or ""))
    except tk.ObjectNotFound:
        tk.abort(404, tk._("There is no such file."))
    if place["resource_id"] not in {one["id"] for one in entry.get("resources") or []}:
        tk.abort(404, tk._("There is no such file."))
