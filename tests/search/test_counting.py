"""What is read and asked for is counted, without a trace of who did."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from ckan.lib.redis import connect_to_redis
from ckan.tests import factories
from entries import act, entry

from ckanext.ambon.domain import clock, opd
from ckanext.ambon.search.counting import hearing, ledger, report, tally

TODAY = datetime.date(2026, 5, 2)
READER = {"User-Agent": "Mozilla/5.0 (Android 14; Mobile) Firefox/140.0"}

Visit = Callable[..., Any]


@pytest.fixture(autouse=True)
def _nothing_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin with nothing counted, on a day that stands still."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    store = connect_to_redis()
    for key in store.scan_iter("ambon:count:*"):
        store.delete(key)


@pytest.fixture
def visit(app: Any) -> Visit:
    """Return a function that opens a page as a reader's browser does."""
    return lambda page, **headers: app.get(page, headers={**READER, **headers})


@pytest.fixture
def dataset() -> dict[str, Any]:
    return act("package_create", **entry(factories.Organization()["id"], "jumlah-penduduk"))


def counted(kind: str) -> dict[str, int]:
    """Return what was counted today."""
    return tally.numbers(TODAY, kind)


def next_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be the day after."""
    monkeypatch.setattr(clock, "today", lambda: TODAY + datetime.timedelta(days=1))


class TestReads:
    def test_a_page_that_is_read_counts(self, visit: Visit, dataset: dict[str, Any]) -> None:
        visit("/dataset/jumlah-penduduk")
        visit("/dataset/jumlah-penduduk")
        assert counted("reads") == {dataset["id"]: 2}

    def test_an_entry_in_a_list_is_not_read(self, visit: Visit, dataset: dict[str, Any]) -> None:
        visit("/dataset/?q=penduduk")
        visit("/dataset/")
        assert counted("reads") == {}

    @pytest.mark.parametrize(
        "headers",
        [
            {"User-Agent": "Googlebot/2.1"},
            {"User-Agent": "python-requests/2.32"},
            {"User-Agent": ""},
            {"Sec-Purpose": "prefetch"},
        ],
    )
    def test_robots_programs_and_preloading_do_not(
        self, visit: Visit, dataset: dict[str, Any], headers: dict[str, str]
    ) -> None:
        visit("/dataset/jumlah-penduduk", **headers)
        assert counted("reads") == {}

    def test_officers_do_not(self, visit: Visit, dataset: dict[str, Any]) -> None:
        officer = factories.UserWithToken()
        visit("/dataset/jumlah-penduduk", Authorization=officer["token"])
        assert counted("reads") == {}

    def test_valkey_away_costs_the_numbers_not_the_page(
        self, visit: Visit, dataset: dict[str, Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def away() -> Any:
            raise tally.RedisError

        monkeypatch.setattr(tally, "connect_to_redis", away)
        assert visit("/dataset/jumlah-penduduk").status_code == 200


class TestQuestions:
    def test_one_spelling_of_case_and_space_counts(self, visit: Visit) -> None:
        visit("/dataset/?q=Harga++BERAS")
        visit("/dataset/?q=harga+beras")
        assert counted("asked") == {"harga beras": 2}

    def test_a_question_without_a_result_counts_as_such(
        self, visit: Visit, dataset: dict[str, Any]
    ) -> None:
        visit("/dataset/?q=xyzzy")
        visit("/dataset/?q=penduduk")
        assert counted("empty") == {"xyzzy": 1}

    def test_paging_and_narrowing_ask_nothing_new(self, visit: Visit) -> None:
        visit("/dataset/?q=beras&page=2")
        visit("/dataset/?q=beras&groups=ekonomi")
        assert counted("asked") == {}

    def test_programs_are_not_counted(self, visit: Visit) -> None:
        visit("/api/3/action/package_search?q=beras")
        assert counted("asked") == {}

    def test_an_entry_opened_from_the_results_shows_their_use(
        self, visit: Visit, dataset: dict[str, Any]
    ) -> None:
        came_from = "http://test.ckan.net/dataset/?q=Penduduk"
        visit("/dataset/jumlah-penduduk", Referer=came_from)
        assert counted("used") == {"penduduk": 1}

    def test_what_other_sites_send_is_no_question(
        self, visit: Visit, dataset: dict[str, Any]
    ) -> None:
        visit("/dataset/jumlah-penduduk", Referer="http://example.org/dataset/?q=penduduk")
        assert counted("used") == {}

    @pytest.mark.parametrize(
        "text", ["8171012509900001", "0812 3456 7890", "budi@example.org", "a" * 81]
    )
    def test_what_may_name_a_person_is_not_kept(self, text: str) -> None:
        assert hearing.term(text) == ""

    def test_years_are_kept(self) -> None:
        assert hearing.term("APBD 2024 2025") == "apbd 2024 2025"

    def test_a_flood_of_names_is_bounded(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(tally, "MOST_NAMES", 2)
        for name in ("a", "b", "c", "a"):
            tally.add("asked", name)
        assert counted("asked") == {"a": 2, "b": 1}


class TestLedger:
    def test_past_days_are_written_down_and_forgotten(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        tally.add("reads", "satu")
        next_day(monkeypatch)
        tally.add("reads", "satu")
        assert ledger.write_down() == 1
        assert counted("reads") == {}
        assert ledger.reads(["satu", "dua"]) == {"satu": 1}

    def test_written_twice_is_written_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        tally.add("reads", "satu")
        next_day(monkeypatch)
        monkeypatch.setattr(tally, "forget", lambda day: None)
        ledger.write_down()
        ledger.write_down()
        assert ledger.reads(["satu"]) == {"satu": 1}

    def test_reads_of_long_ago_do_not_count(self, monkeypatch: pytest.MonkeyPatch) -> None:
        tally.add("reads", "satu")
        next_day(monkeypatch)
        ledger.write_down()
        monkeypatch.setattr(clock, "today", lambda: TODAY + datetime.timedelta(days=92))
        assert ledger.reads(["satu"]) == {}


class TestReport:
    @pytest.fixture(autouse=True)
    def _asked(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Let questions have been asked yesterday."""
        for term, times in {"sampah": 5, "rahasia": 4, "beras": 6}.items():
            for _ in range(times):
                tally.add("asked", term)
        for _ in range(5):
            tally.add("empty", "sampah")
        next_day(monkeypatch)
        ledger.write_down()

    def test_it_tells_what_found_nothing_and_what_was_of_no_use(self) -> None:
        found = report.terms(30)
        assert found["unanswered"] == [{"term": "sampah", "asked": 5}]
        assert found["unused"] == [{"term": "beras", "asked": 6}]

    def test_it_says_nothing_of_what_fewer_than_five_asked(self) -> None:
        assert "rahasia" not in str(report.terms(30))

    def test_a_question_of_use_is_not_in_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        tally.add("used", "beras")
        monkeypatch.setattr(clock, "today", lambda: TODAY + datetime.timedelta(days=2))
        ledger.write_down()
        assert report.terms(30)["unused"] == []

    def test_walidata_sees_the_page(self, visit: Visit, app: Any) -> None:
        boss = factories.UserWithToken()
        member = {"name": boss["name"], "capacity": "admin"}
        factories.Organization(name=opd.WALIDATA, users=[member])
        page = app.get("/walidata/pencarian", headers={"Authorization": boss["token"]})
        assert "sampah" in page.body

    @pytest.mark.parametrize("account", [None, factories.UserWithToken])
    def test_others_do_not(self, app: Any, account: Any) -> None:
        factories.Organization(name=opd.WALIDATA)
        headers = {"Authorization": account()["token"]} if account else {}
        assert app.get("/walidata/pencarian", headers=headers).status_code == 403
