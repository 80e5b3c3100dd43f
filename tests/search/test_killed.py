"""A process is killed at any point of a save, or the worker in its batch: nothing is lost.

Each point is a function: a child process does the work and kills itself, as a machine
without memory would, before or after a certain call of it.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.lib.dictization import model_save
from ckan.tests import factories, helpers

from ckanext.ambon.search.indexing import (
    checking,
    documents,
    entries,
    outbox,
    planning,
    rebuilding,
    saving,
    solr,
    worker,
)

OFFICE = "dinas-cengkih"


@dataclass(frozen=True)
class Point:
    """Where a process is killed: before or after which call of which function."""

    doing: str
    owner: Any = field(repr=False)
    function: str
    when: str = "before"
    call: int = 1

    def __str__(self) -> str:
        owner = getattr(self.owner, "__name__", type(self.owner).__name__).rpartition(".")[2]
        return f"{self.doing}, {self.when} call {self.call} of {owner}.{self.function}"


def act(action: str, **data: Any) -> Any:
    """Call an action as the site itself."""
    site_user = tk.get_action("get_site_user")({"ignore_auth": True}, {})
    return helpers.call_action(action, {"user": site_user["name"]}, **data)


def create() -> None:
    known = {"notes": "x", "topics": ["kependudukan"], "type": "dataset", "owner_org": OFFICE}
    act("package_create", name="kenari", title="Kenari", **known)


def empty() -> None:
    worker.empty()


def rebuild() -> None:
    while any(rebuilding._write_next(part) for part in range(rebuilding.PARTS)):
        pass


DOING: Mapping[str, Callable[[], Any]] = {
    "a change": lambda: act("package_patch", id="cengkih", title="Cengkih kering"),
    "a new entry": create,
    "a deletion": lambda: act("package_delete", id="cengkih"),
    "a purge": lambda: act("dataset_purge", id="cengkih"),
    "a rename of the office": lambda: act("organization_patch", id=OFFICE, title="Dinas Pala"),
    "the worker's batch": empty,
    "the making of a new index": rebuild,
}
POINTS = (
    Point("a change", saving, "tell"),
    Point("a change", solr.Connection, "add", "after"),
    Point("a purge", solr.Connection, "delete", "after"),
    Point("the worker's batch", solr.Connection, "add", "after"),
    Point("the worker's batch", outbox, "done", "after"),
)
FURTHER_POINTS = (
    Point("a change", model_save, "package_dict_save"),
    Point("a change", model_save, "package_dict_save", "after"),
    Point("a change", outbox, "has_note", "after"),
    Point("a change", saving, "after_commit", "after"),
    Point("a change", model.repo, "commit"),
    Point("a change", model.repo, "commit", "after"),
    Point("a change", entries, "write_at_once"),
    Point("a change", outbox, "lock", "after"),
    Point("a change", documents, "of"),
    Point("a change", entries, "send"),
    Point("a change", entries, "show", "after"),
    Point("a change", outbox, "done", "after"),
    Point("a change", saving, "tell", "after"),
    Point("a new entry", model_save, "package_dict_save", "after"),
    Point("a new entry", model.repo, "commit"),
    Point("a new entry", saving, "tell"),
    Point("a new entry", solr.Connection, "add", "after"),
    Point("a new entry", outbox, "done"),
    Point("a deletion", saving, "tell"),
    Point("a deletion", solr.Connection, "delete", "after"),
    Point("a purge", saving, "after_commit"),
    Point("a purge", saving, "tell"),
    Point("a purge", solr.Connection, "delete"),
    Point("a rename of the office", planning, "wake"),
    Point("the worker's batch", outbox, "due", "after"),
    Point("the worker's batch", outbox, "lock_free", "after"),
    Point("the worker's batch", documents, "of", "after"),
    Point("the worker's batch", outbox, "done"),
    Point("the worker's batch", outbox, "done", "before", 2),
    Point("the making of a new index", entries, "send"),
    Point("the making of a new index", entries, "send", "after"),
)


@pytest.fixture(autouse=True)
def _published(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three entries of one office, known to the index."""
    monkeypatch.setattr(worker, "BATCH", 2)
    owner = factories.Organization(name=OFFICE)["id"]
    known = {"notes": "x", "topics": ["kependudukan"], "type": "dataset", "owner_org": owner}
    for name in ("cengkih", "pala", "sagu"):
        factories.Dataset(**known, name=name, title=name.title())


@pytest.mark.parametrize("point", POINTS, ids=str)
def test_the_index_ends_as_the_database(point: Point) -> None:
    _begin(point.doing)
    _killed(point)
    _come_worker()
    if point.doing == "the making of a new index":
        rebuilding.rebuild(lambda _done, _whole: None)
    assert _in_index() == _in_database()
    assert checking.compare().all() == []


@pytest.mark.slow
@pytest.mark.parametrize("point", FURTHER_POINTS, ids=str)
def test_the_index_ends_as_the_database_at_every_other_point(point: Point) -> None:
    test_the_index_ends_as_the_database(point)


def _begin(doing: str) -> None:
    """Do what must be there before the process that will be killed."""
    if doing == "the worker's batch":
        model.Session.execute(sa.text("UPDATE package SET title = title || ' kering'"))
        model.Session.commit()
    if doing == "the making of a new index":
        rebuilding._begin()


def _killed(point: Point) -> None:
    """Let a child do the work until it is killed; fail where it was not."""
    # A connection to the database cannot be shared with a child.
    model.Session.remove()
    model.meta.engine.dispose()
    child = multiprocessing.get_context("fork").Process(target=_work, args=(point,))
    child.start()
    child.join(60)
    assert child.exitcode == -signal.SIGKILL, f"never came to {point}"


def _work(point: Point) -> None:
    real, calls = getattr(point.owner, point.function), iter(range(1, 1000))

    def deadly(*args: Any, **options: Any) -> Any:
        here = next(calls) == point.call
        if here and point.when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        answer = real(*args, **options)
        if here:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer

    setattr(point.owner, point.function, deadly)
    DOING[point.doing]()


def _come_worker() -> None:
    """Let the worker look, as it does every two seconds while something is left."""
    until = time.monotonic() + 20
    while worker.has_more() and time.monotonic() < until:
        worker.empty()
    assert not worker.has_more()
    model.Session.remove()


def _in_database() -> dict[str, Any]:
    found = model.Session.query(model.Package).filter_by(state="active")
    titles: dict[Any, Any] = {one.id: one.title for one in model.Session.query(model.Group)}
    return {one.name: (one.title, titles[one.owner_org]) for one in found}


def _in_index() -> dict[str, Any]:
    found = helpers.call_action("package_search", rows=100, include_private=True)["results"]
    return {one["name"]: (one["title"], one["organization"]["title"]) for one in found}
