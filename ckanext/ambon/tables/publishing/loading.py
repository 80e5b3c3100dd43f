"""Load rows by COPY into a new table, and put it in the place of the old one.

All of it is one transaction: who reads sees the old table or the new one, and whatever goes
wrong, even a server that is killed, leaves the old one as it was.
"""

from __future__ import annotations

import csv
import json
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from typing import Any

from ckanext.datastore.backend import postgres as datastore

LOCK = 7_461_320  # our own class of advisory locks
# A reader in the middle of a long question is waited for, not for ever.
LOCK_TIMEOUT = "30s"

Rows = Iterable[Sequence[tuple[Any, ...]]]


@dataclass(frozen=True)
class Loaded:
    """A new table that nobody sees yet: its name, its rows, and the open transaction."""

    cursor: Any
    staging: str
    target: str
    row_count: int


@contextmanager
def transaction(target: str) -> Iterator[Any]:
    """Open the one transaction of a publication; others of the same table wait for it."""
    connection = datastore.get_write_engine().raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", (LOCK, target))
        yield cursor
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
    finally:
        connection.close()


def load(
    cursor: Any,
    target: str,
    fields: Sequence[Mapping[str, Any]],
    batches: Rows,
    progress: Callable[[int], None] = lambda count: None,
) -> Loaded:
    """Copy rows into a new table with real types and the data dictionary."""
    # No file of an office has so many columns that the temporary table would not fit.
    staging, raw = f"_ambon_{uuid.uuid4().hex}", f"_raw_{uuid.uuid4().hex}"
    names = ", ".join(_name(field) for field in fields)
    typed = ", ".join(f"{_name(field)} {field['type']}" for field in fields)
    cursor.execute(f"CREATE TEMP TABLE {raw} ({typed}) ON COMMIT DROP")
    stream = _Stream(batches, progress)
    copy = f"COPY {raw} ({names}) FROM STDIN WITH (FORMAT csv, FORCE_NULL ({names}))"
    cursor.copy_expert(copy, stream)
    cursor.execute(f"CREATE TABLE {staging} (_id serial PRIMARY KEY, _full_text tsvector, {typed})")
    cursor.execute(
        f"INSERT INTO {staging} (_full_text, {names}) SELECT {_words(fields)}, {names} FROM {raw}"  # noqa: S608
    )
    if cursor.rowcount != stream.count:
        message = f"{stream.count} rows were sent and {cursor.rowcount} arrived"
        raise RuntimeError(message)
    _describe(cursor, staging, fields)
    return Loaded(cursor, staging, target, stream.count)


def _name(field: Mapping[str, Any]) -> str:
    return datastore.identifier(field["id"])


def _words(fields: Sequence[Mapping[str, Any]]) -> str:
    """Return what `_full_text` is made of: the values, as DataStore's own trigger takes them."""
    texts = ", ".join(f"{_name(field)}::text" for field in fields)
    parts = [texts] if len(fields) <= 90 else [f"{_name(field)}::text" for field in fields]
    joined = f"concat_ws(' ', {parts[0]})" if len(parts) == 1 else _joined(parts)
    return f"to_tsvector('pg_catalog.indonesian', {joined})"


def _joined(parts: Sequence[str]) -> str:
    """Return texts joined in groups: PostgreSQL takes a hundred arguments."""
    groups = [", ".join(parts[at : at + 90]) for at in range(0, len(parts), 90)]
    return "concat_ws(' ', " + ", ".join(f"concat_ws(' ', {one})" for one in groups) + ")"


def _describe(cursor: Any, table: str, fields: Sequence[Mapping[str, Any]]) -> None:
    """Write the data dictionary where the DataStore keeps it: in the comments of columns."""
    for field in fields:
        # The space says that the comment is of DataStore's present form.
        told = " " + json.dumps({"_info": field["info"]}, ensure_ascii=False)
        cursor.execute(f"COMMENT ON COLUMN {table}.{_name(field)} IS %s", (told,))


class _Stream:
    """Rows as a file that COPY reads, a batch at a time."""

    def __init__(self, batches: Rows, progress: Callable[[int], None]) -> None:
        self._batches = iter(batches)
        self._progress = progress
        self._rest = b""
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes; none at the end."""
        while size < 0 or len(self._rest) < size:
            batch = next(self._batches, None)
            if batch is None:
                break
            self._rest += self._encoded(batch)
        given, self._rest = self._rest[:size], self._rest[size:]
        return given

    def _encoded(self, batch: Sequence[tuple[Any, ...]]) -> bytes:
        text = StringIO()
        csv.writer(text, lineterminator="\n").writerows(batch)
        self.count += len(batch)
        self._progress(self.count)
        return text.getvalue().encode()


def swap(loaded: Loaded, key: Sequence[str] = ()) -> None:
    """Put the new table, with its indexes, in the place of the old one."""
    cursor, target = loaded.cursor, datastore.identifier(loaded.target)
    indexes = list(_index(loaded, key))
    cursor.execute(f"ANALYZE {loaded.staging}")
    cursor.execute("SET LOCAL lock_timeout = %s", (LOCK_TIMEOUT,))
    aliases = _aliases(cursor, loaded.target)
    cursor.execute(f"DROP TABLE IF EXISTS {target} CASCADE")
    cursor.execute(f"ALTER TABLE {loaded.staging} RENAME TO {target}")
    for temporary, lasting in indexes:
        cursor.execute(f'ALTER INDEX "{temporary}" RENAME TO "{lasting}"')
    for alias in aliases:
        view = datastore.identifier(alias)
        cursor.execute(f"CREATE VIEW {view} AS SELECT * FROM {target}")  # noqa: S608
    cursor.execute(
        f"CREATE TRIGGER zfulltext BEFORE INSERT OR UPDATE ON {target}"
        " FOR EACH ROW EXECUTE PROCEDURE populate_full_text_trigger()"
    )
    _count(loaded)


def _index(loaded: Loaded, key: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Make the indexes; yield the name each has now, and the one DataStore knows it by."""
    wanted = [("", "_full_text", " USING gin")]
    if key:
        wanted.append(("UNIQUE ", ", ".join(datastore.identifier(name) for name in key), ""))
    for kind, columns, method in wanted:
        temporary = f"_ambon_{uuid.uuid4().hex}"
        shown = datastore.identifier(columns) if columns == "_full_text" else columns
        loaded.cursor.execute(
            f"CREATE {kind}INDEX {temporary} ON {loaded.staging}{method} ({shown})"
        )
        yield temporary, datastore._generate_index_name(loaded.target, shown)  # noqa: SLF001


def _aliases(cursor: Any, target: str) -> list[str]:
    cursor.execute(
        'SELECT DISTINCT name FROM "_table_metadata" WHERE alias_of = %s AND name IS NOT NULL',
        (target,),
    )
    return [row[0] for row in cursor.fetchall()]


def _count(loaded: Loaded) -> None:
    """Renew the number of rows that DataStore keeps of every table."""
    loaded.cursor.execute(
        'INSERT INTO "_table_stats" VALUES (%s, %s) ON CONFLICT (resource_id)'
        " DO UPDATE SET stats = EXCLUDED.stats",
        (loaded.target, json.dumps({"rows": loaded.row_count})),
    )


def exists(cursor: Any, table: str) -> bool:
    """Tell whether the DataStore holds a table of this name."""
    cursor.execute("SELECT to_regclass(%s) IS NOT NULL", (datastore.identifier(table),))
    return bool(cursor.fetchone()[0])
