"""Periods, and how fresh a dataset is by them.

A release is due on the stated date or, without one, when the period that the data cover
has passed once more and the grace of its frequency is over. Frequencies, their intervals
and graces stand in schemas/vocabularies/frequencies.yaml.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ckanext.ambon.domain import vocabularies

FREQUENCY = "http://publications.europa.eu/resource/authority/frequency/"
# No release is promised: data that come as they come, or came once.
UNSCHEDULED = {f"{FREQUENCY}IRREG", f"{FREQUENCY}NEVER"}
LONGEST = 200


@dataclass(frozen=True)
class Freshness:
    """A state of `freshness_states`, and the days on which it turns; None where there is none."""

    state: str
    due: date | None = None
    late: date | None = None
    very_late: date | None = None


def freshness(
    *, frequency: str | None, period_end: date | None, next_release: date | None, today: date
) -> Freshness:
    """Return how fresh data are: fresh before due, due for one grace, then late, then very late."""
    found = vocabularies.term("frequencies", frequency or "")
    if found is None or not found.data.get("grace_days"):
        return _without_interval(frequency, next_release, today)
    grace = timedelta(days=found.data["grace_days"])
    due = next_release or (_later(period_end, found.data) + grace if period_end else None)
    if due is None:
        return Freshness("unknown")
    late = due + grace
    very_late = _later(late, found.data)
    return Freshness(_state(today, due, late, very_late), due, late, very_late)


def years(start: Any, end: Any) -> list[int]:
    """Return the years from `start` to `end` (ISO texts or dates); [] if neither is known."""
    first, last = _year(start) or _year(end), _year(end) or _year(start)
    if not first or not last or last < first or last - first > LONGEST:
        return []
    return list(range(first, last + 1))


def _without_interval(frequency: str | None, next_release: date | None, today: date) -> Freshness:
    """Judge data that no interval makes due: only a promised day can."""
    if next_release:
        return Freshness("fresh" if today < next_release else "due", next_release)
    if frequency in UNSCHEDULED:
        return Freshness("unscheduled")
    return Freshness("fresh" if frequency == f"{FREQUENCY}CONT" else "unknown")


def _state(today: date, due: date, late: date, very_late: date) -> str:
    if today < due:
        return "fresh"
    if today < late:
        return "due"
    return "late" if today < very_late else "very_late"


def _later(day: date, interval: Any) -> date:
    """Return the day one interval after `day`; the end of a month stays the end of a month."""
    if "days" in interval:
        return day + timedelta(days=interval["days"])
    months = day.month - 1 + interval["months"]
    year, month = day.year + months // 12, months % 12 + 1
    last = calendar.monthrange(year, month)[1]
    is_month_end = day.day == calendar.monthrange(day.year, day.month)[1]
    return date(year, month, last if is_month_end else min(day.day, last))


def _year(value: Any) -> int | None:
    text = str(value or "")[:4]
    return int(text) if len(text) == 4 and text.isdigit() else None
