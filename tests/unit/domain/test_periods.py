"""Freshness: fresh before due, due for one grace, then late, very late after one more interval."""

from __future__ import annotations

from datetime import date

import pytest

from ckanext.ambon.domain import periods, vocabularies
from ckanext.ambon.domain.periods import FREQUENCY, Freshness, freshness


def judge(code: str | None, end: str | None, today: str, promised: str | None = None) -> Freshness:
    """Judge data of a frequency that end on a day."""
    return freshness(
        frequency=code and FREQUENCY + code,
        period_end=date.fromisoformat(end) if end else None,
        next_release=date.fromisoformat(promised) if promised else None,
        today=date.fromisoformat(today),
    )


class TestYearly:
    """Data to the end of 2024: due a year and 90 days later."""

    @pytest.mark.parametrize(
        ("today", "state"),
        [
            ("2026-03-30", "fresh"),
            ("2026-03-31", "due"),
            ("2026-06-28", "due"),
            ("2026-06-29", "late"),
            ("2027-06-28", "late"),
            ("2027-06-29", "very_late"),
        ],
    )
    def test_the_state_turns_on_the_day(self, today: str, state: str) -> None:
        assert judge("ANNUAL", "2024-12-31", today).state == state

    def test_the_days_are_told(self) -> None:
        found = judge("ANNUAL", "2024-12-31", "2026-01-01")
        assert (found.due, found.late, found.very_late) == (
            date(2026, 3, 31),
            date(2026, 6, 29),
            date(2027, 6, 29),
        )


@pytest.mark.parametrize(
    ("code", "due"),
    [
        ("DAILY", "2025-03-03"),
        ("WEEKLY", "2025-03-14"),
        ("MONTHLY", "2025-04-20"),
        ("QUARTERLY", "2025-06-30"),
        ("ANNUAL_2", "2025-10-15"),
        ("ANNUAL", "2026-05-29"),
        ("QUINQUENNIAL", "2030-08-27"),
    ],
)
def test_every_interval_and_grace(code: str, due: str) -> None:
    assert str(judge(code, "2025-02-28", "2025-03-01").due) == due


def test_a_promised_day_goes_before_the_interval() -> None:
    assert judge("ANNUAL", "2024-12-31", "2026-11-24", "2026-12-01").state == "fresh"
    assert judge("ANNUAL", "2024-12-31", "2026-12-01", "2026-12-01").state == "due"


def test_a_promised_day_is_followed_by_one_grace_and_one_interval() -> None:
    found = judge("MONTHLY", None, "2026-01-01", "2026-01-11")
    assert (found.due, found.late, found.very_late) == (
        date(2026, 1, 11),
        date(2026, 1, 31),
        date(2026, 2, 28),
    )


@pytest.mark.parametrize("code", ["IRREG", "NEVER", "CONT", "UNKNOWN", None])
def test_only_a_promised_day_makes_data_due_that_have_no_interval(code: str | None) -> None:
    assert judge(code, "2024-12-31", "2026-11-30", "2026-12-01").state == "fresh"
    found = judge(code, "2024-12-31", "2036-12-01", "2026-12-01")
    assert (found.state, found.late, found.very_late) == ("due", None, None)


def test_a_period_that_has_not_ended_is_fresh() -> None:
    assert judge("DAILY", "2030-12-31", "2026-11-24").state == "fresh"


@pytest.mark.parametrize(
    ("code", "end", "state"),
    [
        ("IRREG", "2001-01-01", "unscheduled"),
        ("NEVER", None, "unscheduled"),
        ("UNKNOWN", "2024-12-31", "unknown"),
        (None, "2024-12-31", "unknown"),
        ("ANNUAL", None, "unknown"),
        ("CONT", None, "fresh"),
    ],
)
def test_without_a_schedule_nothing_is_late(code: str | None, end: str | None, state: str) -> None:
    assert judge(code, end, "2030-01-01").state == state


@pytest.mark.parametrize(
    ("end", "due"),
    [
        ("2025-01-31", "2025-03-20"),
        ("2025-02-28", "2025-04-20"),
        ("2024-01-30", "2024-03-20"),
        ("2025-12-31", "2026-02-20"),
    ],
)
def test_the_end_of_a_month_stays_the_end_of_a_month(end: str, due: str) -> None:
    assert str(judge("MONTHLY", end, "2025-02-01").due) == due


def test_a_leap_day_ends_a_month_too() -> None:
    assert str(judge("ANNUAL", "2024-02-29", "2025-01-01").due) == "2025-05-29"


def test_every_frequency_has_an_interval_with_its_grace_or_a_state() -> None:
    states = {term.value for term in vocabularies.vocabulary("freshness_states")}
    for term in vocabularies.vocabulary("frequencies"):
        has_interval = "grace_days" in term.data and ("days" in term.data) ^ ("months" in term.data)
        assert has_interval ^ (term.data.get("state") in states), term.value


def test_every_state_has_a_label() -> None:
    known = {term.value for term in vocabularies.vocabulary("freshness_states")}
    assert known == {"fresh", "due", "late", "very_late", "unscheduled", "unknown"}


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        ("2021-01-01", "2023-12-31", [2021, 2022, 2023]),
        ("2021-01-01", None, [2021]),
        (None, "2023-05-01", [2023]),
        (None, None, []),
        ("2023-01-01", "2021-01-01", []),
        ("besok", "", []),
    ],
)
def test_years_of_a_period(start: str | None, end: str | None, found: list[int]) -> None:
    assert periods.years(start, end) == found
