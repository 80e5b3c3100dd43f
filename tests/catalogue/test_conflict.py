"""Two people edit the same entry, or the same file of it."""

from __future__ import annotations

from typing import Any

import pytest
from entries import act, entry
from forms import Office, Typed, filled, get, make_office, mistakes, opened, send, value

EDIT = "/dataset/edit/berdua"


@pytest.fixture(autouse=True)
def _topics(_catalogue: None) -> None:
    act("ambon_topic_sync")


@pytest.fixture
def office(_catalogue: None) -> Office:
    return make_office()


class TestEntry:
    @pytest.fixture
    def typed(self, app: Any, office: Office) -> Typed:
        """Open a dataset for editing; somebody else saves it meanwhile."""
        contact = [{"name": "Bidang Statistik"}]
        more = {"private": True, "unit": "jiwa", "tags": [{"name": "ktp"}], "contact": contact}
        act("package_create", **entry(office["id"], "berdua", **more))
        typed = opened(app, office, EDIT, title="Judul saya")
        act("package_patch", id="berdua", title="Judul rekan", unit="orang")
        return typed

    def test_both_versions_are_shown_and_nothing_is_lost(
        self, app: Any, office: Office, typed: Typed
    ) -> None:
        page = send(app, office, EDIT, typed)
        shown = page.select_one(".conflict").text
        assert all(words in shown for words in ("Judul rekan", "Judul saya", "orang", "jiwa"))
        assert value(page, "title") == "Judul saya"
        assert act("package_show", id="berdua")["title"] == "Judul rekan"

    def test_only_what_differs_is_shown(self, app: Any, office: Office, typed: Typed) -> None:
        page = send(app, office, EDIT, typed)
        labels = [title.text for title in page.select(".conflict h3")]
        assert labels == ["Judul", "Satuan"]

    def test_saving_once_more_keeps_the_own_version(
        self, app: Any, office: Office, typed: Typed
    ) -> None:
        send(app, office, EDIT, filled(send(app, office, EDIT, typed)))
        shown = act("package_show", id="berdua")
        assert shown["title"] == "Judul saya"
        assert "ambon_seen" not in shown

    def test_another_mistake_does_not_hide_the_conflict(
        self, app: Any, office: Office, typed: Typed
    ) -> None:
        page = send(app, office, EDIT, {**typed, "ambon_seen": "", "next_release": "besok"})
        assert mistakes(page)
        again = {**filled(page), "next_release": "", "ambon_seen": typed["ambon_seen"]}
        assert send(app, office, EDIT, again).select_one(".conflict")

    def test_a_mistake_keeps_the_time_of_the_version_that_was_shown(
        self, app: Any, office: Office
    ) -> None:
        act("package_create", **entry(office["id"], "sendiri", private=True))
        typed = opened(app, office, "/dataset/edit/sendiri", next_release="besok")
        page = send(app, office, "/dataset/edit/sendiri", typed)
        assert value(page, "ambon_seen") == typed["ambon_seen"]

    def test_a_program_without_the_mark_saves_as_ever(self, typed: Typed) -> None:
        assert act("package_patch", id="berdua", title="Program")["title"] == "Program"


class TestFile:
    @pytest.fixture
    def place(self, office: Office) -> str:
        """Return the address at which the file of a dataset is edited."""
        file = {"name": "Berkas", "url": "https://example.org/a.csv", "columns": [{"name": "a"}]}
        act("package_create", **entry(office["id"], "berkas-dua", resources=[file]))
        return f"/dataset/berkas-dua/resource/{self.file()['id']}/edit"

    def file(self) -> dict[str, Any]:
        return act("package_show", id="berkas-dua")["resources"][0]

    def test_both_versions_are_shown_and_the_own_one_can_be_kept(
        self, app: Any, office: Office, place: str
    ) -> None:
        typed = opened(app, office, place, name="Nama saya")
        act("resource_patch", id=self.file()["id"], name="Nama rekan")
        page = send(app, office, place, typed)
        shown = page.select_one(".conflict").text
        assert "Nama rekan" in shown
        assert "Nama saya" in shown
        assert self.file()["name"] == "Nama rekan"
        send(app, office, place, filled(page))
        assert self.file()["name"] == "Nama saya"
        assert "ambon_seen" not in self.file()

    def test_a_change_of_the_entry_alone_is_no_conflict(
        self, app: Any, office: Office, place: str
    ) -> None:
        typed = opened(app, office, place, name="Nama saya")
        act("package_patch", id="berkas-dua", title="Judul rekan")
        assert send(app, office, place, typed).select_one(".conflict") is None
        shown = act("package_show", id="berkas-dua")
        assert (shown["title"], self.file()["name"]) == ("Judul rekan", "Nama saya")

    def test_a_mistake_keeps_the_time_of_the_version_that_was_shown(
        self, app: Any, office: Office, place: str
    ) -> None:
        typed = opened(app, office, place, period_start="besok")
        page = send(app, office, place, typed)
        assert "bukan tanggal" in mistakes(page)
        assert value(page, "ambon_seen") == typed["ambon_seen"]
        assert get(app, office, place)
