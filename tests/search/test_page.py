"""What the page of a search says of what it found."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from ckan.tests import factories
from entries import act, entry

from ckanext.ambon.search.asking import slips


@pytest.fixture(autouse=True)
def _dataset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slips, "FRESH_FOR", -1)
    owner = factories.Organization()["id"]
    notes = "Status akreditasi tiap puskesmas di kota ini menurut Dinas Kesehatan."
    act("package_create", **entry(owner, "akreditasi", title="Akreditasi 2019", notes=notes))


def page(app: Any, q: str) -> BeautifulSoup:
    return BeautifulSoup(app.get(f"/dataset/?q={q}").body, "html.parser")


def test_the_passage_that_answers_is_marked(app: Any) -> None:
    assert "puskesmas" in [mark.text for mark in page(app, "puskesmas").select("mark")]


def test_a_slip_is_mended_and_said(app: Any) -> None:
    told = page(app, "puskemas").select_one(".note.calm")
    assert told
    assert "Mungkin maksud Anda puskesmas" in " ".join(told.text.split())
    assert told.select_one("a")["href"] == "/dataset/?q=puskesmas"


def test_what_is_typed_stays_text(app: Any) -> None:
    assert "<script>" not in app.get("/dataset/?q=%3Cscript%3Epuskesmas").body.replace(
        "<script src", ""
    )
