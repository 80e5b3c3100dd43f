"""Addresses of OPD that changed their code lead on; addresses with a NUL byte are not found."""

from __future__ import annotations

from typing import Any

import pytest
from ckan import model
from ckan.tests import factories
from werkzeug.test import Client

SITE = "http://test.ckan.net"


def get(app: Any, address: str, **more: Any) -> Any:
    return app.get(address, follow_redirects=False, **more)


class TestOldCodes:
    @pytest.fixture(autouse=True)
    def _renamed_and_merged(self, opd_file: Any, row: Any, sync: Any) -> None:
        opd_file(row("lama"), row("gabung"), row("tetap"))
        sync()
        merged = row("gabung", status="merged", merged_into="tetap")
        opd_file(row("baru", former_codes=("lama",)), merged, row("tetap"))
        sync()

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("/organization/lama", "/organization/baru"),
            ("/en/organization/lama", "/en/organization/baru"),
            ("/organization/gabung", "/organization/tetap"),
            ("/organization/about/lama", "/organization/about/baru"),
            ("/organization/edit/lama", "/organization/edit/baru"),
            ("/organization/members/lama", "/organization/members/baru"),
            ("/organization/activity/lama", "/organization/activity/baru"),
            ("/organization/lama?q=penduduk&page=2", "/organization/baru?q=penduduk&page=2"),
            ("/en/organization/lama?q=a+b%26c", "/en/organization/baru?q=a+b%26c"),
            ("/organization/lama/berkas lain", "/organization/baru/berkas%20lain"),
            ("/feeds/organization/lama.atom", "/feeds/organization/baru.atom"),
            ("/dataset/?organization=lama", "/dataset/?organization=baru"),
            ("/en/dataset/?q=a&organization=gabung", "/en/dataset/?q=a&organization=tetap"),
            ("/dataset?organization=lama&organization=gabung",
             "/dataset?organization=baru&organization=tetap"),
        ],
    )  # fmt: skip
    def test_they_lead_to_the_present_one_for_good(self, app: Any, old: str, new: str) -> None:
        answer = get(app, old)
        assert answer.status_code == 301
        assert answer.headers["Location"] == SITE + new

    def test_the_id_of_a_merged_opd_leads_on_too(self, app: Any) -> None:
        merged: Any = model.Group.by_name("gabung")
        answer = get(app, f"/organization/{merged.id}")
        assert answer.headers["Location"] == f"{SITE}/organization/tetap"

    def test_a_form_that_was_open_is_sent_on_with_what_was_typed(self, app: Any) -> None:
        admin = {"Authorization": factories.SysadminWithToken()["token"]}
        form = {"title": "Baru", "name": "baru", "opd_kind": "dinas", "opd_status": "active"}
        sent = app.post("/organization/edit/lama", data=form, headers=admin, follow_redirects=False)
        assert sent.status_code == 308
        assert sent.headers["Location"] == f"{SITE}/organization/edit/baru"

    @pytest.mark.parametrize(
        "address",
        ["/organization/baru", "/organization/tetap", "/organization/", "/dataset/?q=lama"],
    )
    def test_present_addresses_are_answered_themselves(self, app: Any, address: str) -> None:
        assert get(app, address).status_code == 200

    def test_a_dataset_that_bears_the_name_is_no_opd(self, app: Any, publish: Any) -> None:
        publish("baru", name="lama")
        assert get(app, "/dataset/lama").status_code == 200

    def test_a_line_break_does_not_get_into_an_answer(self, app: Any) -> None:
        answer = get(app, "/organization/lama/%0d%0aSet-Cookie:a=b")
        assert answer.status_code == 404
        assert "a=b" not in str(answer.headers)


class TestNul:
    @pytest.fixture
    def site(self, app: Any) -> Client:
        """Return a browser that goes through the middleware; CKAN's test browser does not."""
        return Client(app.app)

    @pytest.mark.parametrize(
        "address", ["/dataset/%00", "/en/organization/a%00b", "/dataset/?q=%00", "/%00"]
    )
    def test_it_is_not_found(self, site: Client, address: str) -> None:
        answer = site.get(address)
        assert answer.status_code == 404
        assert "Halaman tidak ditemukan" in answer.text
        assert "Page not found" in answer.text

    def test_a_percent_sign_that_is_meant_is_searched_for(self, site: Client) -> None:
        assert site.get("/api/3/action/package_search?q=%2500").status_code == 200


def test_a_topic_has_no_page_of_many_entries(app: Any) -> None:
    factories.Group(name="kesehatan")
    page = app.get("/group/bulk_process/kesehatan", follow_redirects=False)
    assert page.headers["Location"].endswith("/group/kesehatan")
