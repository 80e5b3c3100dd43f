"""What the tests of undo share: two files of one table, and what readers see of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ckan.tests import helpers

from ckanext.ambon.tables.guarding import files

Act = Callable[..., Any]
Publish = Callable[..., str]

FIRST = b"kecamatan;jumlah;luas\nNusaniwe;93;4\nSirimau;141;8\n"
SECOND = b"kecamatan;jumlah\nNusaniwe;95\nSirimau;142\nBaguala;60\n"
AGREED = ["gone:luas"]


def rows_of(resource: str) -> list[list[Any]]:
    found = helpers.call_action("datastore_search", resource_id=resource, sort="_id")
    return [[row["kecamatan"], row["jumlah"]] for row in found["records"]]


def file_of(resource: str) -> bytes:
    path = files.path_of({"id": resource, "url_type": "upload"})
    assert path is not None
    return path.read_bytes()


def stored(resource: str) -> tuple[list[list[Any]], bytes, str, list[str]]:
    """Return all that readers see: rows, file, its name, the columns that are described."""
    file = helpers.call_action("resource_show", id=resource)
    names = [one["name"] for one in file["columns"]]
    return rows_of(resource), file_of(resource), file["url"].rpartition("/")[2], names


def as_site(action: str, **data: Any) -> Any:
    """Call an action as the portal itself."""
    site = helpers.call_action("get_site_user", {"ignore_auth": True})["name"]
    return helpers.call_action(action, {"user": site, "ignore_auth": True}, **data)


def listed(act: Act, editor: str, resource: str) -> list[dict[str, Any]]:
    return act("ambon_table_versions", editor, id=resource)["versions"]


def undo(act: Act, editor: str, resource: str, **more: Any) -> dict[str, Any]:
    """Bring back what was replaced last."""
    wanted = listed(act, editor, resource)[0]["id"]
    return act("ambon_table_restore", editor, id=resource, version=wanted, **more)
