"""Tables that were replaced, in a schema of their own beside the DataStore's.

A version that is kept is a table, and what is known of it is the table's comment: both come and
go in the transaction that replaces the table, and nothing else could disagree with them. Who
only reads the DataStore has no way into the schema, and CKAN lists no table of it.
"""

from __future__ import annotations

import json
import logging
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from ckanext.datastore.backend.postgres import get_write_engine, identifier

log = logging.getLogger(__name__)

SCHEMA = "ambon_versions"
# What every comment of ours says.
OURS = {"publication", "resource_id"}

Told = dict[str, Any]


@dataclass(frozen=True)
class Kept:
    """A table that is kept: its name in the schema, what is known of it, its bytes on disk."""

    name: str
    told: Told
    size: int

    @property
    def place(self) -> str:
        """The table as SQL names it."""
        return f"{SCHEMA}.{identifier(self.name)}"


def sign(cursor: Any, target: str, told: Mapping[str, Any]) -> None:
    """Write on a published table what it was made of, and by whom."""
    cursor.execute(f"COMMENT ON TABLE {identifier(target)} IS %s", (json.dumps(told),))


def signature(cursor: Any, target: str) -> Told:
    """Return what is written on a published table; nothing where it was published elsewhere."""
    cursor.execute("SELECT obj_description(to_regclass(%s), 'pg_class')", (identifier(target),))
    return _read(cursor.fetchone()[0])


def _read(comment: str | None) -> Told:
    """Return what a comment says; others than ours say nothing here."""
    try:
        found = json.loads(comment or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) and found.keys() >= OURS else {}


def put_away(cursor: Any, target: str, told: Mapping[str, Any]) -> None:
    """Move a published table out of the readers' sight; `told` is added to what it says."""
    if not _has_place(cursor):
        cursor.execute(f"DROP TABLE {identifier(target)} CASCADE")
        return
    name = uuid.uuid4().hex
    known = {"publication": name, "table_key": "", **told}
    known |= {"target_id": target, "rows": count(cursor, target)}
    known["fields"] = _fields(cursor, target)
    known["indexes"] = _rename_indexes(cursor, target)
    cursor.execute(f"ALTER TABLE {identifier(target)} RENAME TO {identifier(name)}")
    cursor.execute(f"ALTER TABLE {identifier(name)} SET SCHEMA {SCHEMA}")
    comment = json.dumps(known)
    cursor.execute(f"COMMENT ON TABLE {SCHEMA}.{identifier(name)} IS %s", (comment,))


def _has_place(cursor: Any) -> bool:
    """Tell whether tables can be kept; make the schema where there is none yet."""
    cursor.execute(
        "SELECT to_regnamespace(%s) IS NOT NULL,"
        " coalesce(has_schema_privilege(to_regnamespace(%s), 'CREATE'),"
        " has_database_privilege(current_database(), 'CREATE'))",
        (SCHEMA, SCHEMA),
    )
    is_there, is_allowed = cursor.fetchone()
    if not is_allowed:
        log.warning("No earlier table is kept: the DataStore's user may not use %s", SCHEMA)
    elif not is_there:
        # Two that make it at once would be one too many.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", (SCHEMA,))
        cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
    return is_allowed


def count(cursor: Any, target: str) -> int:
    """Return how many rows a published table has."""
    cursor.execute(f"SELECT count(*) FROM {identifier(target)}")  # noqa: S608
    return int(cursor.fetchone()[0])


def _fields(cursor: Any, target: str) -> list[str]:
    """Return the names of the columns, without the DataStore's own."""
    cursor.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(%s) AND attnum > 0"
        " AND NOT attisdropped AND left(attname, 1) <> '_' ORDER BY attnum",
        (identifier(target),),
    )
    return [row[0] for row in cursor.fetchall()]


def _rename_indexes(cursor: Any, target: str) -> dict[str, str]:
    """Give every index a name that no other version has; return the names they had by these."""
    cursor.execute(
        "SELECT relname FROM pg_index JOIN pg_class ON oid = indexrelid"
        " WHERE indrelid = to_regclass(%s)",
        (identifier(target),),
    )
    names = {uuid.uuid4().hex: str(row[0]) for row in cursor.fetchall()}
    for kept, lasting in names.items():
        cursor.execute(f"ALTER INDEX {identifier(lasting)} RENAME TO {identifier(kept)}")
    return names


def bring_back(cursor: Any, kept: Kept) -> None:
    """Move a table back to where readers find it; its place must be free."""
    target = kept.told["target_id"]
    cursor.execute(f"ALTER TABLE {kept.place} SET SCHEMA public")
    cursor.execute(f"ALTER TABLE {identifier(kept.name)} RENAME TO {identifier(target)}")
    for name, lasting in kept.told["indexes"].items():
        cursor.execute(f"ALTER INDEX {identifier(name)} RENAME TO {identifier(lasting)}")
    sign(cursor, target, kept.told)


def kept(cursor: Any) -> list[Kept]:
    """Return every table that is kept, the one that was replaced last first."""
    cursor.execute(
        "SELECT relname, obj_description(oid, 'pg_class'), pg_total_relation_size(oid)"
        " FROM pg_class WHERE relnamespace = to_regnamespace(%s) AND relkind = 'r'",
        (SCHEMA,),
    )
    found = [Kept(name, _read(comment), size) for name, comment, size in cursor.fetchall()]
    return sorted(found, key=lambda one: one.told.get("replaced_at", ""), reverse=True)


def live(cursor: Any) -> dict[str, Told]:
    """Return what is written on every published table, by its name."""
    cursor.execute(
        "SELECT relname, obj_description(oid, 'pg_class') FROM pg_class"
        " WHERE relnamespace = to_regnamespace('public') AND relkind = 'r'"
        " AND obj_description(oid, 'pg_class') LIKE '{%%'"
    )
    return {name: told for name, comment in cursor.fetchall() if (told := _read(comment))}


def drop(cursor: Any, one: Kept) -> None:
    """Let a table go for good."""
    cursor.execute(f"DROP TABLE IF EXISTS {one.place} CASCADE")


@contextmanager
def opened() -> Iterator[Any]:
    """Open a transaction of the DataStore."""
    with get_write_engine().begin() as connection:
        yield connection.connection.cursor()


def note(cursor: Any, one: Kept, told: Mapping[str, Any]) -> None:
    """Add to what is known of a table that is kept."""
    comment = json.dumps({**one.told, **told})
    cursor.execute(f"COMMENT ON TABLE {one.place} IS %s", (comment,))
