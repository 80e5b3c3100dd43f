"""What pages and programs are told while the index is behind or away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests import factories, helpers

from ckanext.ambon.search.indexing import addresses, news, outbox


@pytest.fixture(autouse=True)
def _nothing_known(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(news, "EVERY", 0.0)
    addresses.forget()
    yield
    addresses.forget()


@pytest.fixture
def unheard(monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry that was changed a while ago, of which the index has not heard."""
    organization = factories.Organization()
    known = {"owner_org": organization["id"], "notes": "x", "topics": ["kependudukan"]}
    entry = factories.Dataset(**known, type="dataset", title="Cengkih")
    outbox.note([entry["id"]])
    model.Session.execute(outbox.sa.update(outbox.NOTES).values(noted="2020-01-01"))
    model.Session.commit()


@pytest.mark.usefixtures("unheard")
class TestBehind:
    def test_programs_are_told_in_a_sentence(self) -> None:
        told = helpers.call_action("package_search")["ambon"]
        assert told["may_be_old"] is True
        assert told["notice"] == news.old_notice()

    def test_readers_too(self, app: Any) -> None:
        assert "hasil ini mungkin belum yang terbaru" in app.get("/dataset/").body


def test_nothing_is_said_where_the_index_is_right() -> None:
    assert helpers.call_action("package_search")["ambon"]["may_be_old"] is False


class TestAway:
    @pytest.fixture(autouse=True)
    def _away(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(tk.config, "solr_url", "http://127.0.0.1:9/solr/ckan")

    @pytest.mark.parametrize("page", ["/dataset/", "/dataset/?q=cengkih"])
    def test_a_search_page_says_so(self, app: Any, page: str) -> None:
        assert "Pencarian sedang tidak menjawab" in app.get(page).body

    def test_the_home_page_can_be_read(self, app: Any) -> None:
        assert "Pencarian sedang tidak menjawab" in app.get("/").body

    def test_a_program_gets_the_sentence_as_an_error(self, app: Any) -> None:
        answer = app.get("/api/3/action/package_search", status=409)
        assert "error" in answer.json

    @pytest.mark.parametrize("page", ["/organization/", "/group/", "/dataset/cengkih"])
    def test_what_the_database_knows_can_be_read(self, app: Any, page: str) -> None:
        if page == "/dataset/cengkih":
            owner = factories.Organization()["id"]
            known = {"owner_org": owner, "notes": "x", "topics": ["kependudukan"]}
            factories.Dataset(**known, type="dataset", name="cengkih")
        assert app.get(page).status_code == 200

    def test_the_number_of_entries_of_an_office_is_not_told(self) -> None:
        office = factories.Organization(name="dinas-cengkih")
        assert "package_count" not in helpers.call_action("organization_show", id=office["id"])
        listed = helpers.call_action("organization_list", all_fields=True)
        assert [one.get("package_count") for one in listed] == [None]

    @pytest.mark.parametrize("page", ["/feeds/dataset.atom", "/sitemap.xml"])
    def test_what_is_nothing_without_it_will_be_there_again(self, app: Any, page: str) -> None:
        assert "Pencarian sedang tidak menjawab" in app.get(page, status=503).body
