"""What readers asked for in vain: the questions that found nothing, or nothing of use."""

from __future__ import annotations

import datetime
from typing import Any

from ckan import model
from sqlalchemy import func, select

from ckanext.ambon.domain import clock
from ckanext.ambon.search.model import Count

# A question that fewer asked could point at one person.
FEWEST = 5
MOST = 200
MOST_BEGINNING = 5


def terms(days: int) -> dict[str, Any]:
    """Return the questions of the last `days` that at least five asked.

    ``{"since": date, "fewest": 5, "unanswered": [{"term", "asked"}], "unused": [...]}``:
    those that found nothing each time, and those after which no entry was opened; the
    most asked first.
    """
    since = clock.today() - datetime.timedelta(days=days)
    rows = [row for row in _asked_since(since) if row["asked"] >= FEWEST]
    unanswered = [row for row in rows if row["empty"] >= row["asked"]]
    unused = [row for row in rows if not row["used"] and row not in unanswered]
    return {
        "since": since.isoformat(),
        "fewest": FEWEST,
        "unanswered": _shown(unanswered),
        "unused": _shown(unused),
    }


def beginning(text: str, ago: datetime.timedelta) -> list[str]:
    """Return questions that begin so, found something and were asked often enough."""
    total = func.sum(Count.count)
    wanted = (
        select(Count.name)
        .where(Count.kind == "used", Count.name.startswith(text, autoescape=True))
        .where(Count.day >= clock.today() - ago)
        .group_by(Count.name)
        .having(total >= FEWEST)
        .order_by(total.desc(), Count.name)
        .limit(MOST_BEGINNING)
    )
    return list(model.Session.scalars(wanted))


def _asked_since(since: datetime.date) -> list[dict[str, Any]]:
    """Return a row for each question, with the sums of its kinds."""
    sums = [
        func.coalesce(func.sum(Count.count).filter(Count.kind == kind), 0).label(kind)
        for kind in ("asked", "empty", "used")
    ]
    wanted = (
        select(Count.name.label("term"), *sums)
        .where(Count.kind != "reads", Count.day >= since)
        .group_by(Count.name)
    )
    return [dict(row._mapping) for row in model.Session.execute(wanted)]  # noqa: SLF001


def _shown(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    ranked = sorted(rows, key=lambda row: (-row["asked"], row["term"]))
    return [{"term": row["term"], "asked": int(row["asked"])} for row in ranked[:MOST]]
