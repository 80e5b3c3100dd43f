"""What a lost job or a full disk left undone: said, and made up for by night."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
import psycopg2
import pytest
from ckan import model
from ckan.tests import helpers
from redis.exceptions import ConnectionError as RedisConnectionError

from ckanext.ambon import nightly
from ckanext.ambon.tables import model as kept
from ckanext.ambon.tables.guarding import checking, records
from ckanext.ambon.tables.publishing import loading, publication
from tests.tables.large_files import COUNT, at_work, lines

Act = Callable[..., Any]
Send = Callable[..., str]


@pytest.fixture(autouse=True)
def _large(large_files: None) -> None:
    """Treat every file as a large one."""


@pytest.fixture
def ready(send: Send, act: Act, editor: str) -> str:
    """Return the resource of a file that was read and can be published."""
    resource = send(lines())
    act("ambon_table_preview", editor, id=resource)
    at_work()
    return resource


def full(*_told: Any) -> Any:
    raise psycopg2.errors.DiskFull("could not extend file: No space left on device")


def killed(*_told: Any) -> Any:
    raise SystemExit


def count_of(resource: str, **question: Any) -> int:
    return helpers.call_action("datastore_search", resource_id=resource, **question)["total"]


def tonight() -> None:
    nightly.jobs()["tables"].run()


def test_rows_that_could_not_be_made_searchable_are_found_the_morning_after(
    act: Act, editor: str, ready: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    act("ambon_table_publish", editor, id=ready)
    with monkeypatch.context() as patched:
        patched.setattr(loading, "make_searchable", full)
        at_work()
        tonight()
    told = act("ambon_table_status", editor, id=ready)
    assert told["state"] == "published"
    assert "cannot be searched yet" in told["message"]
    before = helpers.call_action("datastore_search", resource_id=ready, limit=5, sort="_id")
    tonight()
    after = helpers.call_action("datastore_search", resource_id=ready, limit=5, sort="_id")
    assert count_of(ready, q="ikan") == COUNT
    assert after["records"] == before["records"]
    assert after["fields"] == before["fields"]
    assert act("ambon_table_status", editor, id=ready)["message"] == ""


def test_a_job_lost_after_the_swap_is_no_failure_and_is_made_up_for(
    act: Act, editor: str, ready: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    act("ambon_table_publish", editor, id=ready)
    with monkeypatch.context() as patched:
        patched.setattr(loading, "make_searchable", killed)
        at_work()
    kept.keep(ready, state=kept.LOADING, job_id="gone-with-its-queue")
    told = act("ambon_table_status", editor, id=ready)
    assert told["state"] == "published"
    assert (count_of(ready), count_of(ready, q="ikan")) == (COUNT, 0)
    tonight()
    assert count_of(ready, q="ikan") == COUNT


def test_a_file_whose_search_for_personal_data_was_lost_is_searched_by_night(
    send: Send, act: Act, editor: str, clean_queues: None
) -> None:
    resource = send(lines(20))
    checked = records.check(resource)
    assert checked
    assert checked.state == records.WAITING
    tonight()
    assert checked.state == records.WAITING
    checked.checked_at -= datetime.timedelta(hours=2)
    model.Session.commit()
    tonight()
    assert records.check(resource).state == records.CLEAR  # type: ignore[union-attr]


def test_a_night_goes_on_after_what_fails(
    send: Send, ready: str, act: Act, editor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    act("ambon_table_publish", editor, id=ready)
    with monkeypatch.context() as patched:
        patched.setattr(loading, "make_searchable", full)
        at_work()
    checked = records.check(ready)
    assert checked
    checked.state, checked.checked_at = records.WAITING, checked.checked_at.replace(year=2020)
    model.Session.commit()
    monkeypatch.setattr(checking, "check_later", killed_softly)
    tonight()
    assert count_of(ready, q="ikan") == COUNT


def killed_softly(*_told: Any) -> Any:
    raise RuntimeError


def test_a_table_that_is_not_swapped_keeps_what_is_said_of_its_columns(
    send: Send, act: Act, editor: str, ready: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    act("ambon_table_publish", editor, id=ready)
    at_work()
    before = act("resource_show", editor, id=ready)["columns"]
    send(lines().replace(b"Catatan", b"Keterangan"))
    act("ambon_table_preview", editor, id=ready)
    at_work()
    monkeypatch.setattr(publication.loading, "swap", full)
    act("ambon_table_publish", editor, id=ready, agreed=["gone:catatan"])
    at_work()
    told = act("ambon_table_status", editor, id=ready)
    assert told["state"] == "failed"
    assert "is unchanged" in told["message"]
    assert act("resource_show", editor, id=ready)["columns"] == before


def test_a_queue_that_does_not_answer_is_said_and_the_file_is_kept(
    send: Send, act: Act, editor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_told: Any, **_more: Any) -> Any:
        raise RedisConnectionError

    with monkeypatch.context() as patched:
        patched.setattr(tk, "enqueue_job", away)
        resource = send(lines(20))
        told = act("ambon_table_preview", editor, id=resource)
        assert told["state"] == "failed"
        assert "queue does not answer" in told["message"]
    assert act("ambon_table_preview", editor, id=resource)["state"] == "waiting"
    at_work()
    assert act("ambon_table_status", editor, id=resource)["state"] == "read"
