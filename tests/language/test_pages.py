"""Pages of CKAN's that hold English in their templates do not show it."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from bs4 import BeautifulSoup
from ckan.tests import factories

pytestmark = pytest.mark.usefixtures("empty_site")


@pytest.fixture
def administrator() -> dict[str, str]:
    """Return the headers of an administrator."""
    account = factories.SysadminWithToken()
    return {"Authorization": account["token"]}


def page(app: Any, address: str, headers: dict[str, str]) -> BeautifulSoup:
    return BeautifulSoup(app.get(address, headers=headers).body, "html.parser")


def test_a_field_for_a_name_says_so(app: Any, administrator: dict[str, str]) -> None:
    field = page(app, "/ckan-admin/", administrator).select_one("#promote-username")
    assert field
    assert field["placeholder"] == "Nama pengguna"


def test_the_members_of_a_topic_are_counted_in_words(
    app: Any, administrator: dict[str, str]
) -> None:
    topic = factories.Group()
    head = page(app, f"/group/members/{topic['name']}", administrator).select_one("h3.page-heading")
    assert head
    assert "anggota" in head.text
    assert "members" not in head.text


def test_a_mistake_is_told_in_indonesian(app: Any, administrator: dict[str, str]) -> None:
    """CKAN's text about an address that is taken is not marked for translation."""
    taken = factories.User(email="rina@example.org")
    form = {
        "name": "lain",
        "fullname": "Lain",
        "email": taken["email"],
        "password1": "kata-sandi-panjang-1",
        "password2": "kata-sandi-panjang-1",
    }
    answer = app.post("/user/register", data=form, headers=administrator)
    assert "sudah dipakai pengguna lain" in answer.body
    assert "belongs to a registered user" not in answer.body


def test_times_are_told_on_the_server(app: Any, administrator: dict[str, str]) -> None:
    """A script of CKAN's would put the time of the reader's machine there."""
    entry = factories.Dataset(owner_org=factories.Organization()["id"], topics=["kesehatan"])
    shown = app.get(f"/dataset/activity/{entry['name']}", headers=administrator).body
    assert "automatic-local-datetime" not in shown


def test_the_scripts_of_ckans_pages_know_the_language(
    app: Any, administrator: dict[str, str]
) -> None:
    assert "language.js" in app.get("/dataset/new", headers=administrator).body


class TestFeeds:
    @pytest.mark.parametrize(
        ("address", "language", "text"),
        [
            ("/feeds/dataset.atom", "id", "baru dibuat atau diperbarui"),
            ("/en/feeds/dataset.atom", "en", "Recently created or updated"),
        ],
    )
    def test_a_feed_says_in_the_readers_language_what_it_holds(
        self, app: Any, address: str, language: str, text: str
    ) -> None:
        feed = app.get(address).body
        assert f'xml:lang="{language}"' in feed
        assert text in feed


@pytest.mark.parametrize("code", [403, 404, [500]])
def test_an_error_says_what_happened_in_indonesian(speak: Any, code: Any) -> None:
    """CKAN hands the code of a fault as a list."""
    with speak("id"):
        page = tk.render("error_document_template.html", {"code": code, "content": "Not found"})
    assert "Not found" not in page
    assert "Beranda" in page
