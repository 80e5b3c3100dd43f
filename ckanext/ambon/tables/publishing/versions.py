"""What is written on a table that is published, and what becomes of the one it replaces."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import partial
from typing import Any

from ckan import model

from ckanext.ambon.tables import model as kept
from ckanext.ambon.tables.guarding import records
from ckanext.ambon.tables.keeping import copies, store
from ckanext.ambon.tables.publishing import loading
from ckanext.ambon.tables.publishing.reading import Stored

log = logging.getLogger(__name__)

Told = dict[str, Any]
OF_THE_FILE = ("url", "format", "mimetype", "hash")


def signature(publication: str, user: str, file: Stored, table_key: str) -> Told:
    """Return what is written on a published table; its file is kept from now on.

    What is public by an exception is not kept: the exception is for what everybody sees.
    """
    checked = records.check(file.resource_id)
    is_excepted = checked is not None and checked.state == records.EXCEPTED
    if not is_excepted:
        _keep_copy(publication, file)
    return {
        "publication": publication,
        "resource_id": file.resource_id,
        "table_key": table_key,
        "user": user,
        "at": kept.now().isoformat(),
        "version": file.version,
        "file": described(file.resource_id),
        "is_excepted": is_excepted,
    }


def _keep_copy(publication: str, file: Stored) -> None:
    """Keep the file; where that fails it is published all the same, and an undo lacks it."""
    try:
        copies.keep(publication, file.path)
    except OSError:
        log.exception("The file of %s is not kept", file.resource_id)


def described(resource_id: str) -> Told:
    """Return what a resource says of its file."""
    resource = model.Resource.get(resource_id)
    told = {name: getattr(resource, name) or "" for name in OF_THE_FILE}
    # The last part is what CKAN stores of the address of an upload.
    return {**told, "url": told["url"].rpartition("/")[2]}


def retiring(resource_id: str, before: Mapping[str, Any], user: str) -> loading.Retire:
    """Return what becomes of a published table: kept, unless it may not be seen any more.

    It is a table of the file of `resource_id`; `before` is the resource that holds it.
    """
    told = {
        "resource_id": resource_id,
        "columns": before.get("columns") or [],
        "table_standard": before.get("table_standard") or "",
        "replaced_at": kept.now().isoformat(),
        "replaced_by": user,
        "is_searched": False,
    }
    return partial(_retire, told=told)


def _retire(cursor: Any, target: str, told: Told) -> None:
    known = {**told, **store.signature(cursor, target)}
    if is_personal(target, known):
        let_go(cursor, target)
    else:
        store.put_away(cursor, target, {**known, **told, "resource_id": known["resource_id"]})


def let_go(cursor: Any, target: str) -> None:
    """Let a published table go for good, with the copy of its file."""
    known = store.signature(cursor, target)
    loading.drop(cursor, target)
    copies.forget(known.get("publication", target))


def is_personal(target: str, known: Mapping[str, Any]) -> bool:
    """Tell whether persons were found in a published table, or in the file it was made of."""
    rows, file = records.check(target, records.ROWS), records.check(known["resource_id"])
    closed = (*records.WITHHELD, records.EXCEPTED)
    is_same = file is not None and file.version == known.get("version")
    return (
        known.get("is_excepted", False)
        or (rows is not None and rows.state in closed)
        or (is_same and file is not None and file.state in closed)
    )
