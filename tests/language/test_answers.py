"""The API answers in the caller's language, and programs find the keys they know."""

from __future__ import annotations

from typing import Any

import pytest
from ckan.tests import factories

SHOW = "/api/3/action/package_show?id=tidak-ada"
INDONESIAN = {"Accept-Language": "id-ID,id;q=0.9,en;q=0.8"}


def answer(app: Any, address: str = SHOW, **headers: str) -> Any:
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return app.get(address, headers=named)


class TestLanguage:
    @pytest.mark.parametrize(
        ("accept", "text"),
        [
            ("", "Not found"),
            ("fr", "Not found"),
            ("en-GB, id;q=0.5", "Not found"),
            ("id", "Tidak ditemukan"),
            ("id-ID,id;q=0.9,en;q=0.8", "Tidak ditemukan"),
        ],
    )
    def test_the_caller_chooses(self, app: Any, accept: str, text: str) -> None:
        assert answer(app, Accept_Language=accept).json["error"]["message"] == text

    def test_caches_are_told(self, app: Any) -> None:
        assert "Accept-Language" in answer(app).headers["Vary"]

    @pytest.mark.parametrize("address", ["/api/action/status_show", "/api/3/action/status_show"])
    def test_with_and_without_a_version(self, app: Any, address: str) -> None:
        assert "Accept-Language" in answer(app, address).headers["Vary"]

    def test_a_language_in_the_address_wins(self, app: Any) -> None:
        named = answer(app, f"/en{SHOW}", Accept_Language="id")
        assert named.json["error"]["message"] == "Not found"
        assert "Accept-Language" not in named.headers.get("Vary", "")

    def test_addresses_in_an_answer_name_no_language(self, app: Any) -> None:
        assert (
            answer(app, **{"Accept-Language": "en"})
            .json["help"]
            .startswith("http://test.ckan.net/api/3/")
        )

    def test_pages_do_not_obey_the_browser(self, app: Any) -> None:
        page = answer(app, "/dataset/", Accept_Language="en")
        assert '<html lang="id"' in page.body
        assert "Accept-Language" not in page.headers.get("Vary", "")


@pytest.mark.usefixtures("empty_site")
class TestMistakes:
    def test_what_ckan_left_in_english_is_translated(self, app: Any) -> None:
        address = "/api/3/action/datastore_search?resource_id=_table_metadata&limit=banyak"
        error = app.get(address, headers=INDONESIAN).json["error"]
        assert error["limit"][0] == "Tulis bilangan bulat, misalnya 12"
        assert error["__type"] == "Validation Error"

    def test_a_text_that_ckan_did_not_mark_is_translated_too(self, app: Any) -> None:
        token = factories.SysadminWithToken()["token"]
        told = app.post(
            "/api/3/action/user_delete",
            json={"id": "tidak-ada"},
            headers={**INDONESIAN, "Authorization": token},
        ).json["error"]
        assert told["message"] == "Tidak ditemukan: Pengguna “tidak-ada” tidak ditemukan."

    def test_the_answer_keeps_its_order(self, app: Any) -> None:
        keys = list(app.get(SHOW, headers=INDONESIAN).json)
        assert keys == ["help", "error", "success"]
