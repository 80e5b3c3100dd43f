"""What the page of a file says of its table to those who may edit it."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.ambon.tables import model as kept
from ckanext.ambon.tables.guarding import files

# A file of another name may hold a table whatever it is called; these never do.
_NO_TABLE = frozenset(
    {"pdf", "doc", "docx", "odt", "ppt", "pptx", "jpg", "jpeg", "png", "zip", "json", "geojson"}
)


def ambon_table_next(resource: dict[str, Any]) -> str:
    """Return what is to be done next with the table of a file; nothing where it has none."""
    path = files.path_of(resource)
    ending = str(resource.get("url") or "").rpartition(".")[2].lower()
    if path is None or ending in _NO_TABLE:
        return ""
    known = kept.table_file(resource["id"])
    if known is None or known.version != files.version_of(path):
        return tk._("Check the table")
    if known.state == kept.ASKS:
        return tk._("Check the table: something to agree to")
    return _open(known.found) if known.state == kept.READ else tk._("Check the table")


def _open(found: dict[str, Any]) -> str:
    """Say how many questions are open, or that the table waits to be published."""
    count = sum(len(table["questions"]) for table in found["tables"])
    if not count:
        return tk._("Check and publish the table")
    words = tk.ungettext("Check the table: {n} question", "Check the table: {n} questions", count)
    return words.format(n=count)
