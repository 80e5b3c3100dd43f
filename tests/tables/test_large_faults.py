"""What goes wrong while a table is loaded: the old one stays, nothing is left, it says so."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import psycopg2
import pytest
from ckanext.datastore.backend import postgres as datastore

from ckanext.ambon.tables.publishing import loading

FIELDS = [{"id": "jumlah", "type": "bigint", "info": {"label": "Jumlah"}}]
KILLED = Path(__file__).with_name("killed_loading.py")


def publish(target: str, values: list[int]) -> None:
    """Load and swap, as a publication does."""
    with loading.transaction(target) as cursor:
        loaded = loading.load(cursor, target, FIELDS, iter([[(one,) for one in values]]))
        loading.swap(loaded)


def ask(question: str, *values: Any) -> list[Any]:
    """Ask the DataStore over a connection of its own."""
    with datastore.get_write_engine().connect() as connection:
        return list(connection.exec_driver_sql(question, values).fetchall())


def values_of(target: str) -> list[int]:
    return [row[0] for row in ask(f'SELECT jumlah FROM "{target}" ORDER BY _id')]  # noqa: S608


def leftovers() -> list[Any]:
    return ask("SELECT tablename FROM pg_tables WHERE tablename LIKE '\\_ambon\\_%%'")


def backends() -> list[int]:
    """Return the servers' processes that copy rows now."""
    found = ask(
        "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
        " AND query LIKE 'COPY %%' AND state = 'active'"
    )
    return [row[0] for row in found]


def wait_for(condition: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)


@pytest.fixture
def target() -> str:
    """Publish a table of two rows; give its name."""
    name = str(uuid.uuid4())
    publish(name, [1, 2])
    return name


def test_a_worker_that_is_killed_while_it_loads_leaves_the_old_table(target: str) -> None:
    address = tk.config["ckan.datastore.write_url"]
    command = [sys.executable, str(KILLED), address, target]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout
        assert worker.stdout.readline() == "loading\n"
        wait_for(lambda: bool(backends()))
        os.kill(worker.pid, signal.SIGKILL)
    wait_for(lambda: not backends())
    assert values_of(target) == [1, 2]
    assert leftovers() == []
    # The lock went with the worker: the next publication does not wait for it.
    publish(target, [3])
    assert values_of(target) == [3]


def test_a_connection_that_is_lost_while_rows_are_loaded_leaves_the_old_table(target: str) -> None:
    def lost() -> Iterator[list[tuple[int]]]:
        yield [(number,) for number in range(200_000)]
        wait_for(lambda: bool(backends()))
        for process in backends():
            ask("SELECT pg_terminate_backend(%s)", process)
        while True:
            yield [(number,) for number in range(200_000)]

    with pytest.raises(psycopg2.Error), loading.transaction(target) as cursor:
        loading.load(cursor, target, FIELDS, lost())
    assert values_of(target) == [1, 2]
    assert leftovers() == []
    publish(target, [3])
    assert values_of(target) == [3]


def test_connections_of_before_a_restart_are_not_used(target: str) -> None:
    pooled: Any = datastore.get_write_engine().raw_connection()
    process = pooled.driver_connection.info.backend_pid
    pooled.close()
    with psycopg2.connect(tk.config["ckan.datastore.write_url"]) as other:
        other.cursor().execute("SELECT pg_terminate_backend(%s)", (process,))
    publish(target, [4])
    assert values_of(target) == [4]


def test_a_disk_that_the_server_reports_full_leaves_the_old_table(target: str) -> None:
    def full() -> None:
        with loading.transaction(target) as cursor:
            rows = ([(number,) for number in range(5000)] for _ in range(10))
            loaded = loading.load(cursor, target, FIELDS, rows)
            # What PostgreSQL raises where no block can be added to a file.
            cursor.execute(
                "DO $$ BEGIN RAISE 'No space left on device' USING ERRCODE = 'disk_full'; END $$"
            )
            loading.swap(loaded)

    with pytest.raises(psycopg2.errors.DiskFull):
        full()
    assert values_of(target) == [1, 2]
    assert leftovers() == []


def test_two_publications_of_one_table_go_one_after_the_other(target: str) -> None:
    begun, seen = threading.Event(), []

    def second() -> None:
        begun.wait(30)
        publish(target, [20, 21, 22])
        seen.append("second")

    other = threading.Thread(target=second)
    other.start()
    with loading.transaction(target) as cursor:
        loaded = loading.load(cursor, target, FIELDS, iter([[(10,)]]))
        begun.set()
        time.sleep(0.5)
        assert seen == []
        assert values_of(target) == [1, 2]
        loading.swap(loaded)
    other.join(30)
    assert seen == ["second"]
    assert values_of(target) == [20, 21, 22]
    assert leftovers() == []


def test_readers_are_not_held_up_by_a_table_that_waits_for_a_long_reader(target: str) -> None:
    other = threading.Thread(target=publish, args=(target, [9]))
    with psycopg2.connect(tk.config["ckan.datastore.write_url"]) as reader:
        reader.cursor().execute(f'SELECT 1 FROM "{target}"')  # noqa: S608
        other.start()
        waiting = "SELECT 1 FROM pg_locks WHERE NOT granted AND relation = to_regclass(%s)"
        wait_for(lambda: bool(ask(waiting, f'"{target}"')))
        with datastore.get_write_engine().connect() as connection:
            connection.exec_driver_sql("SET lock_timeout = '3s'")
            found = connection.exec_driver_sql(f'SELECT jumlah FROM "{target}"')  # noqa: S608
            assert [row[0] for row in found] == [1, 2]
    reader.close()
    other.join(30)
    assert values_of(target) == [9]
