"""Reasons, and exceptions by Walidata."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from bs4 import BeautifulSoup
from ckan import model
from ckan.tests import factories, helpers

from ckanext.ambon.domain import opd
from ckanext.ambon.tables.cli import pii
from ckanext.ambon.tables.guarding import checking, pages, records

NUMBERS = [f"81710{n}150790{n:04}" for n in range(1, 6)]
PERSONS = "Nama,NIK,Kelurahan\n" + "".join(
    f"Petrus Lekransy{n},{number},Passo\n" for n, number in zip("abcde", NUMBERS, strict=True)
)
SMALL = "Kelurahan,Kasus HIV\nPasso,2\nHalong,13\n"
WHY = "Wajib diumumkan menurut peraturan."

Act = Callable[..., Any]


@pytest.fixture
def put(
    office: dict[str, Any], editor: str, act: Act, upload: Callable[..., Any]
) -> Callable[[str], dict[str, Any]]:
    """Return a function that publishes a file."""

    def create(content: str) -> dict[str, Any]:
        made = factories.Dataset(owner_org=office["id"], topics=["sosial"], type="dataset")
        file = upload(content.encode())
        return act("resource_create", editor, package_id=made["id"], name="Daftar", upload=file)

    return create


@pytest.fixture
def walidata(office: dict[str, Any], member_of: Callable[[str, str], str]) -> str:
    return member_of(opd.WALIDATA, "admin")


def test_an_exception_needs_a_reason_and_walidatas_administrator(
    act: Act, put: Callable[..., Any], editor: str, walidata: str
) -> None:
    resource = put(PERSONS)
    with pytest.raises(tk.ValidationError):
        act("ambon_pii_ask", editor, id=resource["id"], reason="tes")
    with pytest.raises(tk.ValidationError):
        act("ambon_pii_decide", walidata, id=resource["id"], approve=True, note=WHY)
    act("ambon_pii_ask", editor, id=resource["id"], reason=WHY)
    assert [one["id"] for one in act("ambon_pii_list", walidata)] == [resource["id"]]
    with pytest.raises(tk.NotAuthorized):
        act("ambon_pii_decide", editor, id=resource["id"], approve=True, note=WHY)
    told = act("ambon_pii_decide", walidata, id=resource["id"], approve=True, note=WHY)
    assert (told["state"], told["withheld"]) == (records.EXCEPTED, False)
    assert act("resource_show", id=resource["id"])["id"] == resource["id"]
    assert act("package_show", id=resource["package_id"])["resources"]
    assert act("ambon_pii_list", walidata) == []


def test_what_was_asked_for_a_file_that_is_gone_waits_no_more(
    act: Act, put: Callable[..., Any], editor: str, walidata: str
) -> None:
    resource = put(PERSONS)
    act("ambon_pii_ask", editor, id=resource["id"], reason=WHY)
    assert pages.ambon_pii_waiting() == 1
    act("resource_delete", editor, id=resource["id"])
    assert (pages.ambon_pii_waiting(), act("ambon_pii_list", walidata)) == (0, [])


def test_walidatas_editor_and_other_administrators_decide_nothing(
    act: Act,
    put: Callable[..., Any],
    office: dict[str, Any],
    member_of: Callable[[str, str], str],
) -> None:
    resource = put(PERSONS)
    for name in (member_of(opd.WALIDATA, "editor"), member_of(office["id"], "admin"), ""):
        with pytest.raises(tk.NotAuthorized):
            act("ambon_pii_decide", name, id=resource["id"], approve=True, note=WHY)
        with pytest.raises(tk.NotAuthorized):
            act("ambon_pii_list", name)


def test_an_exception_holds_for_one_version_only(
    act: Act, put: Callable[..., Any], editor: str, walidata: str, upload: Callable[..., Any]
) -> None:
    resource = put(PERSONS)
    act("ambon_pii_ask", editor, id=resource["id"], reason=WHY)
    act("ambon_pii_decide", walidata, id=resource["id"], approve=True, note=WHY)
    more = PERSONS + "Maria Patty,8171010101900009,Passo\n"
    act("resource_patch", editor, id=resource["id"], upload=upload(more.encode()))
    assert records.check(resource["id"]).state == records.BLOCKED
    with pytest.raises(tk.NotAuthorized):
        act("resource_show", id=resource["id"])


def test_an_exception_is_taken_back_and_can_be_asked_again(
    act: Act, put: Callable[..., Any], editor: str, walidata: str
) -> None:
    resource = put(PERSONS)
    act("ambon_pii_ask", editor, id=resource["id"], reason=WHY)
    act("ambon_pii_decide", walidata, id=resource["id"], approve=True, note=WHY)
    assert [one["id"] for one in act("ambon_pii_list", walidata, allowed=True)] == [resource["id"]]
    for name, note in ((editor, WHY), (walidata, "tes")):
        with pytest.raises((tk.NotAuthorized, tk.ValidationError)):
            act("ambon_pii_revoke", name, id=resource["id"], note=note)
    assert act("resource_show", id=resource["id"])
    told = act("ambon_pii_revoke", walidata, id=resource["id"], note="Dasarnya dicabut kini.")
    assert (told["state"], told["decisions"][0]["what"]) == ("blocked", "revoked")
    with pytest.raises(tk.NotAuthorized):
        act("resource_show", id=resource["id"])
    assert act("ambon_pii_list", walidata, allowed=True) == []
    with pytest.raises(tk.ValidationError):
        act("ambon_pii_revoke", walidata, id=resource["id"], note=WHY)
    act("ambon_pii_ask", editor, id=resource["id"], reason=WHY)
    assert [one["id"] for one in act("ambon_pii_list", walidata)] == [resource["id"]]


def test_who_runs_the_portal_decides_nothing(
    act: Act, put: Callable[..., Any], editor: str, walidata: str
) -> None:
    resource = put(PERSONS)
    act("ambon_pii_ask", editor, id=resource["id"], reason=WHY)
    root = factories.Sysadmin()["name"]
    with pytest.raises(tk.NotAuthorized):
        act("ambon_pii_decide", root, id=resource["id"], approve=True, note=WHY)
    act("ambon_pii_decide", walidata, id=resource["id"], approve=True, note=WHY)
    with pytest.raises(tk.NotAuthorized):
        act("ambon_pii_revoke", root, id=resource["id"], note=WHY)


def test_small_counts_ask_for_a_reason_and_block_nothing(
    act: Act, put: Callable[..., Any], editor: str
) -> None:
    resource = put(SMALL)
    told = act("ambon_pii_show", editor, id=resource["id"])
    assert (told["state"], [one["kind"] for one in told["findings"]]) == ("asks", ["small_cell"])
    assert act("resource_show", id=resource["id"])
    told = act("ambon_pii_reason", editor, id=resource["id"], reason=WHY)
    assert [one["what"] for one in told["decisions"]] == ["reason"]


def test_findings_are_for_editors_and_hold_no_number(
    act: Act, put: Callable[..., Any], editor: str
) -> None:
    resource = put(PERSONS)
    told = str(act("ambon_pii_show", editor, id=resource["id"]))
    assert not any(text in told for text in [*NUMBERS, "Petrus", "Lekransy"])
    for name in ("", factories.User()["name"]):
        with pytest.raises(tk.NotAuthorized):
            act("ambon_pii_show", name, id=resource["id"])


class TestPages:
    """The page of a file, and Walidata's list; both work as plain forms."""

    def page(self, app: helpers.CKANTestApp, resource: dict[str, Any], user: str) -> Any:
        place = tk.h.url_for(
            "ambon_pii.read", id=resource["package_id"], resource_id=resource["id"]
        )
        headers = {"Authorization": factories.APIToken(user=user)["token"]} if user else {}
        return app.get(place, headers=headers, status=None, follow_redirects=False)

    def test_the_page_tells_what_was_found_without_telling_it(
        self, app: helpers.CKANTestApp, put: Callable[..., Any], editor: str
    ) -> None:
        answer = self.page(app, put(PERSONS), editor)
        assert answer.status_code == 200
        assert "NIK" in BeautifulSoup(answer.data, "html.parser").get_text()
        assert not any(text in answer.data.decode() for text in [*NUMBERS, "Petrus"])

    def test_the_page_is_closed_to_others(
        self, app: helpers.CKANTestApp, put: Callable[..., Any]
    ) -> None:
        resource = put(PERSONS)
        assert self.page(app, resource, "").status_code in (302, 403)
        assert self.page(app, resource, factories.User()["name"]).status_code == 403

    def test_walidata_decides_on_its_list(
        self,
        app: helpers.CKANTestApp,
        act: Act,
        put: Callable[..., Any],
        editor: str,
        walidata: str,
    ) -> None:
        resource = put(PERSONS)
        act("ambon_pii_ask", editor, id=resource["id"], reason=WHY)
        headers = {"Authorization": factories.APIToken(user=walidata)["token"]}
        place = tk.h.url_for("ambon_pii.waiting")
        assert WHY in app.get(place, headers=headers).data.decode()
        form = {"id": resource["id"], "approve": "false", "note": "Tidak ada dasar hukumnya."}
        app.post(place, headers=headers, data=form, follow_redirects=False)
        told = act("ambon_pii_show", editor, id=resource["id"])
        assert (told["decisions"][0]["what"], told["withheld"]) == ("refused", True)

    def test_walidata_takes_an_exception_back_on_its_list(
        self,
        app: helpers.CKANTestApp,
        act: Act,
        put: Callable[..., Any],
        editor: str,
        walidata: str,
    ) -> None:
        resource = put(PERSONS)
        act("ambon_pii_ask", editor, id=resource["id"], reason=WHY)
        act("ambon_pii_decide", walidata, id=resource["id"], approve=True, note=WHY)
        headers = {"Authorization": factories.APIToken(user=walidata)["token"]}
        place = tk.h.url_for("ambon_pii.waiting")
        page = BeautifulSoup(app.get(place, headers=headers).data, "html.parser")
        assert page.select_one("button[value=revoke]")
        form = {"id": resource["id"], "approve": "revoke", "note": "pendek"}
        refused = app.post(place, headers=headers, data=form, follow_redirects=False)
        assert "pendek" in BeautifulSoup(refused.data, "html.parser").select_one("textarea").text
        form["note"] = "Dasar hukumnya dicabut."
        app.post(place, headers=headers, data=form, follow_redirects=False)
        assert act("ambon_pii_show", editor, id=resource["id"])["withheld"]

    def test_who_runs_the_portal_sees_the_list_without_buttons(
        self, app: helpers.CKANTestApp, act: Act, put: Callable[..., Any], editor: str
    ) -> None:
        resource = put(PERSONS)
        act("ambon_pii_ask", editor, id=resource["id"], reason=WHY)
        headers = {"Authorization": factories.SysadminWithToken()["token"]}
        page = app.get(tk.h.url_for("ambon_pii.waiting"), headers=headers).data
        assert WHY in page.decode()
        assert not BeautifulSoup(page, "html.parser").select("button[name=approve]")


def test_files_from_before_are_reported_and_withheld_only_when_told(
    act: Act, put: Callable[..., Any], capsys: pytest.CaptureFixture[str]
) -> None:
    resource = put(PERSONS)
    told = {"id": resource["id"], "package_id": resource["package_id"]}
    records.keep(told, records.FILE, "", state=records.BEFORE)
    # As the index was then: nobody had withheld anything.
    model.Session.commit()
    checking.reindex(resource["package_id"])
    # The command itself reads the configuration anew, and with it the folder of the files.
    assert pii._scan_all(as_json=False, withhold=False) == 1
    printed = capsys.readouterr().out
    assert "nik" in printed
    assert not any(number in printed for number in NUMBERS)
    assert act("resource_show", id=resource["id"])
    pii._scan_all(as_json=False, withhold=True)
    with pytest.raises(tk.NotAuthorized):
        act("resource_show", id=resource["id"])


def test_the_command_prints_findings_of_a_file(command: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(PERSONS)
    told = command("pii", "scan", str(path), "--json")
    assert {one["kind"] for one in json.loads(told.output)["findings"]} == {"name", "nik"}
