"""Bring a version back: its tables, their description, and the file they were made of.

The tables change places in one transaction, which is the last to be committed: whatever goes
wrong before leaves the published tables as they were, and the file is put back. What is replaced
becomes a version itself, so that an undo can be undone.
"""

from __future__ import annotations

import datetime
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import ckan.plugins.toolkit as tk
import psycopg2
from ckan import model
from ckan.types import Context
from ckanext.datastore.backend.postgres import identifier
from sqlalchemy.exc import SQLAlchemyError

from ckanext.ambon.domain.personal_data import Finding
from ckanext.ambon.domain.spreadsheets.model import Reading
from ckanext.ambon.tables import model as kept
from ckanext.ambon.tables.guarding import checking, files, records
from ckanext.ambon.tables.keeping import copies, pruning, store
from ckanext.ambon.tables.keeping.store import Kept
from ckanext.ambon.tables.publishing import loading, reading, telling
from ckanext.ambon.tables.publishing.reading import Progress, Stored
from ckanext.ambon.tables.publishing.versions import OF_THE_FILE, is_personal, let_go, retiring
from ckanext.ambon.tables.restoring import searching, versions
from ckanext.ambon.tables.restoring.searching import Searched
from ckanext.ambon.tables.restoring.versions import History, Version

log = logging.getLogger(__name__)

Described = dict[str, Any]
OF_THE_TABLE = ("columns", "table_standard")


@dataclass(frozen=True)
class Wish:
    """Which version of which file is to come back, who wants it, and what they had seen."""

    resource_id: str
    version: str
    user: str
    seen: str | None = None


def bring_back(wish: Wish, progress: Progress = lambda part: None) -> None:
    """Put a version in the place of what is published, after it was searched and read.

    Raises `ValidationError` where it may not come back, or something was published since `seen`.
    """
    known = versions.of_file(wish.resource_id)
    refuse_changed(known, wish.seen)
    chosen = known.version(wish.version)
    before = _shown(chosen, wish.resource_id)
    found = searching.searched(chosen)
    # Read before it is published, so that nobody finds a file of which nothing is known.
    read = _read(known.file, chosen, progress)
    try:
        chosen, gone = _exchange(wish, found, before)
    except (psycopg2.Error, SQLAlchemyError, OSError) as error:
        log.exception("An undo of %s failed", wish.resource_id)
        model.Session.rollback()
        _describe(before, wish.user)
        raise tk.ValidationError({"version": [telling.words(telling.UNSTORED)]}) from error
    except tk.ValidationError:
        model.Session.rollback()
        raise
    copies.forget(*gone)
    _note_reading(reading.stored(wish.resource_id), read)
    _note(wish.resource_id, chosen, found)


def _shown(version: Version, resource_id: str) -> dict[str, Described]:
    """Return what the resources of a version say now, by their ids."""
    ids = {resource_id, *(one.told["target_id"] for one in version.tables)}
    return {one: tk.get_action("resource_show")({"ignore_auth": True}, {"id": one}) for one in ids}


def _exchange(
    wish: Wish, found: Searched, before: Mapping[str, Described]
) -> tuple[Version, list[str]]:
    """Let tables and file change places; return the version, and copies that may go."""
    with copies.Exchange() as exchange, loading.transaction(wish.resource_id) as cursor:
        for target in sorted(set(before) - {wish.resource_id}):
            loading.lock(cursor, target)
        known = versions.of_file(wish.resource_id, cursor)
        refuse_changed(known, wish.seen)
        chosen = known.version(wish.version)
        # What is known of the file that goes is written over by what is known of the other one.
        retire = {target: _retiring(known, shown, wish) for target, shown in before.items()}
        if chosen.path:
            exchange.put(chosen.id, known.file.path)
            _note_search(known, found)
        # What is saved may read the table, which nobody can from here on.
        _describe(_descriptions(chosen, wish.resource_id), wish.user)
        for one in chosen.tables:
            _return(cursor, one, retire[one.told["target_id"]])
        _sign(cursor, chosen, known.file)
        gone = pruning.prune(cursor, wish.resource_id, kept.now())
    return chosen, gone


