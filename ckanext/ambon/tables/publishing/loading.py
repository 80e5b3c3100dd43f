"""Load rows by COPY into a new table, and put it in the place of the old one.

All of it is one transaction: who reads sees the old table or the new one, and whatever goes
wrong, even a server that is killed, leaves the old one as it was. What makes rows searchable
takes longer than to load them; a large table that had no rows before gets it right after.
"""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import psycopg2
from ckanext.datastore.backend import postgres as datastore

from ckanext.ambon.tables.publishing.streaming import AT_ONCE, Rows, Stream

LOCK = 7_461_320  # our own class of advisory locks
# A reader in the middle of a long question is waited for, not for ever. Who waits in line for a
# table holds up all who come after; so the line is left again and again.
LOCK_TIMEOUT = "500ms"
ATTEMPTS = 60
PAUSE = 0.5

# As DataStore names what makes rows searchable.
_WORDS = '"_full_text"'

Fields = Sequence[Mapping[str, Any]]

Progress = Callable[[int], None]
Retire = Callable[[Any, str], None]


@dataclass(frozen=True)
class Loaded:
    """A new table that nobody sees yet: its name, its rows, and the open transaction.

    `is_indexed`: its words get their index before anybody sees it.
    """

    cursor: Any
    staging: str
    target: str
    row_count: int
    is_indexed: bool


@contextmanager
def transaction(target: str) -> Iterator[Any]:
    """Open the one transaction of a publication; others of the same table wait for it."""
    connection = _connected()
    try:
        cursor = connection.cursor()
        lock(cursor, target)
        yield cursor
        connection.commit()
    except BaseException:
        with suppress(psycopg2.Error):
            connection.rollback()
        raise
    finally:
        connection.close()


def lock(cursor: Any, target: str) -> None:
    """Wait until nobody else replaces the table, and keep it so to the end."""
    cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", (LOCK, target))


def _connected() -> Any:
    """Return a connection that answers: one of the pool may be of before a restart."""
    connection = datastore.get_write_engine().raw_connection()
    try:
        connection.cursor().execute("SELECT 1")
    except psycopg2.Error:
        connection.invalidate()
    else:
        return connection
    return datastore.get_write_engine().raw_connection()


def load(
    cursor: Any,
    target: str,
    fields: Fields,
    batches: Rows,
    progress: Progress = lambda count: None,
    *,
    is_searchable: bool = True,
) -> Loaded:
    """Copy rows into a new table with real types and the data dictionary."""
    staging, typed = _new(), _typed(fields)
    with closing(Stream(batches, progress)) as stream:
        if is_searchable:
            raw = _new()
            cursor.execute(f"CREATE UNLOGGED TABLE {raw} (_id serial, {typed})")
            _copy(cursor, raw, fields, stream)
            _fill(cursor, staging, fields, raw)
            cursor.execute(f"DROP TABLE {raw}")
        else:
            # Its key comes with what makes it searchable: both take longer than to load it.
            cursor.execute(f"CREATE TABLE {staging} (_id serial, _full_text tsvector, {typed})")
            _copy(cursor, staging, fields, stream)
    _describe(cursor, staging, fields)
    return Loaded(cursor, staging, target, stream.count, is_searchable)


def make_searchable(cursor: Any, target: str, fields: Fields) -> Loaded:
    """Copy a table that is there into a new one whose rows can be searched; rows keep their `_id`.

    Made anew and not updated: an update would leave a dead copy of every row in the table.
    """
    staging, source = _new(), datastore.identifier(target)
    # Who reads goes on; who edits a row waits.
    cursor.execute(f"LOCK TABLE {source} IN SHARE MODE")
    count = _fill(cursor, staging, fields, source)
    _describe(cursor, staging, fields)
    return Loaded(cursor, staging, target, count, is_indexed=False)


def index_words(cursor: Any, target: str) -> None:
    """Let the rows of a table be found without going through all of them; readers go on."""
    name = datastore._generate_index_name(target, _WORDS)  # noqa: SLF001
    table = datastore.identifier(target)
    # Who made rows searchable by the API in between has made it already.
    cursor.execute(f'CREATE INDEX IF NOT EXISTS "{name}" ON {table} USING gin ({_WORDS})')
    cursor.execute(f"ANALYZE {table}")


def _new() -> str:
    return f"_ambon_{uuid.uuid4().hex}"


def _typed(fields: Fields) -> str:
    return ", ".join(f"{_name(field)} {field['type']}" for field in fields)


def _copy(cursor: Any, table: str, fields: Fields, stream: Stream) -> None:
    names = _names(fields)
    copy = f"COPY {table} ({names}) FROM STDIN WITH (FORMAT csv, FORCE_NULL ({names}))"
    cursor.copy_expert(copy, stream, AT_ONCE)
    if cursor.rowcount != stream.count:
        message = f"{stream.count} rows were sent and {cursor.rowcount} arrived"
        raise RuntimeError(message)


def _fill(cursor: Any, table: str, fields: Fields, source: str) -> int:
    """Make a table of the rows of another, with what makes them searchable; return how many."""
    # Several processes share the work where the server has them: to them rows cost little.
    cursor.execute("SET LOCAL parallel_tuple_cost = 0")
    cursor.execute(
        f"CREATE TABLE {table} AS SELECT _id, {_words(fields)} AS _full_text, {_names(fields)}"  # noqa: S608
        f" FROM {source}"
    )
    count = cursor.rowcount
    numbers = f"{table}__id_seq"
    cursor.execute(f"CREATE SEQUENCE {numbers} AS integer OWNED BY {table}._id")
    cursor.execute(f"SELECT setval('{numbers}', max(_id)) FROM {table}")  # noqa: S608
    cursor.execute(
        f"ALTER TABLE {table} ALTER _id SET DEFAULT nextval('{numbers}'), ADD PRIMARY KEY (_id)"
    )
    return count


