"""A large file: left to the worker, loaded first, searchable right after; and what goes wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import psycopg2
import pytest
from bs4 import BeautifulSoup
from ckan import model
from ckan.tests import factories, helpers
from ckanext.datastore.backend import postgres as datastore

from ckanext.ambon.tables import model as kept
from ckanext.ambon.tables.guarding import checking, records
from ckanext.ambon.tables.publishing import loading, reading, telling
from tests.tables.large_files import COUNT, at_work, lines

Act = Callable[..., Any]


@pytest.fixture(autouse=True)
def _large(large_files: None) -> None:
    """Treat every file as a large one."""


@pytest.fixture
def published(send: Callable[..., str], act: Act, editor: str) -> str:
    """Publish a large table through the worker; give its resource."""
    resource = send(lines())
    assert act("ambon_table_preview", editor, id=resource)["state"] == "waiting"
    at_work()
    assert act("ambon_table_status", editor, id=resource)["state"] == "read"
    assert act("ambon_table_publish", editor, id=resource)["state"] == "waiting"
    at_work()
    assert act("ambon_table_status", editor, id=resource)["state"] == "published"
    return resource


def count_of(resource: str, **question: Any) -> int:
    return helpers.call_action("datastore_search", resource_id=resource, **question)["total"]


def tables() -> set[str]:
    """Return what the DataStore holds, staging tables of ours too."""
    with datastore.get_write_engine().connect() as connection:
        found = connection.exec_driver_sql("SELECT tablename FROM pg_tables")
        return {row[0] for row in found}


def test_a_large_file_is_read_and_published_by_the_worker(published: str) -> None:
    assert count_of(published) == COUNT
    first = helpers.call_action("datastore_search", resource_id=published, limit=1, sort="_id")
    row = first["records"][0]
    assert (row["_id"], row["tanggal"][:10], float(row["jumlah_kg"])) == (1, "2024-03-02", 2250.5)
    assert count_of(published, q="ikan") == COUNT
    assert count_of(published, q="1199") == 1
    labels = {one["id"]: one["info"]["label"] for one in first["fields"] if one["id"] != "_id"}
    assert labels["jumlah_kg"] == "Jumlah (kg)"
    assert not [name for name in tables() if name.startswith("_ambon_")]


def test_a_row_that_is_added_to_a_large_table_is_numbered_on_and_found(published: str) -> None:
    site = helpers.call_action("get_site_user", {"ignore_auth": True})["name"]
    record = {"kelurahan": "Silale", "catatan": "cakalang"}
    question = {"resource_id": published, "records": [record], "force": True, "method": "insert"}
    helpers.call_action("datastore_upsert", {"user": site}, **question)
    found = helpers.call_action("datastore_search", resource_id=published, q="cakalang")
    assert [row["_id"] for row in found["records"]] == [COUNT + 1]


def test_a_large_table_is_replaced_only_by_one_that_can_be_searched(
    send: Callable[..., str],
    act: Act,
    editor: str,
    published: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    send(lines(1000))
    found: list[int] = []
    index = checking.reindex

    def seen(package_id: str) -> None:
        # Here the new rows are there, and nothing was done after them.
        found.append(count_of(published, q="ikan"))
        index(package_id)

    act("ambon_table_preview", editor, id=published)
    at_work()
    monkeypatch.setattr(checking, "reindex", seen)
    act("ambon_table_publish", editor, id=published)
    at_work()
    assert found[-1] == 1000
    assert count_of(published) == 1000


def test_rows_stay_published_where_the_index_cannot_be_stored(
    send: Callable[..., str], act: Act, editor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    resource = send(lines())
    act("ambon_table_preview", editor, id=resource)
    at_work()

    def full(*told: Any) -> Any:
        raise psycopg2.errors.DiskFull("could not extend file: No space left on device")

    act("ambon_table_publish", editor, id=resource)
    with monkeypatch.context() as patched:
        patched.setattr(loading, "make_searchable", full)
        at_work()
    told = act("ambon_table_status", editor, id=resource)
    assert told["state"] == "published"
    assert told["message"]
    assert (count_of(resource), count_of(resource, q="ikan")) == (COUNT, 0)
    act("ambon_table_publish", editor, id=resource)
    at_work()
    assert count_of(resource, q="ikan") == COUNT
    assert not act("ambon_table_status", editor, id=resource)["message"]


def page(app: Any, act: Act, editor: str, resource: str) -> Any:
    file = helpers.call_action("resource_show", id=resource)
    headers = {"Authorization": factories.APIToken(user=editor)["token"]}
    return app.get(f"/dataset/{file['package_id']}/resource/{resource}/periksa", headers=headers)


def test_the_page_of_a_waiting_file_asks_again_and_says_when_nobody_works(
    send: Callable[..., str], app: Any, act: Act, editor: str
) -> None:
    resource = send(lines())
    answer = page(app, act, editor, resource)
    assert answer.headers["Refresh"]
    assert "lebih lama dari biasanya" not in answer.text
    kept.keep(resource, progress=0.42)
    known = kept.table_file(resource)
    assert known
    known.updated_at = kept.now() - telling.PATIENCE * 2
    model.Session.commit()
    answer = page(app, act, editor, resource)
    bar = BeautifulSoup(answer.data, "html.parser").select_one("progress")
    assert bar
    assert bar["value"] == "42"
    assert "lebih lama dari biasanya" in answer.text


def test_a_job_that_fails_says_so_and_the_file_can_be_read_again(
    send: Callable[..., str], app: Any, act: Act, editor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    resource = send(lines())
    act("ambon_table_preview", editor, id=resource)

    def broken(*told: Any, **more: Any) -> Any:
        raise MemoryError

    with monkeypatch.context() as patched:
        patched.setattr(reading.spreadsheets, "read", broken)
        at_work()
    assert act("ambon_table_status", editor, id=resource)["state"] == "failed"
    assert "kesalahan" in page(app, act, editor, resource).text
    at_work()
    assert act("ambon_table_status", editor, id=resource)["state"] == "read"


def test_a_second_way_through_the_file_is_no_step_back(
    send: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    resource = send(lines())
    monkeypatch.setattr(reading, "SECONDS", 0.0)
    kept.keep(resource, version=reading.stored(resource).version)
    meter = reading.Meter(reading.stored(resource), kept.LOADING)
    for part in (0.2, 0.5, 0.1, 0.4):
        meter(part)
    known = kept.table_file(resource)
    assert known
    assert known.progress == 0.5


def test_a_file_that_a_busy_server_does_not_search_in_time_is_left_to_the_worker(
    send: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "AT_ONCE", 1_000_000)
    monkeypatch.setattr(checking, "AT_ONCE_SECONDS", -1.0)
    resource = send(lines(20))
    assert search_of(resource) == records.WAITING
    at_work()
    assert search_of(resource) == records.CLEAR


def search_of(resource: str) -> str:
    checked = records.check(resource)
    return checked.state if checked else ""
