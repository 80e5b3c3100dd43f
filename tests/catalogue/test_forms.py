"""The forms of the three types, as an editor of one OPD fills them in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from ckan.tests import factories
from entries import act, entry


@pytest.fixture(autouse=True)
def _topics(_catalogue: None) -> None:
    act("ambon_topic_sync")


@pytest.fixture
def office() -> dict[str, str]:
    """Return an OPD with its editor and a token of theirs."""
    editor = factories.UserWithToken()
    members = [{"name": editor["name"], "capacity": "editor"}]
    return {"id": factories.Organization(users=members)["id"], "token": editor["token"]}


def form(office: dict[str, str], name: str, **more: Any) -> dict[str, Any]:
    """Return what the browser sends for a new entry."""
    typed = {key: value for key, value in entry(office["id"], name).items() if key != "type"}
    return {**typed, "topics": ["sosial", ""], "private": "True", "_ckan_phase": "1", **more}


def send(app: Any, office: dict[str, str], path: str, typed: dict[str, Any]) -> BeautifulSoup:
    """Send a form as the editor; return the page that answers."""
    headers = {"Authorization": office["token"]}
    answer = app.post(path, data={**typed, "save": ""}, headers=headers, follow_redirects=False)
    return BeautifulSoup(answer.body, "html.parser")


def get(app: Any, office: dict[str, str], path: str) -> BeautifulSoup:
    """Return a page as the editor sees it."""
    answer = app.get(path, headers={"Authorization": office["token"]}, status=200)
    return BeautifulSoup(answer.body, "html.parser")


def value(page: BeautifulSoup, name: str) -> str:
    """Return what a field of the form holds."""
    field = page.select_one(f'[name="{name}"]')
    assert field is not None, name
    return field.text.strip("\r\n") if field.name == "textarea" else str(field.get("value", ""))


@pytest.mark.parametrize("kind", ["dataset", "layanan", "peraturan"])
class TestForm:
    def test_required_fields_stand_in_the_open_group(
        self, kind: str, app: Any, office: dict[str, str]
    ) -> None:
        page = get(app, office, f"/{kind}/new")
        groups = page.select("details.form-group-fold")
        assert len(groups) > 3
        assert [group.has_attr("open") for group in groups] == [True] + [False] * (len(groups) - 1)
        for name in ("title", "notes", "owner_org", "topics"):
            assert groups[0].select_one(f'[name="{name}"]') is not None

    def test_an_editor_publishes_with_topics(
        self, kind: str, app: Any, office: dict[str, str]
    ) -> None:
        more = (
            {"regulation_kind": "perda", "regulation_year": "2020"} if kind == "peraturan" else {}
        )
        send(app, office, f"/{kind}/new", form(office, f"formulir-{kind}", **more))
        shown = act("package_show", id=f"formulir-{kind}")
        assert (shown["type"], [group["name"] for group in shown["groups"]]) == (kind, ["sosial"])


class TestMistake:
    def test_the_form_says_what_to_write_and_keeps_what_was_typed(
        self, app: Any, office: dict[str, str]
    ) -> None:
        typed = {
            "contact-0-name": "Bidang Satu",
            "contact-1-name": "Bidang Dua",
            "contact-1-email": "bukan surel",
            "temporal_coverage-0-start": "2025-01-01",
            "temporal_coverage-0-end": "2024-01-01",
            "source_urls": "https://ambon.go.id\nhttps://example.org",
        }
        page = send(app, office, "/dataset/new", form(office, "formulir-salah", **typed))
        words = page.select_one(".error-explanation").text
        assert "“bukan surel” bukan alamat surel. Contoh: dinas@ambon.go.id." in words
        assert "Akhir (2024-01-01) lebih awal" in words
        for name, text in typed.items():
            assert value(page, name).splitlines() == text.splitlines()
        assert value(page, "title") == "Formulir salah"
        assert page.select_one('input[name="topics"][value="sosial"]').has_attr("checked")

    def test_the_group_with_the_mistake_opens(self, app: Any, office: dict[str, str]) -> None:
        page = send(
            app, office, "/dataset/new", form(office, "formulir-lipat", next_release="besok")
        )
        field = page.select_one('[name="next_release"]')
        assert field.find_parent("details").has_attr("open")

    @pytest.mark.parametrize(
        ("typed", "says"),
        [
            ({"topics": ""}, "Pilih sekurangnya satu"),
            ({"next_release": "31-02-2025"}, "2026-11-24"),
            ({"region_codes": "31.71"}, "di luar Kota Ambon"),
            ({"license_id": "cc-nc"}, "tidak ada dalam daftar"),
            ({"urusan": "2.1"}, "Maksudnya"),
            ({"ppid_class": "dikecualikan", "private": "False"}, "tidak boleh publik"),
        ],
    )
    def test_each_mistake_has_its_sentence(
        self, app: Any, office: dict[str, str], typed: dict[str, Any], says: str
    ) -> None:
        page = send(app, office, "/dataset/new", form(office, "formulir-uji", **typed))
        assert says in page.select_one(".error-explanation").text

    def test_an_address_in_use_is_refused(self, app: Any, office: dict[str, str]) -> None:
        act("package_create", **entry(office["id"], "alamat-lama"))
        page = send(app, office, "/dataset/new", form(office, "alamat-lama"))
        assert "sudah dipakai entri lain" in page.select_one(".error-explanation").text

    @pytest.mark.parametrize(
        ("typed", "label"),
        [
            ({"name": "Berkas", "url": ""}, "Berkas atau alamat"),
            ({"name": "", "url": "https://example.org/a.csv"}, "Judul berkas"),
        ],
    )
    def test_a_file_needs_a_title_and_an_address(
        self, app: Any, office: dict[str, str], typed: dict[str, str], label: str
    ) -> None:
        name = f"file-{label.partition(' ')[0].lower()}"
        act("package_create", **entry(office["id"], name))
        page = send(app, office, f"/dataset/{name}/resource/new", {"id": "", **typed})
        assert label in page.select_one(".error-explanation").text
        assert act("package_show", id=name)["resources"] == []


class TestExempt:
    """What the law exempts is public by no path."""

    @pytest.mark.parametrize("action", ["package_create", "package_patch", "package_update"])
    def test_it_stays_private(self, action: str, office: dict[str, str]) -> None:
        name = f"kecuali-{action.replace('_', '-')}"
        secret = entry(office["id"], name, ppid_class="dikecualikan", private=True)
        if action != "package_create":
            secret = act("package_create", **secret)
        with pytest.raises(Exception, match="ppid_class"):
            act(action, **{**secret, "private": False})


class TestConflict:
    @pytest.fixture
    def opened(self, app: Any, office: dict[str, str]) -> Iterator[dict[str, Any]]:
        """Open a dataset for editing; somebody else saves it meanwhile."""
        act("package_create", **entry(office["id"], "berdua", private=True, unit="jiwa"))
        seen = value(get(app, office, "/dataset/edit/berdua"), "ambon_seen")
        act("package_patch", id="berdua", title="Judul rekan", unit="orang")
        yield {"ambon_seen": seen}
        act("dataset_purge", id="berdua")

    def test_both_versions_are_shown_and_nothing_is_lost(
        self, app: Any, office: dict[str, str], opened: dict[str, Any]
    ) -> None:
        typed = form(office, "berdua", title="Judul saya", unit="jiwa", **opened)
        page = send(app, office, "/dataset/edit/berdua", typed)
        shown = page.select_one(".conflict").text
        assert all(words in shown for words in ("Judul rekan", "Judul saya", "orang", "jiwa"))
        assert value(page, "title") == "Judul saya"
        assert act("package_show", id="berdua")["title"] == "Judul rekan"

    def test_saving_once_more_keeps_the_own_version(
        self, app: Any, office: dict[str, str], opened: dict[str, Any]
    ) -> None:
        typed = form(office, "berdua", title="Judul saya", **opened)
        page = send(app, office, "/dataset/edit/berdua", typed)
        again = {**typed, "ambon_seen": value(page, "ambon_seen")}
        send(app, office, "/dataset/edit/berdua", again)
        shown = act("package_show", id="berdua")
        assert shown["title"] == "Judul saya"
        assert "ambon_seen" not in shown

    def test_another_mistake_does_not_hide_the_conflict(
        self, app: Any, office: dict[str, str], opened: dict[str, Any]
    ) -> None:
        typed = form(office, "berdua", **{"next_release": "besok", **opened})
        page = send(app, office, "/dataset/edit/berdua", typed)
        again = {**typed, "next_release": "", "ambon_seen": opened["ambon_seen"]}
        assert page.select_one(".error-explanation")
        assert send(app, office, "/dataset/edit/berdua", again).select_one(".conflict")

    def test_a_program_without_the_mark_saves_as_ever(self, opened: dict[str, Any]) -> None:
        assert act("package_patch", id="berdua", title="Program")["title"] == "Program"
