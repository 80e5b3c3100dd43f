"""What was published of a file before, and what is published now."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model

from ckanext.ambon.tables.keeping import copies, store
from ckanext.ambon.tables.keeping.store import Kept, Told
from ckanext.ambon.tables.publishing import reading
from ckanext.ambon.tables.publishing.reading import Stored

# The file of a version that is read and searched while the officer waits has so many bytes; its
# table may have so many rows.
FEW_ROWS = 20_000


@dataclass(frozen=True)
class Version:
    """One publication of a file: the tables of it that are kept, and what they say of the file.

    A version without tables is the published one, whose file was replaced since.
    """

    id: str
    told: Told
    tables: tuple[Kept, ...] = ()

    @property
    def path(self) -> Path | None:
        """The file that the tables were made of, where it is kept."""
        path = copies.path_of(self.id)
        return path if path.is_file() else None

    @property
    def file_name(self) -> str:
        """The name of the file."""
        return str((self.told.get("file") or {}).get("url") or "")

    @property
    def size(self) -> int:
        """The bytes that it takes on disk."""
        tables = sum(one.size for one in self.tables)
        return tables + (self.path.stat().st_size if self.path else 0)

    @property
    def is_small(self) -> bool:
        """Tell whether it is brought back while the officer waits."""
        rows = sum(one.told["rows"] for one in self.tables)
        size = self.path.stat().st_size if self.path else 0
        return rows <= FEW_ROWS and size <= reading.AT_ONCE

    @property
    def as_plain(self) -> dict[str, Any]:
        """The version as plain values for `json.dumps`."""
        return {
            "id": self.id,
            "at": self.told.get("at") or None,
            "by": _person(self.told.get("user")),
            "replaced_at": self.told.get("replaced_at"),
            "replaced_by": _person(self.told.get("replaced_by")),
            "file": self.file_name or None,
            "has_file": self.path is not None,
            "size": self.size,
            "tables": [_table(one) for one in self.tables],
        }


def _person(name: str | None) -> str | None:
    user = model.User.get(name) if name else None
    return str(user.display_name) if user else None


def _table(one: Kept) -> dict[str, Any]:
    titles = [column.get("label") or column["name"] for column in one.told["columns"]]
    return {"resource_id": one.told["target_id"], "rows": one.told["rows"], "columns": titles}


@dataclass(frozen=True)
class History:
    """What is kept of a file, the last replaced first, and what is published by table."""

    file: Stored
    versions: tuple[Version, ...]
    live: Mapping[str, Told]

    @property
    def seen(self) -> str:
        """A short text that is another one as soon as something is published or uploaded."""
        now = {target: told["publication"] for target, told in self.live.items()}
        told = json.dumps([self.file.version, now], sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()[:20]

    def version(self, wanted: str) -> Version:
        """Return a version by its id; refuse one that is not kept."""
        found = next((one for one in self.versions if one.id == wanted), None)
        if found is None:
            message = tk._("This version is not kept, or it is the one that is published now.")
            raise tk.ValidationError({"version": [message]})
        return found


def of_file(resource_id: str, cursor: Any = None) -> History:
    """Return what is kept of a file; with `cursor`, as its transaction sees it."""
    if cursor is None:
        with store.opened() as own:
            return of_file(resource_id, own)
    file = reading.stored(resource_id)
    kept = [one for one in store.kept(cursor) if one.told["resource_id"] == resource_id]
    live = {
        target: told
        for target, told in store.live(cursor).items()
        if told["resource_id"] == resource_id
    }
    return History(file, (*_unpublished(file, live), *_grouped(kept)), live)


def _grouped(kept: list[Kept]) -> list[Version]:
    """Return the tables that were published together as one version."""
    known: dict[str, list[Kept]] = {}
    for one in kept:
        known.setdefault(one.told["publication"], []).append(one)
    return [Version(id, tables[0].told, tuple(tables)) for id, tables in known.items()]


def _unpublished(file: Stored, live: Mapping[str, Told]) -> list[Version]:
    """Return the version that is published, where another file was uploaded since."""
    told = live.get(file.resource_id)
    if told is None or told.get("version") == file.version:
        return []
    found = Version(told["publication"], told)
    return [found] if found.path else []
