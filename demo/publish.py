"""One entry put into the portal: its fields, its file, its table and the view of it.

What was loaded is marked in the entry's private plugin data, so that a second load knows
its own work, and leaves alone what an officer has changed since.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model

# The same class stores what officers upload; `package_create` alone takes no files.
from ckan.lib import uploader
from ckan.types import Context
from ckanext.datastore.backend import DatastoreBackend
from werkzeug.datastructures import FileStorage

from ckanext.ambon.domain import columns
from demo import compose, tables
from demo.content import fingerprint
from demo.read import Entry

MARK = "ambon_demo"
VIEW = "datatables_view"

Package = dict[str, Any]


def act(action: str, **data: Any) -> Any:
    """Do something as the site itself."""
    site = tk.get_action("get_site_user")(Context(ignore_auth=True, defer_commit=True), {})
    user = model.User.get(site["name"])
    context = Context(user=site["name"], auth_user_obj=user, ignore_auth=True)
    return tk.get_action(action)(context, data)


def publish(entry: Entry) -> str:
    """Bring the portal in line with the entry; return what that took.

    `created`, `updated` (the files here say something new), `completed` (an earlier load
    was cut short), `same`, `edited` (changed in the portal since: left alone) or `foreign`
    (the name belongs to an entry that no load made: left alone).
    """
    shown = _shown(entry.name)
    if shown is None:
        return _create(entry)
    mark = mark_of(shown)
    if mark is None:
        return "foreign"
    if is_edited(shown):
        return "edited"
    if _is_outdated(entry, mark):
        return _update(entry, shown)
    return "completed" if _finish(entry) else "same"


def mark_of(shown: Package) -> Mapping[str, Any] | None:
    """Return what a load noted in the entry; None if no load made it."""
    return (shown.get("plugin_data") or {}).get(MARK)


def is_edited(shown: Package) -> bool:
    """Tell whether somebody changed an entry, or its file, after a load made it."""
    mark = mark_of(shown) or {}
    return (fingerprint(shown), _file_time(shown)) != (mark.get("content"), mark.get("file_time"))


def show(name: str) -> Package:
    """Return an entry with what a load noted in it."""
    return act("package_show", id=name, include_plugin_data=True)


def _shown(name: str) -> Package | None:
    return show(name) if model.Package.get(name) else None


def drop_table(resource_id: str) -> None:
    """Drop the table of a file, if there is one."""
    backend = DatastoreBackend.get_active_backend()
    if backend.resource_exists(resource_id):
        # As CKAN does for a file that is gone; its action would first save the whole entry.
        backend.delete(Context(ignore_auth=True), {"resource_id": resource_id})
    # The number of rows that was counted outlives the table.
    backend.clear_table_stats(resource_id)


def _create(entry: Entry) -> str:
    act("package_create", **_with_file(entry))
    _fill_anew(entry)
    return "created"


def _update(entry: Entry, shown: Package) -> str:
    act("package_update", **{**_with_file(entry), "id": shown["id"]})
    _fill_anew(entry)
    return "updated"


def _fill_anew(entry: Entry) -> None:
    """Make the table, without what an earlier entry of the name may have left in it."""
    drop_table(compose.file_id(entry.name))
    _finish(entry)


def _with_file(entry: Entry) -> Package:
    """Return the entry with the mark of this load, after storing its file.

    The file comes first: cut short here, nothing points to what is missing.
    """
    package = compose.package(entry)
    if entry.table:
        _store(entry.table, package["resources"][0])
    content = fingerprint(package)
    mark = {"content": content, "table": _table_digest(entry), "file_time": _file_time(package)}
    return {**package, "plugin_data": {MARK: mark}}


def _store(table: Path, resource: dict[str, Any]) -> None:
    with table.open("rb") as stream:
        resource["upload"] = FileStorage(stream, filename=resource["url"])
        upload = uploader.get_resource_uploader(resource)
        upload.upload(resource["id"], uploader.get_max_resource_size())
    resource["size"] = table.stat().st_size
    resource["mimetype"] = "text/csv"
    resource["last_modified"] = resource["last_modified"].isoformat()
    # `datastore_create` would set it by one more update of the whole entry.
    resource["datastore_active"] = True


def _finish(entry: Entry) -> bool:
    """Make the table and its view where the table is missing; tell whether it was.

    The table comes last: where it is, nothing is missing, and a view that somebody took
    away stays away.
    """
    if not entry.table or _has_table(entry):
        return False
    _add_view(compose.file_id(entry.name))
    act(
        "datastore_create",
        resource_id=compose.file_id(entry.name),
        fields=columns.datastore_fields(entry.fields["columns"]),
        records=tables.rows(entry.table),
        calculate_record_count=True,
        force=True,
    )
    return True


def _has_table(entry: Entry) -> bool:
    return DatastoreBackend.get_active_backend().resource_exists(compose.file_id(entry.name))


def _add_view(resource_id: str) -> None:
    if not model.Session.query(model.ResourceView).filter_by(resource_id=resource_id).first():
        title = tk._("Table")
        act("resource_view_create", resource_id=resource_id, view_type=VIEW, title=title)


def _is_outdated(entry: Entry, mark: Mapping[str, Any]) -> bool:
    wanted = fingerprint(compose.package(entry)), _table_digest(entry)
    return wanted != (mark["content"], mark["table"])


def _table_digest(entry: Entry) -> str | None:
    return hashlib.sha256(entry.table.read_bytes()).hexdigest() if entry.table else None


def _file_time(package: Package) -> str | None:
    times = [resource.get("last_modified") for resource in package.get("resources", [])]
    return times[0] if times else None
