"""The rows of a file to take along, without the row numbers that the DataStore adds."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Blueprint, redirect
from werkzeug.wrappers import Response

downloads = Blueprint("ambon_rows", __name__)

# A server takes no longer line than this; a wider table keeps its row numbers.
LONGEST = 3000


@downloads.get("/baris/<resource_id>.<any(csv, tsv, json, xml):kind>")
def rows(resource_id: str, kind: str) -> Response:
    """Lead to the rows of a file in one form."""
    question = {"resource_id": resource_id, "limit": 0, "include_total": False}
    try:
        found = tk.get_action("datastore_search")({}, question)
    except (tk.ObjectNotFound, tk.NotAuthorized, tk.ValidationError):
        return tk.abort(404, tk._("This file has no table."))
    names = [field["id"] for field in found["fields"] if field["id"] != "_id"]
    place = {"resource_id": resource_id, "format": kind}
    # Fields are told apart by commas.
    if not any("," in name for name in names) and sum(map(len, names)) < LONGEST:
        place["fields"] = ",".join(names)
    return redirect(tk.h.url_for("datastore.dump", **place))
