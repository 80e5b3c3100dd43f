"""What was published before is kept where no reader comes."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

import ckan.plugins.toolkit as tk
import psycopg2
import pytest
from ckan.tests import helpers
from ckanext.datastore.backend import postgres as datastore

from ckanext.ambon.tables.keeping import pruning, store
from ckanext.ambon.tables.keeping.store import Kept
from ckanext.ambon.tables.publishing import loading

FIELDS = [{"id": "jumlah", "type": "bigint", "info": {"label": "Jumlah"}}]
NOW = datetime.datetime(2026, 11, 24)


def put(target: str, values: list[int], at: str = "2026-11-24T08:00:00") -> None:
    """Publish a table, keep the one before it."""

    def away(cursor: Any, name: str) -> None:
        told = {**store.signature(cursor, name), "resource_id": name, "replaced_at": at}
        store.put_away(cursor, name, told)

    with loading.transaction(target) as cursor:
        loaded = loading.load(cursor, target, FIELDS, iter([[(one,) for one in values]]))
        loading.swap(loaded, ("jumlah",), away)
        store.sign(cursor, target, {"publication": uuid.uuid4().hex, "resource_id": target})


def kept_of(cursor: Any, target: str) -> list[Kept]:
    return [one for one in store.kept(cursor) if one.told["resource_id"] == target]


@pytest.fixture
def target() -> str:
    """Publish three versions of a table; give its name."""
    name = str(uuid.uuid4())
    for values in ([1], [1, 2], [1, 2, 3]):
        put(name, values)
    return name


def test_a_table_that_is_replaced_is_kept_with_all_its_rows_and_comes_back_as_it_was(
    target: str,
) -> None:
    with loading.transaction(target) as cursor:
        known = kept_of(cursor, target)
        assert sorted(one.told["rows"] for one in known) == [1, 2]
        chosen = next(one for one in known if one.told["rows"] == 2)
        store.put_away(cursor, target, {"resource_id": target, "replaced_at": ""})
        store.bring_back(cursor, chosen)
        assert store.signature(cursor, target)["publication"] == chosen.told["publication"]
        cursor.execute(f'SELECT jumlah FROM "{target}" ORDER BY _id')  # noqa: S608
        assert cursor.fetchall() == [(1,), (2,)]
        cursor.execute("SELECT indexname FROM pg_indexes WHERE tablename = %s", (target,))
        names = {row[0] for row in cursor.fetchall()}
        assert datastore._generate_index_name(target, '"jumlah"') in names
        # A row written from here on is searchable, and told apart, as before.
        cursor.execute(f'INSERT INTO "{target}" (jumlah) VALUES (9) RETURNING _id, _full_text')  # noqa: S608
        assert cursor.fetchone() == (3, "'9':1")


def test_no_reader_of_the_datastore_reaches_a_table_that_is_kept(target: str) -> None:
    with loading.transaction(target) as cursor:
        one = kept_of(cursor, target)[0]
    listed = helpers.call_action("datastore_search", resource_id="_table_metadata", limit=32000)
    assert one.name not in str(listed)
    with pytest.raises(tk.ObjectNotFound):
        helpers.call_action("datastore_search", resource_id=one.name)
    reader = psycopg2.connect(tk.config["ckan.datastore.read_url"])
    with reader, reader.cursor() as cursor, pytest.raises(psycopg2.errors.InsufficientPrivilege):
        cursor.execute(f"SELECT * FROM {one.place}")  # noqa: S608


def test_a_failure_while_the_old_table_is_put_away_leaves_it_readable(target: str) -> None:
    def broken() -> None:
        with loading.transaction(target) as cursor:
            store.put_away(cursor, target, {"resource_id": target, "replaced_at": ""})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken()
    assert len(helpers.call_action("datastore_search", resource_id=target)["records"]) == 3
    with loading.transaction(target) as cursor:
        assert len(kept_of(cursor, target)) == 2


def version(publication: str, days: int = 0, size: int = 1000) -> Kept:
    at = (NOW - datetime.timedelta(days=days)).isoformat()
    return Kept(f"{publication}{days}", {"publication": publication, "replaced_at": at}, size)


def test_of_each_file_few_versions_are_kept_and_none_for_ever() -> None:
    half = 150_000_000
    for found, gone in (
        ([version(one) for one in "abcd"], ["d"]),
        # The tables of one file that were published together count once.
        ([version(one) for one in "aabbcc"], []),
        ([version("a"), version("b", 91)], ["b"]),
        ([version("a", size=6 * half), version("b", size=half)], []),
        ([version("a"), version("b", size=half), version("c", size=half)], ["c"]),
    ):
        assert [one.told["publication"] for one in pruning.too_much(found, NOW)] == gone


def test_what_is_too_much_is_dropped_and_its_file_may_go(target: str) -> None:
    for values in ([4], [5]):
        put(target, values, at="2026-11-25T08:00:00")
    with loading.transaction(target) as cursor:
        before = {one.told["publication"] for one in kept_of(cursor, target)}
        gone = pruning.prune(cursor, target, NOW)
        left = {one.told["publication"] for one in kept_of(cursor, target)}
    assert len(before) == 4
    assert len(left) == 3
    assert set(gone) == before - left
