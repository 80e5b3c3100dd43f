"""What a new table does to the one that is there: asked before it goes on.

Both stand in the DataStore, the new one not yet seen by anybody, and are measured alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ckanext.datastore.backend import postgres as datastore

from ckanext.ambon.domain.table_changes import Change, Measures, changes
from ckanext.ambon.tables.publishing.loading import Loaded, exists

Described = Mapping[str, Any]
MOST_PERIODS = 400


def compare(
    loaded: Loaded,
    before: Sequence[Described],
    after: Sequence[Described],
    source: str = "berkas ini",
) -> list[Change]:
    """Return what is to be asked before a table that is there is replaced."""
    if not exists(loaded.cursor, loaded.target):
        return []
    stored = _stored(loaded.cursor, loaded.target)
    described = {one["name"]: one for one in before}
    old = [{"name": name, "type": kind, **described.get(name, {})} for name, kind in stored]
    return list(
        changes(
            _measured(loaded.cursor, loaded.target, old, stored),
            _measured(loaded.cursor, loaded.staging, after, _stored(loaded.cursor, loaded.staging)),
            source,
        )
    )


def _stored(cursor: Any, table: str) -> list[tuple[str, str]]:
    """Return name and PostgreSQL type of every column."""
    cursor.execute(
        "SELECT attname, format_type(atttypid, NULL) FROM pg_attribute"
        " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped"
        " AND attname NOT LIKE '\\_%%' ORDER BY attnum",
        (datastore.identifier(table),),
    )
    return cursor.fetchall()


def _measured(
    cursor: Any, table: str, columns: Sequence[Described], stored: Sequence[tuple[str, str]]
) -> Measures:
    kinds = dict(stored)
    numbers = [
        name for name, kind in kinds.items() if kind in ("bigint", "numeric", "double precision")
    ]
    periods = [one for one in columns if one["name"] in kinds and _is_period(one, kinds)]
    labels = [name for name in kinds if name not in numbers]
    return Measures(
        columns={one["name"]: one for one in columns if one["name"] in kinds},
        sizes=dict(_sizes(cursor, table, numbers)),
        periods={one["name"]: _periods(cursor, table, one["name"], labels) for one in periods},
    )


def _is_period(column: Described, kinds: Mapping[str, str]) -> bool:
    name = f"{column['name']} {column.get('label') or ''}".lower()
    is_named = any(word in name for word in ("tahun", "bulan", "triwulan", "semester", "periode"))
    return column.get("type") in ("year", "date") or (
        is_named and kinds[column["name"]] in ("text", "integer", "date")
    )


def _sizes(cursor: Any, table: str, names: Sequence[str]) -> Iterator[tuple[str, tuple[Any, Any]]]:
    """Yield the median and the largest value of each column of numbers."""
    for name in names:
        column = datastore.identifier(name)
        cursor.execute(
            f"SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY abs({column})),"  # noqa: S608
            f" max(abs({column})) FROM {datastore.identifier(table)} WHERE {column} <> 0"
        )
        yield name, cursor.fetchone()


def _periods(cursor: Any, table: str, name: str, labels: Sequence[str]) -> dict[str, int]:
    """Return how many rows of each period repeat the labels of another row of it.

    None where there are too many values to be periods.
    """
    column = datastore.identifier(name)
    told = ", ".join(datastore.identifier(one) for one in labels if one != name)
    kinds = f"count(DISTINCT ({told}))" if told else "1"
    cursor.execute(
        f"SELECT {column}::text, count(*) - {kinds} FROM {datastore.identifier(table)}"  # noqa: S608
        f" WHERE {column} IS NOT NULL GROUP BY 1 LIMIT {MOST_PERIODS + 1}"
    )
    found = cursor.fetchall()
    return dict(found) if len(found) <= MOST_PERIODS else {}
