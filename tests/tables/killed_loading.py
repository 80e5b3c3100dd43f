"""A worker for the tests: begins to load rows into a table, tells so, and waits to be killed."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from typing import Any

import psycopg2

from ckanext.ambon.tables.publishing import loading, streaming


def main() -> None:
    """Send rows of one column without end."""
    address, target = sys.argv[1], sys.argv[2]
    connection = psycopg2.connect(address)
    cursor = connection.cursor()
    cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", (loading.LOCK, target))
    fields = [{"id": "jumlah", "type": "bigint", "info": {}}]
    loading.load(cursor, target, fields, _rows(), is_searchable=False)


def _rows() -> Iterator[Sequence[tuple[Any, ...]]]:
    size = streaming.AT_ONCE // 2
    yield [(number,) for number in range(size)]
    yield [(number,) for number in range(size)]
    sys.stdout.write("loading\n")
    sys.stdout.flush()
    while True:
        time.sleep(0.05)
        yield [(1,)] * 1000


if __name__ == "__main__":
    main()
