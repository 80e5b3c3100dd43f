"""After an officer uploads a table, the next page is the one that checks it."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response, g, has_request_context, request

from ckanext.ambon.tables import model as kept
from ckanext.ambon.tables.guarding import files

leading = Blueprint("ambon_table_leading", __name__)

_FORMATS = frozenset({"xlsx", "xls", "ods", "csv", "tsv", "xlsm", "htm", "html"})
_FORMS = ("resource.new", "resource.edit")


def noted(resource: dict[str, Any]) -> None:
    """Note that this request stored the file of a resource."""
    if has_request_context():
        g.ambon_table_saved = resource


@leading.after_app_request
def lead(answer: Response) -> Response:
    """Lead from the form with which a table was uploaded to the page that checks it."""
    saved = g.pop("ambon_table_saved", None)
    if not saved or answer.status_code != 302 or not _is_form() or not _is_new_table(saved):
        return answer
    place = {"id": saved["package_id"], "resource_id": saved["id"]}
    answer.headers["Location"] = tk.h.url_for("ambon_table.index", **place)
    return answer


def _is_form() -> bool:
    """Tell whether the officer is done with the form, and does not add a further file."""
    endpoint = request.endpoint or ""
    return endpoint.endswith(_FORMS) and request.form.get("save") != "again"


def _is_new_table(resource: dict[str, Any]) -> bool:
    name = str(resource.get("url") or "")
    if name.rsplit(".", 1)[-1].lower() not in _FORMATS:
        return False
    path = files.path_of(resource)
    known = kept.table_file(resource["id"])
    return path is not None and (known is None or known.version != files.version_of(path))