def _retiring(known: History, shown: Described, wish: Wish) -> loading.Retire:
    """Return what becomes of the table that a resource holds now."""
    told = known.live.get(shown["id"], {"resource_id": wish.resource_id})
    if is_personal(shown["id"], told):
        return let_go
    return retiring(wish.resource_id, shown, wish.user)


def refuse_changed(known: History, seen: str | None) -> None:
    """Refuse where something was published or uploaded that the officer did not see."""
    if seen and seen != known.seen:
        message = tk._("Something was published or uploaded meanwhile. Look at it first.")
        raise tk.ValidationError({"seen": [message]})


def _return(cursor: Any, one: Kept, retire: loading.Retire) -> None:
    """Put one table in the place of the one that is published."""
    target = one.told["target_id"]
    is_there = loading.exists(cursor, target)
    if is_there:
        loading.take(cursor, identifier(target))
    aliases = loading.drop_aliases(cursor, target)
    if is_there:
        retire(cursor, target)
    store.bring_back(cursor, one)
    loading.make_aliases(cursor, target, aliases)
    loading.count(cursor, target, one.told["rows"])


def _sign(cursor: Any, version: Version, file: Stored) -> None:
    """Write on the tables which file they are of: a copy is told apart from what it is of."""
    if version.path:
        for target, told in store.live(cursor).items():
            if told["publication"] == version.id:
                store.sign(cursor, target, {**told, "version": files.version_of(file.path)})


def _note_search(known: History, found: Searched) -> None:
    """Note the search of the file that came back: unsearched, it would be withheld."""
    file = known.file
    told = {"id": file.resource_id, "package_id": file.package_id}
    more = {"state": checking.state_of(found.file), "findings": checking.as_json(found.file)}
    if found.remark:
        more = {"state": records.ASKS, "remark": found.remark}
    records.keep(told, records.FILE, files.version_of(file.path), **more)


def _descriptions(version: Version, resource_id: str) -> dict[str, Described]:
    """Return what the resources of a version are to say, by their ids."""
    told = {
        one.told["target_id"]: {
            "columns": one.told["columns"],
            "table_standard": one.told["table_standard"],
            "datastore_active": True,
        }
        for one in version.tables
    }
    if version.path:
        own = told.setdefault(resource_id, {})
        own |= {name: version.told["file"].get(name, "") for name in OF_THE_FILE}
        own |= {"url_type": "upload", "size": version.path.stat().st_size}
        own["last_modified"] = datetime.datetime.now(datetime.timezone.utc).isoformat()
    return told


def _describe(told: Mapping[str, Described], user: str) -> None:
    """Say in each resource what its table and its file are."""
    for resource_id, known in told.items():
        names = (*OF_THE_TABLE, *OF_THE_FILE, "url_type", "size", "last_modified")
        plain = {name: known[name] for name in (*names, "datastore_active") if name in known}
        tk.get_action("resource_patch")(Context(user=user), {"id": resource_id, **plain})


def _note(resource_id: str, version: Version, found: Searched) -> None:
    """Note what is published now, and what was found in it."""
    file = reading.stored(resource_id)
    for one in version.tables:
        kept.keep_part(
            resource_id=resource_id,
            table_key=one.told["table_key"],
            target_id=one.told["target_id"],
            version=file.version if version.path else "",
            row_count=one.told["rows"],
        )
        told = {"id": one.told["target_id"], "package_id": file.package_id}
        _note_rows(told, found.rows[one.told["target_id"]])
    checking.reindex(file.package_id)


def _read(file: Stored, version: Version, progress: Progress) -> Reading | None:
    """Read the file that comes back; None where none does."""
    if version.path is None:
        return None
    return reading.read(replace(file, path=version.path, name=version.file_name), progress)


def _note_reading(file: Stored, read: Reading | None) -> None:
    """Note what *Periksa tabel* shows; a file that is not of the version may be published anew."""
    if read is None:
        kept.tell(file.resource_id, file.version, state=kept.READ)
    else:
        reading.keep(file, read, state=kept.PUBLISHED)


def _note_rows(resource: dict[str, str], found: list[Finding]) -> None:
    """Note what was found in the rows that came back; what was found in others is past."""
    if found or records.check(resource["id"], records.ROWS):
        more = {"state": checking.state_of(found), "findings": checking.as_json(found)}
        records.keep(resource, records.ROWS, "", **more)
        model.Session.commit()
