"""Two OPD become one and nothing is lost: entries, files, tables, members, addresses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from ckan import model
from ckan.tests import factories, helpers

from ckanext.ambon.catalogue.logic import opd_merge
from ckanext.ambon.domain import opd

CSV = b"kecamatan,penduduk\nSirimau,146453\nNusaniwe,94110\n"
ROWS = [{"kecamatan": "Sirimau", "penduduk": 146453}]
Act = Callable[..., Any]


@pytest.fixture
def two_opd(opd_file: Any, row: Any, sync: Any) -> None:
    opd_file(row("dinas-satu"), row("dinas-dua"))
    sync()


@pytest.fixture
def merge(two_opd: None, opd_file: Any, row: Any, sync: Any) -> Callable[[], Any]:
    """Return a function that merges `dinas-satu` into `dinas-dua`."""
    merged = row("dinas-satu", status="merged", merged_into="dinas-dua")

    def run() -> list[dict[str, Any]]:
        opd_file(merged, row("dinas-dua"))
        return sync()

    return run


@pytest.fixture
def penduduk(two_opd: None, publish: Any, create_with_upload: Any, act: Act) -> dict[str, Any]:
    """Publish a dataset of `dinas-satu` with a file and a table; return it."""
    entry = publish("dinas-satu", name="penduduk", title="Penduduk")
    context = {"user": act("get_site_user")["name"], "ignore_auth": True}
    file = {"package_id": entry["id"], "name": "Penduduk", "format": "CSV"}
    create_with_upload(CSV, "penduduk.csv", context, **file)
    entry = act("package_show", id="penduduk")
    resource = entry["resources"][0]["id"]
    act("datastore_create", resource_id=resource, records=ROWS, force=True)
    return act("package_show", id="penduduk")


def id_of(name: str) -> str:
    group = model.Group.by_name(name)
    assert group
    return group.id


def members(name: str) -> dict[str, str]:
    shown = helpers.call_action("organization_show", id=name, include_users=True)
    return {user["name"]: user["capacity"] for user in shown["users"]}


def links(page: str) -> set[str]:
    """Return the addresses of this portal that the page leads to, without those that log out."""
    found = {str(link["href"]) for link in BeautifulSoup(page, "html.parser").select("a[href]")}
    own = {link.removeprefix("http://test.ckan.net").partition("#")[0] for link in found}
    return {link for link in own if link.startswith("/") and "logout" not in link}


class TestEntries:
    def test_they_belong_to_the_other_opd(
        self, penduduk: dict[str, Any], merge: Any, act: Act
    ) -> None:
        merge()
        assert act("package_show", id="penduduk")["organization"]["name"] == "dinas-dua"

    def test_they_are_found_under_both_codes(self, penduduk: dict[str, Any], merge: Any) -> None:
        merge()
        for code in ("dinas-satu", "dinas-dua"):
            found = helpers.call_action("package_search", fq=f'organization:"{code}"')
            assert [entry["name"] for entry in found["results"]] == ["penduduk"]

    def test_private_drafts_and_deleted_ones_come_too(
        self, two_opd: None, publish: Any, merge: Any, act: Act
    ) -> None:
        names = [
            publish("dinas-satu", **state)["name"]
            for state in ({"private": True}, {"state": "draft"}, {"state": "deleted"})
        ]
        merge()
        owner = id_of("dinas-dua")
        assert {act("package_show", id=name)["owner_org"] for name in names} == {owner}

    def test_files_and_tables_stay_where_they_are(
        self, penduduk: dict[str, Any], merge: Any, act: Act, app: Any
    ) -> None:
        merge()
        resource = act("package_show", id="penduduk")["resources"][0]
        assert resource["id"] == penduduk["resources"][0]["id"]
        assert app.get(resource["url"]).get_data() == CSV
        table = act("datastore_search", resource_id=resource["id"])
        assert table["records"] == [{"_id": 1, **ROWS[0]}]

    def test_an_officer_who_is_editing_is_told_that_it_changed(
        self, penduduk: dict[str, Any], merge: Any, act: Act
    ) -> None:
        merge()
        shown = act("package_show", id="penduduk")
        assert shown["metadata_modified"] > penduduk["metadata_modified"]

    def test_one_that_is_put_there_afterwards_moves_with_the_next_run(
        self, merge: Any, publish: Any, act: Act, sync: Any
    ) -> None:
        merge()
        late = publish(id_of("dinas-satu"))
        assert [(one["opd"], one["change"]) for one in sync()] == [("dinas-satu", "merged")]
        assert act("package_show", id=late["id"])["organization"]["name"] == "dinas-dua"


class TestMembers:
    def test_they_keep_their_role(self, two_opd: None, member_of: Any, merge: Any) -> None:
        user = member_of("dinas-satu", "editor")["name"]
        merge()
        assert members("dinas-dua") == {user: "editor"}

    @pytest.mark.parametrize(
        ("here", "there"), [("editor", "admin"), ("admin", "editor"), ("member", "admin")]
    )
    def test_a_member_of_both_keeps_the_higher_role(
        self, two_opd: None, member_of: Any, act: Act, merge: Any, here: str, there: str
    ) -> None:
        user = member_of("dinas-satu", here)["name"]
        place = {"id": "dinas-dua", "username": user, "role": there}
        act("organization_member_create", **place)
        merge()
        assert members("dinas-dua") == {user: "admin"}

    def test_they_can_edit_what_came_along(
        self, penduduk: dict[str, Any], member_of: Any, merge: Any
    ) -> None:
        user = member_of("dinas-satu", "editor")
        merge()
        context = {"user": user["name"], "model": model}
        assert helpers.call_auth("package_update", context, id="penduduk")

    def test_followers_follow_the_other_opd(self, two_opd: None, merge: Any) -> None:
        user = factories.User()
        for code in ("dinas-satu", "dinas-dua"):
            context = {"user": user["name"]}
            helpers.call_action("follow_group", context, id=id_of(code))
        merge()
        assert helpers.call_action("group_follower_count", id="dinas-dua") == 1


class TestTheMergedOpd:
    @pytest.fixture(autouse=True)
    def _merged(self, merge: Any) -> None:
        merge()

    def test_its_row_says_what_became_of_it(self, act: Act) -> None:
        row = act("organization_show", id=id_of("dinas-satu"))
        assert (row["opd_status"], row["merged_into"]) == ("merged", "dinas-dua")

    def test_no_list_shows_it(self, act: Act) -> None:
        admin = {"user": factories.Sysadmin()["name"]}
        names = helpers.call_action("organization_list")
        shown = helpers.call_action("organization_list", all_fields=True)
        own = helpers.call_action("organization_list_for_user", dict(admin))
        near = helpers.call_action("organization_autocomplete", q="dinas")
        for found in (names, *[[one["name"] for one in some] for some in (shown, own, near)]):
            assert "dinas-satu" not in found
            assert "dinas-dua" in found

    def test_it_is_found_as_the_other_opd(self) -> None:
        assert helpers.call_action("organization_show", id="dinas-satu")["name"] == "dinas-dua"

    def test_a_second_run_changes_nothing(self, sync: Any) -> None:
        assert sync() == []


class TestPlan:
    def test_it_tells_what_moves(
        self, penduduk: dict[str, Any], member_of: Any, merge: Any
    ) -> None:
        member_of("dinas-satu", "editor")
        told = [one for one in merge() if one["change"] == "merged"]
        assert told == [
            {
                "opd": "dinas-satu",
                "change": "merged",
                "field": "",
                "old": {"entries": 1, "members": 1},
                "new": "dinas-dua",
            }
        ]

    def test_one_founded_from_two_takes_over_both(
        self, penduduk: dict[str, Any], opd_file: Any, row: Any, sync: Any, act: Act
    ) -> None:
        opd_file(row("dinas-baru", former_codes=("dinas-dua", "dinas-satu")))
        sync()
        assert act("package_show", id="penduduk")["organization"]["name"] == "dinas-baru"
        assert set(act("organization_list")) == {"dinas-baru", opd.WALIDATA}
        assert sync() == []

    def test_walidata_merged_into_another_hands_over_its_power(
        self, two_opd: None, opd_file: Any, row: Any, sync: Any
    ) -> None:
        merged = row(opd.WALIDATA, status="merged", merged_into="dinas-dua")
        opd_file(merged, row("dinas-satu"), row("dinas-dua"), walidata=False)
        sync()
        above = helpers.call_action("organization_show", id="dinas-satu")["groups"]
        assert [group["name"] for group in above] == ["dinas-dua"]
        assert sync() == []


class TestFailure:
    def test_in_the_middle_it_leaves_everything_as_it_was(
        self,
        penduduk: dict[str, Any],
        member_of: Any,
        merge: Any,
        act: Act,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        user = member_of("dinas-satu", "editor")["name"]

        def fail(*_groups: Any) -> None:
            message = "the disk is full"
            raise OSError(message)

        # Entries and members have moved by then.
        monkeypatch.setattr(opd_merge, "_move_followers", fail)
        with pytest.raises(OSError, match="disk"):
            merge()
        assert act("package_show", id="penduduk")["organization"]["name"] == "dinas-satu"
        assert members("dinas-satu") == {user: "editor"}
        assert members("dinas-dua") == {}
        found = helpers.call_action("package_search", fq="organization:dinas-satu")
        assert found["count"] == 1


class TestLinks:
    def test_none_is_broken(self, penduduk: dict[str, Any], merge: Any, act: Act, app: Any) -> None:
        """Every address that pages showed before the merge still leads somewhere after it."""
        act("ambon_topic_sync")
        start = ("/organization/dinas-satu", "/dataset/penduduk", "/organization/", "/dataset/")
        before = set().union(*[links(app.get(address).body) for address in start])
        merge()
        after = set().union(*[links(app.get(address).body) for address in start])
        assert any("dinas-satu" in address for address in before)
        assert not any("dinas-satu" in address for address in after)
        broken = {address: app.get(address).status_code for address in before | after}
        assert {address: code for address, code in broken.items() if code >= 400} == {}
