"""Work that the tables do by themselves every night: what a lost job left undone is made up for."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Callable, Iterable

from ckan import model

from ckanext.ambon.nightly import Job
from ckanext.ambon.tables import model as kept
from ckanext.ambon.tables.guarding import checking, records, rows
from ckanext.ambon.tables.publishing import finding, telling
from ckanext.ambon.tables.restoring import cleaning

log = logging.getLogger(__name__)

AT_NIGHT = datetime.time(2, 30)


def nightly_jobs() -> tuple[Job, ...]:
    """Return what the tables do every night."""
    title = "menyelesaikan pemeriksaan berkas dan pencarian baris yang tertinggal"
    own = Job("tables", title, AT_NIGHT, make_up)
    return (*rows.nightly_jobs(), *cleaning.nightly_jobs(), own)


def make_up() -> int:
    """Do what was left to the worker and lost with its job; return how much was done."""
    waiting = [one.resource_id for one in records.waiting()]
    done = _each(checking.check_later, waiting) + _each(finding.make_up, finding.all_missing())
    unfound = finding.all_missing()
    for known in kept.saying(telling.UNSEARCHED):
        targets = {part.target_id for part in kept.parts(known.resource_id).values()}
        if not targets & unfound:
            kept.tell(known.resource_id, known.version, message="")
    return done


def _each(work: Callable[[str], None], ids: Iterable[str]) -> int:
    """Do something for each; what fails for one is no reason to leave the others."""
    done = 0
    for one in ids:
        try:
            work(one)
        except Exception:
            model.Session.rollback()
            log.exception("What was left undone for %s could not be made up for", one)
        else:
            done += 1
    return done
