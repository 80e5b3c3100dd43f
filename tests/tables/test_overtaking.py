"""Two uploads, two orders, two officers: what nobody ordered is not done, and nothing is mixed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan.tests import helpers

from ckanext.ambon.tables import model as kept
from ckanext.ambon.tables.publishing import publication, reading, work
from tests.tables.large_files import at_work, lines

Act = Callable[..., Any]
Send = Callable[..., str]


@pytest.fixture(autouse=True)
def _large(large_files: None) -> None:
    """Treat every file as a large one."""


@pytest.fixture
def ready(send: Send, act: Act, editor: str) -> str:
    """Return the resource of a file that was read and can be published."""
    resource = send(lines(30))
    act("ambon_table_preview", editor, id=resource)
    at_work()
    return resource


def state(act: Act, editor: str, resource: str) -> str:
    return act("ambon_table_status", editor, id=resource)["state"]


def catches(resource: str) -> set[str]:
    """Return the words that only one of the files has, of all rows that readers see."""
    try:
        found = helpers.call_action("datastore_search", resource_id=resource, limit=1000)
    except tk.ObjectNotFound:
        return set()
    return {row["catatan"].split()[0] for row in found["records"]}


def test_an_order_for_a_file_does_not_publish_the_one_that_came_after_it(
    send: Send, act: Act, editor: str, ready: str
) -> None:
    act("ambon_table_publish", editor, id=ready)
    send(lines(30, "udang"))
    at_work()
    assert catches(ready) == set()
    act("ambon_table_preview", editor, id=ready)
    at_work()
    assert state(act, editor, ready) == "read"
    act("ambon_table_publish", editor, id=ready)
    at_work()
    assert catches(ready) == {"udang"}


def test_a_file_that_comes_while_another_is_published_is_told_apart(
    send: Send, act: Act, editor: str, ready: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    describe = publication._describe

    def overtaken(*told: Any) -> None:
        send(lines(30, "udang"))
        act("ambon_table_preview", editor, id=ready)
        describe(*told)

    monkeypatch.setattr(publication, "_refuse_overtaken", lambda file: None)
    monkeypatch.setattr(publication, "_describe", overtaken)
    act("ambon_table_publish", editor, id=ready)
    at_work()
    # The first was ordered and is published; the second was read and waits for its order.
    assert catches(ready) == {"ikan"}
    assert state(act, editor, ready) == "read"


def test_a_file_that_comes_before_the_rows_are_swapped_keeps_the_old_table(
    send: Send, act: Act, editor: str, ready: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shape = publication.shape

    def overtaken(*told: Any) -> Any:
        send(lines(30, "udang"))
        act("ambon_table_preview", editor, id=ready)
        return shape(*told)

    monkeypatch.setattr(publication, "shape", overtaken)
    act("ambon_table_publish", editor, id=ready)
    at_work()
    assert catches(ready) == set()
    assert state(act, editor, ready) == "read"


def test_publish_pressed_twice_publishes_once(act: Act, editor: str, ready: str) -> None:
    first = act("ambon_table_publish", editor, id=ready)
    job = kept.table_file(ready)
    second = act("ambon_table_publish", editor, id=ready)
    again = kept.table_file(ready)
    assert job
    assert again
    assert (first["state"], second["state"]) == ("waiting", "waiting")
    assert again.job_id == job.job_id
    at_work()
    assert catches(ready) == {"ikan"}


def test_a_job_that_is_done_again_after_its_end_does_nothing(
    act: Act, editor: str, ready: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    act("ambon_table_publish", editor, id=ready)
    at_work()
    known = kept.table_file(ready)
    assert known
    read: list[Any] = []
    monkeypatch.setattr(reading, "read", lambda *told: read.append(told))
    monkeypatch.setattr(work, "get_current_job", lambda: type("Job", (), {"id": known.job_id}))
    work.publish_later(ready, editor, ["any"], [])
    assert read == []
