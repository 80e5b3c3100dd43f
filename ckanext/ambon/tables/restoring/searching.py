"""Search a version that is kept for personal data, by the rules of today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk
from ckanext.datastore.backend.postgres import identifier

from ckanext.ambon.domain import personal_data
from ckanext.ambon.domain.personal_data import Finding, UnsearchableError
from ckanext.ambon.domain.spreadsheets.model import RefusedError
from ckanext.ambon.tables.guarding.rows import AT_A_TIME
from ckanext.ambon.tables.keeping import copies, pruning, store
from ckanext.ambon.tables.keeping.store import Kept
from ckanext.ambon.tables.restoring.versions import Version


@dataclass(frozen=True)
class Searched:
    """What was found in the file of a version, and in its rows by the name of their resource."""

    file: list[Finding]
    rows: dict[str, list[Finding]]
    remark: str = ""

    @property
    def blocks(self) -> bool:
        """Tell whether it must not be seen by the public."""
        found = [*self.file, *(one for rows in self.rows.values() for one in rows)]
        return any(one.blocks for one in found)


def search(version: Version) -> Searched:
    """Search file and rows of a version; raises `RefusedError` where that is not possible."""
    rows = {one.told["target_id"]: list(_in_table(one)) for one in version.tables}
    try:
        file = personal_data.scan(version.path, version.file_name) if version.path else []
    except UnsearchableError as error:
        return Searched([], rows, str(error))
    return Searched(file, rows)


def _in_table(one: Kept) -> Iterator[Finding]:
    """Yield what is found in the rows, which may have been edited since the file was read."""
    titles = {column["name"]: str(column.get("label") or "") for column in one.told["columns"]}
    for part in _parts(one):
        yield from personal_data.scan_records(part, titles)


def _parts(one: Kept) -> Iterator[list[dict[str, Any]]]:
    columns = one.told["fields"]
    names = ", ".join(f"{identifier(name)}::text" for name in columns)
    with store.opened() as cursor:
        cursor.execute(f"DECLARE version CURSOR FOR SELECT {names} FROM {one.place}")  # noqa: S608
        while True:
            cursor.execute(f"FETCH {AT_A_TIME} FROM version")
            rows = cursor.fetchall()
            if not rows:
                return
            yield [dict(zip(columns, row, strict=True)) for row in rows]


def searched(version: Version) -> Searched:
    """Return what was found in a version; what must not be seen is let go, and refused."""
    try:
        found = search(version)
    except RefusedError as error:
        message = tk._("This version could not be searched for personal data. {reason}")
        raise tk.ValidationError({"version": [message.format(reason=error)]}) from error
    if found.blocks:
        let_go(version)
        message = tk._(
            "This version holds personal data. It does not come back, and is not kept any more."
        )
        raise tk.ValidationError({"version": [message]})
    return found


def let_go(version: Version) -> None:
    """Let a version go with its file."""
    with store.opened() as cursor:
        pruning.let_go(cursor, version.tables)
    copies.forget(version.id)
