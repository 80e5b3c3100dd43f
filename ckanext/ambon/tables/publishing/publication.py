"""Publish one table of a file: load, compare with what is there, describe, swap."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import ckan.plugins.toolkit as tk
import psycopg2
from ckan import model
from ckan.types import Context
from sqlalchemy.exc import SQLAlchemyError

from ckanext.ambon.domain.spreadsheets import titles
from ckanext.ambon.domain.spreadsheets.model import Reading, Table
from ckanext.ambon.domain.table_changes import Change
from ckanext.ambon.tables import model as kept
from ckanext.ambon.tables.guarding import checking, files
from ckanext.ambon.tables.keeping import copies, pruning, store
from ckanext.ambon.tables.publishing import finding, loading, replacing, versions
from ckanext.ambon.tables.publishing.reading import Stored, chosen
from ckanext.ambon.tables.publishing.shaping import Shape, shape

log = logging.getLogger(__name__)

Count = Callable[[int], None]
# So many rows are made searchable before anybody has waited for them.
SEARCHED_AT_ONCE = 20_000


class AskError(Exception):
    """Before the table that is there is replaced, somebody is to agree to what changes."""

    def __init__(self, changes: Sequence[Change]) -> None:
        super().__init__("; ".join(change.why for change in changes))
        self.changes = tuple(changes)


class OvertakenError(Exception):
    """A newer file was uploaded while this one was being published."""


class UnsearchedError(Exception):
    """The rows are published, but what makes them searchable could not be stored."""


@dataclass(frozen=True)
class Order:
    """What to publish: tables of a file, what was agreed to, and who asked; `id` names it."""

    file: Stored
    user: str
    agreed: Collection[str] = ()
    id: str = field(default_factory=lambda: uuid4().hex)

    @property
    def context(self) -> Context:
        """A context in which the officer who asked is answerable."""
        return Context(user=self.user)


def publish(order: Order, reading: Reading, table: Table, progress: Count) -> str:
    """Publish a table; return the resource that holds it.

    Raises `AskError` where the table there would change in a way nobody agreed to.
    """
    target = _target(order, table)
    before = tk.get_action("resource_show")({"ignore_auth": True}, {"id": target})
    wanted = chosen(order.file, reading)
    formed = shape(table, reading.template, before.get("columns") or (), wanted)
    _ask(order, [*_failed(formed)])
    with _description_of(order, before), loading.transaction(target) as cursor:
        _refuse_overtaken(order.file)
        # Rows that can be searched are not replaced by rows that cannot yet.
        at_once = table.row_count < SEARCHED_AT_ONCE or loading.exists(cursor, target)
        loaded = loading.load(
            cursor, target, formed.fields, formed.batches(), progress, is_searchable=at_once
        )
        _ask(order, replacing.compare(loaded, before.get("columns") or (), formed.columns))
        told = versions.signature(order.id, order.user, order.file, table.key)
        _refuse_overtaken(order.file)
        _describe(order, target, formed)
        retire = versions.retiring(order.file.resource_id, before, order.user)
        loading.swap(loaded, formed.key, retire)
        store.sign(cursor, target, told)
        gone = pruning.prune(cursor, order.file.resource_id, kept.now())
    copies.forget(*gone)
    # Its description was indexed before the new rows were there.
    checking.reindex(order.file.package_id)
    kept.keep_part(
        resource_id=order.file.resource_id,
        table_key=table.key,
        target_id=target,
        version=order.file.version,
        row_count=loaded.row_count,
    )
    if not at_once:
        _make_searchable(target, formed)
    return target


@contextmanager
def _description_of(order: Order, before: dict[str, Any]) -> Iterator[None]:
    """Where the old table stays, what is said of its columns stays too."""
    try:
        yield
    except Exception:
        model.Session.rollback()
        try:
            _describe_again(order, before)
        except Exception:
            log.exception("What is said of %s could not be put back", before["id"])
        raise


def _describe_again(order: Order, before: dict[str, Any]) -> None:
    now = tk.get_action("resource_show")({"ignore_auth": True}, {"id": before["id"]})
    told = {"columns": [], "datastore_active": False, "table_standard": ""}
    told |= {name: before[name] for name in told if before.get(name)}
    if any((now.get(name) or None) != (value or None) for name, value in told.items()):
        tk.get_action("resource_patch")(order.context, {"id": before["id"], **told})


def _make_searchable(target: str, formed: Shape) -> None:
    """Let rows that are published be found; where that fails they stay published."""
    try:
        finding.make(target, formed.fields, formed.key)
    except (psycopg2.Error, SQLAlchemyError) as error:
        raise UnsearchedError from error


def _ask(order: Order, changes: Sequence[Change]) -> None:
    unsaid = [change for change in changes if change.key not in order.agreed]
    if unsaid:
        raise AskError(unsaid)


def _failed(formed: Shape) -> list[Change]:
    """Return the one question of a table that looks like a standard's and fails it."""
    if formed.missed is None:
        return []
    title, count = formed.missed.title["id"], len(formed.failures)
    first = " ".join(str(one) for one in formed.failures[:3])
    why = (
        f"Tabel ini tidak memenuhi standar “{title}” ({count} hal). {first} "
        "Bila dicentang, tabel terbit tanpa standar dan tidak ikut tabel gabungan kota."
    )
    return [Change("standard", why)]


def _refuse_overtaken(file: Stored) -> None:
    if not file.path.is_file() or files.version_of(file.path) != file.version:
        raise OvertakenError


def _target(order: Order, table: Table) -> str:
    """Return the resource for a table: the file's own for the first one, then one for each."""
    parts = kept.parts(order.file.resource_id)
    found = parts.get(table.key)
    if found is not None and _is_there(found.target_id):
        return found.target_id
    own = order.file.resource_id
    if not any(part.target_id == own for part in parts.values()):
        return own
    if not _keys_present(order, parts):
        return own
    return _made(order, table)


def _keys_present(order: Order, parts: dict[str, kept.Part]) -> bool:
    """Tell whether the table in the file's own resource is still one of the file's tables."""
    known = kept.table_file(order.file.resource_id)
    keys = {one["key"] for one in known.found.get("tables", [])} if known else set()
    return any(
        part.target_id == order.file.resource_id and part.table_key in keys
        for part in parts.values()
    )


def _is_there(resource_id: str) -> bool:
    resource = model.Resource.get(resource_id)
    return resource is not None and resource.state == "active"


def _made(order: Order, table: Table) -> str:
    """Make the resource of a further table of the same file."""
    title = titles.heading(table.titles)
    resource = {
        "package_id": order.file.package_id,
        "name": f"{title} ({table.sheet})" if title else table.sheet,
        "url": "_datastore_only_resource",
        "url_type": "datastore",
        "format": "CSV",
    }
    made = tk.get_action("resource_create")(order.context, resource)
    address = tk.h.url_for("datastore.dump", resource_id=made["id"], qualified=True)
    patch = {"id": made["id"], "url": address}
    tk.get_action("resource_patch")(order.context, patch)
    kept.keep_part(resource_id=order.file.resource_id, table_key=table.key, target_id=made["id"])
    return made["id"]


def _describe(order: Order, target: str, formed: Shape) -> None:
    """Say in the resource what the columns mean; a refusal leaves the old table in place."""
    told = {
        "id": target,
        "columns": [
            {key: value for key, value in column.items() if value not in ("", None)}
            for column in formed.columns
        ],
        "datastore_active": True,
        "table_standard": formed.standard.name if formed.standard else "",
    }
    tk.get_action("resource_patch")(order.context, told)
