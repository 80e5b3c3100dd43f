"""What is kept and belongs to nothing any more, is too old, or must not be kept: it goes."""

from __future__ import annotations

import datetime
import logging
import time
from collections.abc import Iterable
from pathlib import Path

import ckan.plugins.toolkit as tk
import psycopg2
from ckan import model
from sqlalchemy.exc import SQLAlchemyError

from ckanext.ambon.nightly import Job
from ckanext.ambon.tables import model as kept
from ckanext.ambon.tables.keeping import copies, pruning, store
from ckanext.ambon.tables.restoring import searching, versions

log = logging.getLogger(__name__)

# A publication keeps its file a moment before its table says so.
MOMENT = 3600


def nightly_jobs() -> tuple[Job, ...]:
    """Return what is done for the versions every night."""
    title = "merapikan versi tabel yang disimpan"
    return (Job("table-versions", title, datetime.time(2, 30), clean),)


def clean() -> int:
    """Let go what is not to be kept any more; return how many tables that were."""
    before = _count()
    let_go_orphans()
    for resource_id in _resources():
        with store.opened() as cursor:
            gone = pruning.prune(cursor, resource_id, kept.now())
        copies.forget(*gone)
        _search(resource_id)
    _let_go_copies()
    return before - _count()


def after_deletion() -> None:
    """Let go what was kept of a file, or of an entry, that was deleted just now."""
    try:
        let_go_orphans()
        _let_go_copies()
    except (psycopg2.Error, SQLAlchemyError, OSError):
        # The deletion itself is done; this is done at night.
        log.exception("What was kept of a deleted file is still there")


def let_go_orphans() -> None:
    """Let go the versions of files and tables that were deleted."""
    with store.opened() as cursor:
        found = store.kept(cursor)
        there = _present({place for one in found for place in _places(one)})
        lost = [one for one in found if not _places(one) <= there]
        gone = pruning.let_go(cursor, lost)
    copies.forget(*gone)


def _places(one: store.Kept) -> set[str]:
    """Return the resource of the file, and the one of the table."""
    return {one.told["resource_id"], one.told["target_id"]}


def _present(ids: Iterable[str]) -> set[str]:
    """Return which resources are there, in entries that are there."""
    query = model.Session.query(model.Resource.id).join(model.Package)
    query = query.filter(model.Resource.id.in_(list(ids)), model.Resource.state == "active")
    return {row[0] for row in query.filter(model.Package.state != "deleted")}


def _count() -> int:
    with store.opened() as cursor:
        return len(store.kept(cursor))


def _resources() -> set[str]:
    with store.opened() as cursor:
        return {one.told["resource_id"] for one in store.kept(cursor)}


def _search(resource_id: str) -> None:
    """Search what was put away since the last night; what is personal is let go."""
    try:
        known = versions.of_file(resource_id)
    except tk.ValidationError:
        return  # A link took the place of the file; an undo searches all the same.
    for version in known.versions:
        if all(one.told.get("is_searched") for one in version.tables):
            continue
        try:
            searching.searched(version)
        except tk.ValidationError as refused:
            log.info("A version of %s: %s", resource_id, refused.error_summary)
        else:
            _mark(version)


def _mark(version: versions.Version) -> None:
    with store.opened() as cursor:
        for one in version.tables:
            store.note(cursor, one, {"is_searched": True})


def _let_go_copies() -> None:
    """Remove files of publications that were never finished, or were let go half."""
    with store.opened() as cursor:
        used = {one.told["publication"] for one in store.kept(cursor)}
        used |= {told["publication"] for told in store.live(cursor).values()}
    for path in copies.folder().iterdir() if copies.folder().is_dir() else ():
        if path.name not in used and _is_old(path):
            path.unlink(missing_ok=True)


def _is_old(path: Path) -> bool:
    # The time of the file's content may be years ago; this is when it got its name here.
    return time.time() - path.stat().st_ctime > MOMENT
