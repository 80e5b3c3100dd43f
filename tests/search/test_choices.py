"""What a reader chooses in the lists of a search page, and what the numbers there promise."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from ckan.tests import factories
from entries import act, entry

from ckanext.ambon.catalogue.pages import search

CSV = {"url": "http://data.example/a.csv", "format": "CSV", "name": "A"}
PDF = {"url": "http://data.example/a.pdf", "format": "PDF", "name": "A"}


@pytest.fixture(autouse=True)
def _three_offices() -> None:
    for office, files in (("satu", [CSV]), ("dua", [CSV]), ("tiga", [PDF])):
        owner = factories.Organization(name=office, title=office.title())["id"]
        act("package_create", **entry(owner, f"sampah-{office}", title="Sampah", resources=files))


def page(app: Any, address: Any) -> BeautifulSoup:
    return BeautifulSoup(app.get(address).body, "html.parser")


def found(shown: BeautifulSoup) -> set[str]:
    links = [str(link["href"]) for link in shown.select("ul.entries li a")]
    return {urlsplit(link).path.rpartition("/")[2] for link in links}


def items(shown: BeautifulSoup, title: str) -> dict[str, tuple[int, Tag]]:
    """Return the values of a list by label, each with its number and its link."""
    lists = shown.select("nav.facets > details")
    one = next(item for item in lists if item.summary and item.summary.text == title)
    links = one.select("li a")
    return {a.select("span")[0].text: (int(a.select("span")[1].text), a) for a in links}


def test_two_values_of_one_list_are_alternatives(app: Any) -> None:
    shown = page(app, "/dataset/?organization=satu&organization=dua")
    assert found(shown) == {"sampah-satu", "sampah-dua"}


def test_two_lists_narrow_each_other(app: Any) -> None:
    address = "/dataset/?organization=satu&organization=tiga&res_format=CSV"
    assert found(page(app, address)) == {"sampah-satu"}


@pytest.mark.parametrize("q", ["", "sampah", "sampha"])
def test_the_numbers_of_a_list_say_what_choosing_gives(app: Any, q: str) -> None:
    shown = page(app, f"/dataset/?q={q}&organization=satu")
    offices = items(shown, "OPD")
    assert {label: number for label, (number, _link) in offices.items()} == {
        "Satu": 1, "Dua": 1, "Tiga": 1,
    }  # fmt: skip
    together = page(app, offices["Dua"][1]["href"])
    assert found(together) == {"sampah-satu", "sampah-dua"}


def test_other_lists_count_only_what_is_chosen(app: Any) -> None:
    formats = items(page(app, "/dataset/?organization=satu&organization=dua"), "Format")
    assert {label: number for label, (number, _link) in formats.items()} == {"CSV": 2}


def test_each_choice_is_removable_by_itself(app: Any) -> None:
    shown = page(app, "/dataset/?organization=satu&organization=dua")
    removers = [link["href"] for link in shown.select(".chips a")][:2]
    assert [found(page(app, one)) for one in removers] == [{"sampah-dua"}, {"sampah-satu"}]
    chosen = items(shown, "OPD")["Satu"][1]
    assert chosen["aria-current"] == "true"
    assert parse_qsl(urlsplit(str(chosen["href"])).query) == [("organization", "dua")]


def test_an_office_page_stays_inside_the_office(app: Any) -> None:
    shown = page(app, "/organization/satu?res_format=CSV&res_format=PDF")
    assert found(shown) == {"sampah-satu"}


def test_the_feed_of_a_search_holds_what_its_page_does(app: Any) -> None:
    feed = app.get("/feeds/custom.atom?organization=satu&organization=dua").body
    told = [name for name in ("satu", "dua", "tiga") if f"id=sampah-{name}" in feed]
    assert told == ["satu", "dua"]


@pytest.mark.parametrize("value", ['a"b', "a\\", "*", "a) OR (b", "{!x}"])
def test_a_strange_value_is_no_error(app: Any, value: str) -> None:
    answer = app.get("/dataset/", query_string={"organization": ["satu", value]})
    assert answer.status_code == 200


def test_filters_of_programs_mean_what_they_mean_in_ckan(app: Any) -> None:
    fq = 'organization:"satu" organization:"dua"'
    asked = {"fq": fq, "facet.field": '["organization"]'}
    answer = app.get("/api/3/action/package_search", query_string=asked).json["result"]
    assert (answer["count"], answer["facets"]["organization"]) == (0, {})


def test_what_is_chosen_is_never_folded_away(app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "SHOWN", 1)
    shown = page(app, "/dataset/?organization=tiga")
    folded = [link.select("span")[0].text for link in shown.select("nav.facets details details a")]
    assert {"Dua", "Satu", "Tiga"} <= items(shown, "OPD").keys()
    assert {"Dua", "Satu", "Tiga"} & set(folded) == {"Satu"}
