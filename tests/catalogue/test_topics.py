"""Topics: the vocabulary makes the groups, a dataset's field chooses them."""

from __future__ import annotations

from typing import Any

import pytest
from ckan.tests import factories, helpers
from entries import act, entry


@pytest.fixture(autouse=True)
def _topics(_catalogue: None) -> None:
    act("ambon_topic_sync")


@pytest.fixture
def office() -> dict[str, Any]:
    """Return an organization with one editor, who is no member of any topic."""
    editor = factories.User()
    members = [{"name": editor["name"], "capacity": "editor"}]
    return {"editor": editor["name"], "id": factories.Organization(users=members)["id"]}


def topics_of(name: str) -> list[str]:
    """Return the groups of a dataset, as its page shows them."""
    return [group["name"] for group in act("package_show", id=name)["groups"]]


class TestSync:
    def test_every_topic_is_a_group(self) -> None:
        assert len(act("group_list")) == 10

    def test_a_second_run_changes_nothing(self) -> None:
        assert act("ambon_topic_sync") == []

    def test_a_title_changed_by_hand_is_set_right(self) -> None:
        act("group_patch", id="sosial", title="Lain")
        assert act("ambon_topic_sync") == [{"topic": "sosial", "change": "updated"}]
        assert act("group_show", id="sosial")["title"] == "Sosial"

    def test_an_officer_may_not(self) -> None:
        with pytest.raises(Exception, match="administrator"):
            act("ambon_topic_sync", user=factories.User()["name"])


class TestFollowing:
    def test_an_editor_creates_with_topics(self, office: dict[str, Any]) -> None:
        new = entry(office["id"], "topik-baru", topics=["sosial", "kesehatan"])
        act("package_create", user=office["editor"], **new)
        assert topics_of("topik-baru") == ["kesehatan", "sosial"]

    def test_an_editor_changes_topics(self, office: dict[str, Any]) -> None:
        act("package_create", user=office["editor"], **entry(office["id"], "topik-ubah"))
        act("package_patch", user=office["editor"], id="topik-ubah", topics=["ekonomi"])
        assert topics_of("topik-ubah") == ["ekonomi"]

    def test_search_finds_it_by_its_topic(self, office: dict[str, Any]) -> None:
        act("package_create", **entry(office["id"], "topik-cari", topics=["pendidikan"]))
        found = helpers.call_action("package_search", fq="groups:pendidikan")
        assert [one["name"] for one in found["results"]] == ["topik-cari"]

    def test_a_change_of_something_else_keeps_them(self, office: dict[str, Any]) -> None:
        act("package_create", **entry(office["id"], "topik-tetap", topics=["kemiskinan"]))
        act("package_patch", user=office["editor"], id="topik-tetap", title="Judul lain")
        assert topics_of("topik-tetap") == ["kemiskinan"]
