"""What is proposed while somebody types."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from ckan.tests import factories
from entries import act, entry

from ckanext.ambon.domain import clock, opd
from ckanext.ambon.search.counting import ledger, tally

TODAY = datetime.date(2026, 5, 2)


def suggest(app: Any, q: str, prefix: str = "") -> list[dict[str, Any]]:
    """Ask as the page does."""
    headers = {"Accept-Language": "id"}
    return app.get(f"{prefix}/api/3/action/ambon_suggest?q={q}", headers=headers).json["result"]


def texts(app: Any, q: str, kind: str) -> list[str]:
    return [one["text"] for one in suggest(app, q) if one["kind"] == kind]


@pytest.fixture
def dataset() -> dict[str, Any]:
    title = "Jumlah penduduk Kota Ambon"
    owner = factories.Organization()["id"]
    return act("package_create", **entry(owner, "jumlah-penduduk", title=title))


def test_entries_are_found_by_the_beginnings_of_their_words(
    app: Any, dataset: dict[str, Any]
) -> None:
    assert texts(app, "pendu juml", "dataset") == ["Jumlah penduduk Kota Ambon"]
    assert suggest(app, "jumlah")[0]["url"] == "/dataset/jumlah-penduduk"


def test_what_is_not_public_is_not_proposed(app: Any, dataset: dict[str, Any]) -> None:
    act("package_patch", id=dataset["id"], private=True)
    assert suggest(app, "jumlah") == []


@pytest.mark.parametrize(
    ("typed", "kind", "text"),
    [
        ("disduk", "office", opd.opd("disdukcapil").title),
        ("keseh", "topic", "Kesehatan"),
        ("batu mer", "place", "Batu Merah"),
    ],
)
def test_names_are_known_without_the_index(app: Any, typed: str, kind: str, text: str) -> None:
    assert any(text in found for found in texts(app, typed, kind))


def test_questions_that_others_asked_with_success_go_on(
    app: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    for term, times in {"harga beras": 5, "harga rahasia": 4}.items():
        for _ in range(times):
            tally.add("used", term)
    monkeypatch.setattr(clock, "today", lambda: TODAY + datetime.timedelta(days=1))
    ledger.write_down()
    assert texts(app, "harga", "query") == ["harga beras"]


@pytest.mark.parametrize("typed", ["", "a", "%22", "***", "a" * 101, "title:(", "100%25"])
def test_whatever_is_typed_errs_not(app: Any, typed: str) -> None:
    assert isinstance(suggest(app, typed), list)


def test_the_language_of_the_address_is_kept(app: Any, dataset: dict[str, Any]) -> None:
    assert suggest(app, "jumlah", "/en")[0]["url"] == "/en/dataset/jumlah-penduduk"
