"""A table that came another way than by *Terbitkan tabel*: its file is kept before an upload."""

from __future__ import annotations

import logging
import uuid
from typing import Any

import psycopg2
from sqlalchemy.exc import SQLAlchemyError

from ckanext.ambon.tables import model as kept
from ckanext.ambon.tables.guarding import files
from ckanext.ambon.tables.keeping import store
from ckanext.ambon.tables.publishing import loading, reading, versions

log = logging.getLogger(__name__)


def keep(current: dict[str, Any], given: dict[str, Any]) -> None:
    """Keep the stored file of a table that says nothing of itself, where one is uploaded."""
    if not given.get("upload") or files.path_of(current) is None:
        return
    try:
        _sign(str(current["id"]))
    except (psycopg2.Error, SQLAlchemyError, OSError):
        # The upload itself goes on: without an undo of its file, not without the file.
        log.exception("The file of %s is not kept", current["id"])


def _sign(resource_id: str) -> None:
    file = reading.stored(resource_id)
    known = [one for one in kept.parts(resource_id).values() if one.target_id == resource_id]
    if known and known[0].version != file.version:
        return  # What is stored is not what was published.
    with store.opened() as cursor:
        if loading.exists(cursor, resource_id) and not store.signature(cursor, resource_id):
            key = known[0].table_key if known else ""
            told = versions.signature(uuid.uuid4().hex, "", file, key)
            store.sign(cursor, resource_id, {**told, "at": ""})
