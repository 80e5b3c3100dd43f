"""Periods, and how fresh a dataset is by them.

A release is due on the promised day or, without one, when the period that the data cover
has passed once more and the grace of its frequency is over. Intervals and graces, and the
state of what has none, stand in schemas/vocabularies/frequencies.yaml.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ckanext.ambon.domain import vocabularies

FREQUENCY = "http://publications.europa.eu/resource/authority/frequency/"
# A longer period than this is a slip of the finger, and no list of years.
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
    known = vocabularies.term("frequencies", frequency or "")
    rule = known.data if known else {}
    if "grace_days" not in rule:
        return _without_interval(rule.get("state", "unknown"), next_release, today)
    grace = timedelta(days=rule["grace_days"])
    due = next_release or (_next_end(period_end, rule) + grace if period_end else None)
    if due is None:
        return Freshness("unknown")
    late = due + grace
    very_late = _later(late, rule)
    return Freshness(_state(today, due, late, very_late), due, late, very_late)


def years(start: Any, end: Any) -> list[int]:
    """Return the years from `start` to `end` (ISO texts or dates); [] if neither is known."""
    first, last = _year(start) or _year(end), _year(end) or _year(start)
    if not first or not last or last < first or last - first > LONGEST:
        return []
    return list(range(first, last + 1))


def _without_interval(state: str, promised: date | None, today: date) -> Freshness:
    """Judge data that no interval makes due: only a promised day can, and none makes late."""
    if promised is None:
        return Freshness(state)
    return Freshness("fresh" if today < promised else "due", promised)


def _state(today: date, due: date, late: date, very_late: date) -> str:
    if today < due:
        return "fresh"
    if today < late:
        return "due"
    return "late" if today < very_late else "very_late"


def _next_end(end: date, rule: Mapping[str, Any]) -> date:
    """Return the end of the period after the one that ends on `end`: 28 February, 31 March."""
    following = _later(end, rule)
    whole_months = "months" in rule and end.day == _last_day(end.year, end.month)
    last = _last_day(following.year, following.month)
    return following.replace(day=last) if whole_months else following


def _later(day: date, rule: Mapping[str, Any]) -> date:
    """Return the day one interval after `day`; 31 January gives the last of February."""
    if "days" in rule:
        return day + timedelta(days=rule["days"])
    months = day.month - 1 + rule["months"]
    year, month = day.year + months // 12, months % 12 + 1
    return date(year, month, min(day.day, _last_day(year, month)))


def _last_day(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _year(value: Any) -> int | None:
    text = str(value or "")[:4]
    return int(text) if len(text) == 4 and text.isdigit() else None
