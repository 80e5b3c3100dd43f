"""The index made anew beside the one in use, and put in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests import factories, helpers

from ckanext.ambon.search.indexing import checking, places, rebuilding
from ckanext.ambon.search.model import Rebuild

Publish = Callable[[str], dict[str, Any]]


@pytest.fixture
def publish() -> Publish:
    """Return a function that publishes an entry with a title."""
    organization = factories.Organization()
    known = {"owner_org": organization["id"], "notes": "x", "topics": ["kependudukan"]}
    return lambda title: factories.Dataset(**known, type="dataset", title=title)


@pytest.fixture(autouse=True)
def _given_up() -> Iterator[None]:
    """Leave no index behind that is not whole."""
    yield
    rebuilding.give_up()


def quiet(_done: int, _whole: int) -> None:
    """Tell nobody how far it is."""


def titles() -> list[str]:
    found = helpers.call_action("package_search", rows=100)["results"]
    return sorted(entry["title"] for entry in found)


def act(action: str, **data: Any) -> Any:
    """Call an action as the site itself."""
    site_user = tk.get_action("get_site_user")({"ignore_auth": True}, {})
    return helpers.call_action(action, {"user": site_user["name"]}, **data)


def test_holds_every_entry_as_it_is(publish: Publish) -> None:
    for title in ("Cengkih", "Pala", "Kenari"):
        publish(title)
    assert rebuilding.rebuild(quiet) == 3
    assert titles() == ["Cengkih", "Kenari", "Pala"]
    assert checking.compare().all() == []


def test_loses_no_change_that_is_made_meanwhile(publish: Publish) -> None:
    changed, purged = publish("Cengkih"), publish("Pala")
    new = rebuilding._begin()
    act("package_patch", id=changed["id"], title="Cengkih kering")
    rebuilding._fill(quiet)
    publish("Kenari")
    act("dataset_purge", id=purged["id"])
    assert titles() == ["Cengkih kering", "Kenari"]
    rebuilding._put_in_use(new)
    assert titles() == ["Cengkih kering", "Kenari"]
    assert checking.compare().all() == []


def test_goes_on_where_it_was_interrupted(
    publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuilding, "BATCH", 1)
    for title in ("Cengkih", "Pala", "Kenari", "Sagu"):
        publish(title)
    rebuilding._begin()
    written = [rebuilding._write_next(part) for part in range(rebuilding.PARTS)]
    assert any(written)
    after = {part.part: part.after for part in model.Session.query(Rebuild)}
    model.Session.rollback()
    told: list[tuple[int, int]] = []
    assert rebuilding.rebuild(lambda done, whole: told.append((done, whole))) == 4
    assert any(after.values())
    assert min(done for done, _ in told) >= sum(written)
    assert titles() == ["Cengkih", "Kenari", "Pala", "Sagu"]


def test_starts_anew_where_a_change_did_not_reach_the_new_index(publish: Publish) -> None:
    entry = publish("Cengkih")
    new = rebuilding._begin()
    places.place().remove(new)
    act("package_patch", id=entry["id"], title="Pala")
    assert titles() == ["Pala"]
    assert rebuilding.rebuild(quiet) == 1
    assert titles() == ["Pala"]


def test_leaves_the_old_index_in_use_where_it_is_not_whole(publish: Publish) -> None:
    publish("Cengkih")
    new = rebuilding._begin()
    model.Session.query(Rebuild).update({"spoiled": True})
    model.Session.commit()
    with pytest.raises(rebuilding.RebuildError):
        rebuilding._put_in_use(new)
    assert titles() == ["Cengkih"]


def test_is_done_by_one_at_a_time(publish: Publish) -> None:
    with rebuilding._only_one(), pytest.raises(rebuilding.RebuildError, match="perintah lain"):
        rebuilding.rebuild(quiet)