def _names(fields: Fields) -> str:
    return ", ".join(_name(field) for field in fields)


def _name(field: Mapping[str, Any]) -> str:
    return datastore.identifier(field["id"])


def _words(fields: Fields) -> str:
    """Return what `_full_text` is made of: the values, as DataStore's own trigger takes them."""
    texts = ", ".join(f"{_name(field)}::text" for field in fields)
    parts = [texts] if len(fields) <= 90 else [f"{_name(field)}::text" for field in fields]
    joined = f"concat_ws(' ', {parts[0]})" if len(parts) == 1 else _joined(parts)
    return f"to_tsvector('pg_catalog.indonesian', {joined})"


def _joined(parts: Sequence[str]) -> str:
    """Return texts joined in groups: PostgreSQL takes a hundred arguments."""
    groups = [", ".join(parts[at : at + 90]) for at in range(0, len(parts), 90)]
    return "concat_ws(' ', " + ", ".join(f"concat_ws(' ', {one})" for one in groups) + ")"


def _describe(cursor: Any, table: str, fields: Fields) -> None:
    """Write the data dictionary where the DataStore keeps it: in the comments of columns."""
    for field in fields:
        # The space says that the comment is of DataStore's present form.
        told = " " + json.dumps({"_info": field["info"]}, ensure_ascii=False)
        cursor.execute(f"COMMENT ON COLUMN {table}.{_name(field)} IS %s", (told,))


def drop(cursor: Any, target: str) -> None:
    """Let the table that is replaced go."""
    cursor.execute(f"DROP TABLE {datastore.identifier(target)} CASCADE")


def swap(loaded: Loaded, key: Sequence[str] = (), retire: Retire = drop) -> None:
    """Put the new table, with its indexes, in the place of the old one; `retire` has that."""
    cursor, target = loaded.cursor, datastore.identifier(loaded.target)
    indexes = list(_index(loaded, key))
    if loaded.is_indexed:
        cursor.execute(f"ANALYZE {loaded.staging}")
    is_there = exists(cursor, loaded.target)
    if is_there:
        take(cursor, target)
    aliases = drop_aliases(cursor, loaded.target)
    if is_there:
        retire(cursor, loaded.target)
    cursor.execute(f"ALTER TABLE {loaded.staging} RENAME TO {target}")
    for temporary, lasting in indexes:
        cursor.execute(f'ALTER INDEX "{temporary}" RENAME TO "{lasting}"')
    make_aliases(cursor, loaded.target, aliases)
    cursor.execute(
        f"CREATE TRIGGER zfulltext BEFORE INSERT OR UPDATE ON {target}"
        " FOR EACH ROW EXECUTE PROCEDURE populate_full_text_trigger()"
    )
    count(cursor, loaded.target, loaded.row_count)


def take(cursor: Any, table: str) -> None:
    """Wait until nobody reads a table; who comes to read meanwhile goes before."""
    cursor.execute("SET LOCAL lock_timeout = %s", (LOCK_TIMEOUT,))
    cursor.execute("SAVEPOINT waiting")
    for attempt in range(1, ATTEMPTS + 1):
        try:
            cursor.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        except psycopg2.errors.LockNotAvailable:
            if attempt == ATTEMPTS:
                raise
            cursor.execute("ROLLBACK TO SAVEPOINT waiting")
            time.sleep(PAUSE)
        else:
            return


def _index(loaded: Loaded, key: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Make the indexes; yield the name each has now, and the one DataStore knows it by."""
    wanted = [("", _WORDS, " USING gin")] if loaded.is_indexed else []
    if key:
        wanted.append(("UNIQUE ", ", ".join(datastore.identifier(name) for name in key), ""))
    for kind, columns, method in wanted:
        temporary = f"_ambon_{uuid.uuid4().hex}"
        loaded.cursor.execute(
            f"CREATE {kind}INDEX {temporary} ON {loaded.staging}{method} ({columns})"
        )
        yield temporary, datastore._generate_index_name(loaded.target, columns)  # noqa: SLF001


def drop_aliases(cursor: Any, target: str) -> list[str]:
    """Take the other names of a table away, which would follow it; return them."""
    cursor.execute(
        'SELECT DISTINCT name FROM "_table_metadata" WHERE alias_of = %s AND name IS NOT NULL',
        (target,),
    )
    found = [row[0] for row in cursor.fetchall()]
    for alias in found:
        cursor.execute(f"DROP VIEW IF EXISTS {datastore.identifier(alias)} CASCADE")
    return found


def make_aliases(cursor: Any, target: str, aliases: Sequence[str]) -> None:
    """Let a table be found under its other names."""
    table = datastore.identifier(target)
    for alias in aliases:
        view = datastore.identifier(alias)
        cursor.execute(f"CREATE VIEW {view} AS SELECT * FROM {table}")  # noqa: S608


def count(cursor: Any, target: str, rows: int) -> None:
    """Renew the number of rows that DataStore keeps of every table."""
    cursor.execute(
        'INSERT INTO "_table_stats" VALUES (%s, %s) ON CONFLICT (resource_id)'
        " DO UPDATE SET stats = EXCLUDED.stats",
        (target, json.dumps({"rows": rows})),
    )


def exists(cursor: Any, table: str) -> bool:
    """Tell whether the DataStore holds a table of this name."""
    cursor.execute("SELECT to_regclass(%s) IS NOT NULL", (datastore.identifier(table),))
    return bool(cursor.fetchone()[0])
