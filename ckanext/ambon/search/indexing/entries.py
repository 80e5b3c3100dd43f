"""Writing entries to the index: what the database holds when their lock is held."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

import ckan.plugins.toolkit as tk
import pysolr
import sqlalchemy as sa
from ckan import model

from ckanext.ambon.search.indexing import documents, fitting, outbox, solr
from ckanext.ambon.search.model import Rebuild

# A save waits no longer than this for a lock or a question to the database.
_IMPATIENT = "SET LOCAL lock_timeout = 700; SET LOCAL statement_timeout = 900"


@contextmanager
def own_session() -> Iterator[None]:
    """Work in a session of our own: the caller's still holds what it read before."""
    registry = model.Session.registry
    outer = registry()
    registry.set(model.Session.session_factory())
    try:
        yield
    finally:
        registry().close()
        registry.set(outer)


def write_at_once(entry_ids: Collection[str], seconds: float) -> None:
    """Write the entries of a save that was committed; give up after about so long."""
    with own_session(), solr.patience(seconds):
        model.Session.execute(sa.text(_IMPATIENT))
        outbox.lock(entry_ids)
        _write(list(entry_ids), only_noted=True)


def write_waiting(entry_ids: Collection[str]) -> int:
    """Write those of the entries that nobody else is writing; return how many."""
    with own_session():
        free = outbox.lock_free(entry_ids)
        return _write(free, only_noted=True)


def write_now(entry_ids: Collection[str]) -> None:
    """Write the entries, whether they have changed or not."""
    with own_session():
        outbox.lock(entry_ids)
        _write(list(entry_ids), only_noted=False)


def send(connection: Any, found: list[dict[str, Any]], gone: Collection[str]) -> None:
    """Send documents, and remove those of the entries that are gone."""
    if found:
        connection.add(docs=found, commit=False)
    if gone:
        ids = " ".join(f'"{entry_id}"' for entry_id in gone)
        site = tk.config["ckan.site_id"]
        connection.delete(q=f'+site_id:"{site}" +id:({ids})', commit=False)


def _write(entry_ids: list[str], *, only_noted: bool) -> int:
    notes = outbox.keys(entry_ids)
    noted = {entry_id for entry_id, _ in notes}
    wanted = [one for one in entry_ids if one in noted] if only_noted else entry_ids
    if wanted:
        found = documents.of(wanted)
        gone = set(wanted) - {document["id"] for document in found}
        try:
            _send_everywhere(found, gone)
        except Exception as error:
            _note_failure(wanted, error)
            raise
    outbox.done(notes)
    model.Session.commit()
    return len(wanted)


def _send_everywhere(found: list[dict[str, Any]], gone: Collection[str]) -> None:
    connection = solr.connection()
    fitting.refuse_other(connection)
    send(connection, found, gone)
    if tk.config["ckan.search.solr_commit"]:
        show(connection)
    rebuilt = model.Session.query(Rebuild).filter(Rebuild.spoiled.is_(False)).first()
    if rebuilt:
        _send_to_new(rebuilt.core, found, gone)


def show(connection: Any) -> None:
    """Let searches see what was sent; it is safe on disk without that."""
    connection.commit(softCommit=True)


def _send_to_new(core: str, found: list[dict[str, Any]], gone: Collection[str]) -> None:
    """Send to the index that is being made; what it misses would be lost, so say it is spoiled."""
    try:
        send(solr.connection_to(core), found, gone)
    except pysolr.SolrError:
        model.Session.query(Rebuild).update({"spoiled": True})


def _note_failure(entry_ids: list[str], error: Exception) -> None:
    """Keep the notes, and what is to be known of them; the index itself decided nothing."""
    model.Session.rollback()
    if solr.is_away(error):
        outbox.doubt(entry_ids)
    elif len(entry_ids) == 1:
        outbox.refuse(entry_ids[0], str(error))
    model.Session.commit()
