"""What stands under “Serupa” on the page of an entry."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from ckan.lib.search import common
from ckan.tests import factories
from entries import act, entry

from ckanext.ambon.search.indexing import addresses


@pytest.fixture
def owner() -> str:
    return factories.Organization()["id"]


def publish(owner: str, title: str, **more: Any) -> str:
    name = title.lower().replace(" ", "-").replace(",", "")
    return act("package_create", **entry(owner, name, title=title, **more))["name"]


def similar(app: Any, name: str) -> list[str]:
    page = BeautifulSoup(app.get(f"/dataset/{name}").body, "html.parser")
    return [link.text for link in page.select("section[aria-labelledby=similar-title] h3 a")]


def test_entries_on_the_same_subject_are_shown_and_no_others(app: Any, owner: str) -> None:
    name = publish(owner, "Timbulan sampah menurut kecamatan, 2020")
    publish(owner, "Timbulan sampah menurut sumber, 2021")
    publish(owner, "Tarif angkutan menurut kecamatan, 2020")
    assert similar(app, name) == ["Timbulan sampah menurut sumber, 2021"]


def test_where_nothing_is_similar_nothing_stands_there(app: Any, owner: str) -> None:
    name = publish(owner, "Timbulan sampah menurut kecamatan, 2020")
    publish(owner, "Tarif angkutan menurut kecamatan, 2020")
    assert similar(app, name) == []
    assert "similar-title" not in app.get(f"/dataset/{name}").body


def test_at_most_five_are_shown(app: Any, owner: str) -> None:
    names = [publish(owner, f"Timbulan sampah, {year}") for year in range(2015, 2022)]
    assert len(similar(app, names[0])) == 5


def test_what_is_not_public_is_not_shown(app: Any, owner: str) -> None:
    name = publish(owner, "Timbulan sampah, 2020")
    publish(owner, "Timbulan sampah, 2021", private=True)
    assert similar(app, name) == []


def test_the_page_stands_without_it_while_the_index_is_away(
    app: Any, owner: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = publish(owner, "Timbulan sampah, 2020")
    publish(owner, "Timbulan sampah, 2021")
    monkeypatch.setitem(common.config, "solr_url", "http://127.0.0.1:9/solr/ckan")
    try:
        assert similar(app, name) == []
    finally:
        addresses.forget()


@pytest.mark.parametrize("title", ["2020", "Data", "Kota Ambon", "?", 'a" OR *:*', "x" * 300])
def test_a_title_that_says_nothing_or_is_strange_is_no_error(
    app: Any, owner: str, title: str
) -> None:
    name = act("package_create", **entry(owner, "aneh", title=title))["name"]
    assert app.get(f"/dataset/{name}").status_code == 200
