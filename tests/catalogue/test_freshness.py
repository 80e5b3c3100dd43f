"""Freshness: worked out for the day of asking, and a facet that a job keeps up."""

from __future__ import annotations

import datetime

import pytest
from ckan.tests import factories, helpers
from entries import FREQUENCY, act, entry

from ckanext.ambon import nightly
from ckanext.ambon.catalogue.logic import freshness
from ckanext.ambon.domain import clock

LAST_YEAR = [{"start": "2025-01-01", "end": "2025-12-31"}]


@pytest.fixture
def yearly(monkeypatch: pytest.MonkeyPatch) -> str:
    """Create a yearly dataset on a day on which it was fresh; return its name."""
    set_today(monkeypatch, "2026-03-01")
    name = f"tahunan-{factories.User()['name'][-8:]}".replace("_", "-").lower()
    owner = factories.Organization()["id"]
    act(
        "package_create",
        **entry(owner, name, frequency=f"{FREQUENCY}ANNUAL", temporal_coverage=LAST_YEAR),
    )
    return name


def set_today(monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    """Let it be another day in Ambon."""
    monkeypatch.setattr(clock, "today", lambda: datetime.date.fromisoformat(day))


def facet(state: str) -> int:
    """Return how many datasets the index holds under a state."""
    return helpers.call_action("package_search", fq=f"freshness:{state}", rows=0)["count"]


def test_a_shown_dataset_tells_state_and_due_day(yearly: str) -> None:
    shown = act("package_show", id=yearly)
    assert (shown["freshness"], shown["freshness_due"]) == ("fresh", "2027-03-31")


def test_search_results_are_judged_today_not_when_they_were_indexed(
    yearly: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_today(monkeypatch, "2030-01-01")
    found = helpers.call_action("package_search", fq=f"name:{yearly}")["results"]
    assert found[0]["freshness"] == "very_late"


def test_the_job_renews_the_facet(yearly: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert facet("fresh")
    set_today(monkeypatch, "2030-01-01")
    assert act("ambon_freshness_renew")["renewed"]
    assert facet("fresh") == 0
    assert act("ambon_freshness_renew")["renewed"] == 0


def test_saving_what_was_shown_stores_no_freshness(yearly: str) -> None:
    shown = act("package_show", id=yearly)
    act("package_update", **{**shown, "title": "Judul lain"})
    again = act("package_show", id=yearly)
    assert again["title"] == "Judul lain"
    assert "extras" not in again


def test_a_file_that_reaches_further_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    files = [{"period_end": "2026-06-30"}, {"period_end": ""}]
    day = freshness.period_end({"temporal_coverage": LAST_YEAR, "resources": files})
    assert day == datetime.date(2026, 6, 30)


class TestNightlyJob:
    def test_it_is_planned_once_however_often_asked(self) -> None:
        first, second = nightly.schedule("freshness"), nightly.schedule("freshness")
        assert first == second
        planned = nightly.tk.get_job_queue().scheduled_job_registry.get_job_ids()
        assert planned.count(f"ambon-freshness-{first.date()}") == 1

    def test_it_runs_after_midnight_in_ambon(self) -> None:
        at = nightly.schedule("freshness")
        assert at.utcoffset() == datetime.timedelta(hours=9)
        assert at > datetime.datetime.now(datetime.timezone.utc)
