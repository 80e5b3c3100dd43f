"""CKAN's organizations agree with the file of OPD."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.lib import jobs
from ckan.tests import factories, helpers

from ckanext.ambon.domain import opd

Sync = Callable[..., list[dict[str, Any]]]
Row = Callable[..., opd.Opd]


def organization(name: str) -> dict[str, Any]:
    return helpers.call_action("organization_show", id=name, include_users=True)


class TestTheShippedFile:
    def test_every_opd_gets_its_organization(self, sync: Sync) -> None:
        changes = sync()
        assert [one["change"] for one in changes] == ["created"] * 36
        listed = helpers.call_action("organization_list")
        assert set(listed) == {row.code for row in opd.opd_list()}

    def test_a_second_run_changes_nothing(self, sync: Sync) -> None:
        sync()
        assert sync() == []


class TestFields:
    def test_dry_run_tells_the_same_and_writes_nothing(
        self, opd_file: Any, row: Row, sync: Sync
    ) -> None:
        opd_file(row("dinas-a"))
        foreseen = sync(dry_run=True)
        assert helpers.call_action("organization_list") == []
        assert sync() == foreseen

    def test_what_the_file_states_is_shown(self, opd_file: Any, row: Row, sync: Sync) -> None:
        known = {"aliases": ("A", "Dinas A"), "urusan": ("2.12",), "telephone": "0911-312345"}
        opd_file(row("dinas-a", name_confirmed=True, **known))
        sync()
        shown = organization("dinas-a")
        assert shown["aliases"] == ["A", "Dinas A"]
        assert shown["urusan"] == ["2.12"]
        assert shown["telephone"] == "0911-312345"
        assert shown["name_confirmed"] is True

    def test_each_change_is_told_with_old_and_new(
        self, opd_file: Any, row: Row, sync: Sync
    ) -> None:
        opd_file(row("dinas-a", title="Dinas A", aliases=("A",)))
        sync()
        opd_file(row("dinas-a", title="Dinas A dan B", aliases=("A", "AB")))
        told = [(one["change"], one["field"], one["old"], one["new"]) for one in sync()]
        assert told == [
            ("updated", "title", "Dinas A", "Dinas A dan B"),
            ("updated", "aliases", ["A"], ["A", "AB"]),
        ]

    def test_what_the_file_leaves_empty_stays_as_the_office_typed_it(
        self, act: Any, opd_file: Any, row: Row, sync: Sync
    ) -> None:
        opd_file(row("dinas-a"))
        sync()
        typed = {"address": "Jalan Sultan Hairun", "description": "Kantor kami"}
        act("organization_patch", id="dinas-a", **typed)
        opd_file(row("dinas-a", title="Nama baru"))
        sync()
        shown = organization("dinas-a")
        assert (shown["address"], shown["description"]) == tuple(typed.values())

    def test_what_the_file_states_wins_over_what_was_typed(
        self, act: Any, opd_file: Any, row: Row, sync: Sync
    ) -> None:
        opd_file(row("dinas-a", telephone="0911-1111"))
        sync()
        act("organization_patch", id="dinas-a", telephone="0911-2222")
        sync()
        assert organization("dinas-a")["telephone"] == "0911-1111"

    def test_a_new_title_reaches_the_entries_in_the_index(
        self, opd_file: Any, row: Row, sync: Sync, publish: Any
    ) -> None:
        opd_file(row("dinas-a", title="Lama"))
        sync()
        publish("dinas-a")
        opd_file(row("dinas-a", title="Baru"))
        sync()
        found = helpers.call_action("package_search", q="*:*")
        assert found["results"][0]["organization"]["title"] == "Baru"


class TestOrganizationsThatAreThere:
    def test_one_that_the_file_does_not_know_is_told_and_left(
        self, opd_file: Any, row: Row, sync: Sync
    ) -> None:
        factories.Organization(name="komunitas", title="Komunitas")
        opd_file(row("dinas-a"))
        sync()
        assert [(one["opd"], one["change"]) for one in sync()] == [("komunitas", "unknown")]
        assert organization("komunitas")["title"] == "Komunitas"

    def test_a_deleted_one_becomes_active_again(
        self, act: Any, opd_file: Any, row: Row, sync: Sync
    ) -> None:
        opd_file(row("dinas-a"))
        sync()
        act("organization_delete", id="dinas-a")
        assert sync()[0]["change"] == "restored"
        assert "dinas-a" in helpers.call_action("organization_list")
        assert sync() == []

    def test_nobody_becomes_a_member_by_it(self, opd_file: Any, row: Row, sync: Sync) -> None:
        opd_file(row("dinas-a"))
        sync()
        assert organization("dinas-a")["users"] == []

    def test_one_made_by_hand_under_another_address_is_known_by_its_title(
        self, opd_file: Any, row: Row, sync: Sync
    ) -> None:
        made = factories.Organization(name="alamat-lain", title="Dinas A")
        opd_file(row("dinas-a", title="Dinas A"))
        sync()
        assert organization("dinas-a")["id"] == made["id"]


class TestNewCode:
    @pytest.fixture
    def renamed(self, opd_file: Any, row: Row, sync: Sync, publish: Any) -> dict[str, Any]:
        opd_file(row("dinas-lama"))
        sync()
        entry = publish("dinas-lama", name="penduduk")
        opd_file(row("dinas-baru", former_codes=("dinas-lama",)))
        return {"id": entry["organization"]["id"], "differences": sync()}

    def test_the_organization_stays_the_same_one(self, renamed: dict[str, Any]) -> None:
        told = [one for one in renamed["differences"] if one["change"] == "renamed"]
        assert [(one["old"], one["new"]) for one in told] == [("dinas-lama", "dinas-baru")]
        assert organization("dinas-baru")["id"] == renamed["id"]

    def test_it_is_found_by_its_old_code(self, renamed: dict[str, Any]) -> None:
        assert organization("dinas-lama")["name"] == "dinas-baru"

    def test_its_entries_are_found_by_both_codes(self, renamed: dict[str, Any]) -> None:
        for code in ("dinas-lama", "dinas-baru"):
            found = helpers.call_action("package_search", fq=f"organization:{code}")
            assert [entry["name"] for entry in found["results"]] == ["penduduk"]
            assert found["results"][0]["organization"]["name"] == "dinas-baru"

    def test_a_list_asked_for_by_the_old_code_shows_the_present_one(
        self, renamed: dict[str, Any]
    ) -> None:
        assert helpers.call_action("organization_list", organizations=["dinas-lama"]) == [
            "dinas-baru"
        ]

    def test_a_second_run_changes_nothing(self, renamed: dict[str, Any], sync: Sync) -> None:
        assert sync() == []

    def test_before_the_run_the_old_code_still_leads_to_the_old_organization(
        self, opd_file: Any, row: Row, sync: Sync
    ) -> None:
        opd_file(row("dinas-lama"))
        sync()
        opd_file(row("dinas-baru", former_codes=("dinas-lama",)))
        assert organization("dinas-lama")["name"] == "dinas-lama"


class TestChangesOnTheForm:
    @pytest.fixture(autouse=True)
    def _opd(self, opd_file: Any, row: Row, sync: Sync) -> None:
        opd_file(row("dinas-a"))
        sync()

    def test_the_code_cannot_be_changed_there(self, act: Any) -> None:
        with pytest.raises(tk.ValidationError) as refused:
            act("organization_patch", id="dinas-a", name="dinas-b")
        errors: Any = refused.value.error_dict
        assert "dinas-a" in errors["name"][0]
        assert organization("dinas-a")["name"] == "dinas-a"

    @pytest.mark.usefixtures("clean_queues", "with_test_worker")
    def test_a_new_title_reaches_the_index_through_the_worker(self, act: Any, publish: Any) -> None:
        publish("dinas-a")
        act("organization_patch", id="dinas-a", title="Judul baru")
        jobs.Worker().work(burst=True)
        found = helpers.call_action("package_search", q="*:*")
        assert found["results"][0]["organization"]["title"] == "Judul baru"

    def test_the_place_below_walidata_survives_it(self, app: Any, sync: Sync) -> None:
        admin = factories.SysadminWithToken()
        known = {"name": "dinas-a", "title": "Dinas A", "title_en": "Dinas A", "save": ""}
        form = {**known, "opd_kind": "dinas", "short_name": "dinas-a", "opd_status": "active"}
        sent = app.post(
            "/organization/edit/dinas-a",
            data=form,
            headers={"Authorization": admin["token"]},
            follow_redirects=False,
        )
        assert sent.status_code == 302
        assert "placed" not in [one["change"] for one in sync()]


class TestAllOrNothing:
    def test_a_wrong_value_names_the_opd_and_leaves_all_as_it_was(
        self, opd_file: Any, row: Row, sync: Sync
    ) -> None:
        opd_file(row("dinas-a"), row("dinas-b", email="bukan surel"))
        with pytest.raises(tk.ValidationError) as refused:
            sync()
        assert "dinas-b" in refused.value.error_dict
        assert helpers.call_action("organization_list") == []


class TestPower:
    @pytest.fixture(autouse=True)
    def _two_opd(self, opd_file: Any, row: Row, sync: Sync) -> None:
        opd_file(row("dinas-a"), row("dinas-b"))
        sync()

    def may_edit(self, user: dict[str, Any], entry: dict[str, Any]) -> bool:
        context = {"user": user["name"], "ignore_auth": False, "model": model}
        try:
            return helpers.call_auth("package_update", context, id=entry["id"])
        except tk.NotAuthorized:
            return False

    def test_walidata_stands_above_every_other_opd(self) -> None:
        above = {name: organization(name)["groups"] for name in ("dinas-a", opd.WALIDATA)}
        assert [group["name"] for group in above["dinas-a"]] == [opd.WALIDATA]
        assert above[opd.WALIDATA] == []

    def test_an_administrator_of_walidata_edits_entries_of_every_opd(
        self, publish: Any, member_of: Any
    ) -> None:
        assert self.may_edit(member_of(opd.WALIDATA, "admin"), publish("dinas-a"))

    @pytest.mark.parametrize("role", ["editor", "admin"])
    def test_nobody_else_edits_entries_of_another_opd(
        self, publish: Any, member_of: Any, role: str
    ) -> None:
        entry = publish("dinas-a")
        assert self.may_edit(member_of("dinas-a", "editor"), entry)
        assert not self.may_edit(member_of("dinas-b", role), entry)

    def test_an_editor_of_walidata_has_no_power_over_others(
        self, publish: Any, member_of: Any
    ) -> None:
        assert not self.may_edit(member_of(opd.WALIDATA, "editor"), publish("dinas-a"))

    def test_an_opd_put_elsewhere_by_hand_is_put_back(self, sync: Sync) -> None:
        below = {"group_id": organization("dinas-a")["id"], "table_name": "group"}
        model.Session.query(model.Member).filter_by(**below).delete()
        model.Session.commit()
        assert [(one["opd"], one["change"]) for one in sync()] == [("dinas-a", "placed")]
        assert sync() == []

    def test_only_system_administrators_may_sync(self, member_of: Any) -> None:
        user = member_of(opd.WALIDATA, "admin")
        for name in (user["name"], ""):
            context = {"user": name, "ignore_auth": False}
            with pytest.raises(tk.NotAuthorized):
                helpers.call_action("ambon_opd_sync", context, dry_run=True)
