"""Rows that come in many small writes: one alone says little, together they may be about persons.

A write is searched with the rows that were stored last; the whole table follows by the worker,
and by night where the worker did not come to it.
"""

from __future__ import annotations

import datetime
import logging
from collections.abc import Iterator
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from redis.exceptions import RedisError

from ckanext.ambon.domain import personal_data
from ckanext.ambon.nightly import Job
from ckanext.ambon.tables.guarding import checking, records

log = logging.getLogger(__name__)

Row = dict[str, Any]

# So many of the last rows tell what the new ones belong to.
NEIGHBOURS = 200
# A table of an office is searched in one piece; a larger one in pieces of this size.
AT_A_TIME = 30_000
PAGE = 10_000


def nightly_jobs() -> tuple[Job, ...]:
    """Return what the guard does every night."""
    title = "mencari data pribadi di tabel yang berubah"
    return (Job("personal-data", title, datetime.time(2, 0), search_changed),)


def neighbours(resource_id: str) -> tuple[list[Row], dict[str, str]]:
    """Return the last stored rows of a table, and the titles of its columns."""
    try:
        found = _ask(resource_id, limit=NEIGHBOURS, sort="_id desc")
    except tk.ObjectNotFound:
        return [], {}
    told = {one["id"]: str((one.get("info") or {}).get("label") or "") for one in found["fields"]}
    return [_shown(row) for row in found["records"]], told


def _ask(resource_id: str, **more: Any) -> dict[str, Any]:
    question = {"resource_id": resource_id, "include_total": False, **more}
    return tk.get_action("datastore_search")({"ignore_auth": True}, question)


def _shown(stored: Row) -> Row:
    return {name: value for name, value in stored.items() if name not in ("_id", "_full_text")}


def changed(resource: dict[str, str]) -> None:
    """Note that rows were written, and have the whole table searched."""
    if records.check(resource["id"], records.CHANGED):
        return
    records.keep(resource, records.CHANGED, "", state=records.CLEAR)
    model.Session.commit()
    try:
        tk.enqueue_job(search, [resource["id"]], title=f"Data pribadi, baris {resource['id']}")
    except RedisError:
        log.exception("The rows of %s are searched by night", resource["id"])


def search(resource_id: str) -> None:
    """Search the whole table of a resource."""
    resource = model.Resource.get(resource_id)
    # What is written from here on is noted, and searched, anew.
    records.forget(resource_id, records.CHANGED)
    if resource is None or resource.state != "active":
        return
    told = {"id": str(resource.id), "package_id": str(resource.package_id)}
    _, named = neighbours(resource_id)
    for part in _parts(resource_id):
        checking.check_rows(told, personal_data.scan_records(part, named))


def _parts(resource_id: str) -> Iterator[list[Row]]:
    """Yield the rows of a table in large parts."""
    part: list[Row] = []
    for page in _pages(resource_id):
        part += page
        if len(part) >= AT_A_TIME:
            yield part
            part = []
    if part:
        yield part


def _pages(resource_id: str) -> Iterator[list[Row]]:
    last = 0
    while True:
        question = {"filters": {"_id": {"gt": last}}, "sort": "_id", "limit": PAGE}
        try:
            found = _ask(resource_id, **question)["records"]
        except tk.ObjectNotFound:
            return
        if not found:
            return
        yield [_shown(row) for row in found]
        last = found[-1]["_id"]


def search_changed() -> int:
    """Search every table whose rows changed and were not searched since; return how many."""
    found = records.changed()
    for resource_id in found:
        search(resource_id)
    return len(found)
