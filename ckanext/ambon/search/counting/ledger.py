"""The numbers of past days, written down by night: day, kind, name and count, nothing else."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from ckan import model
from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from ckanext.ambon.domain import clock
from ckanext.ambon.search.counting import tally
from ckanext.ambon.search.model import Count, stands

# Reads of the last quarter tell what is wanted now.
READS_COUNT_FOR = datetime.timedelta(days=90)

# After a year the numbers have told what they can.
KEEP = datetime.timedelta(days=366)


def write_down() -> int:
    """Move the numbers of the past days from Valkey into the database; return how many.

    Written twice is written once: the day's row is replaced, and Valkey forgets a day
    only after the database has it.
    """
    written = 0
    for day in tally.days_before(clock.today()):
        rows = list(_rows(day))
        _replace(rows)
        model.Session.commit()
        tally.forget(day)
        written += len(rows)
    _drop_old()
    return written


def reads(package_ids: Iterable[str]) -> dict[str, int]:
    """Return how often each entry was read in the last quarter; entries never read are left out."""
    if not stands(Count):
        return {}
    wanted = (
        select(Count.name, func.sum(Count.count))
        .where(Count.kind == "reads", Count.name.in_(list(package_ids)))
        .where(Count.day >= clock.today() - READS_COUNT_FOR)
        .group_by(Count.name)
    )
    return {name: int(count) for name, count in model.Session.execute(wanted)}


def _rows(day: datetime.date) -> Iterable[dict[str, object]]:
    for kind in tally.KINDS:
        for name, count in tally.numbers(day, kind).items():
            yield {"day": day, "kind": kind, "name": name, "count": count}


def _replace(rows: list[dict[str, object]]) -> None:
    if rows:
        new = insert(Count).values(rows)
        key = ["day", "kind", "name"]
        update = new.on_conflict_do_update(index_elements=key, set_={"count": new.excluded.count})
        model.Session.execute(update)


def _drop_old() -> None:
    before = clock.today() - KEEP
    model.Session.query(Count).filter(Count.day < before).delete()
    model.Session.commit()
