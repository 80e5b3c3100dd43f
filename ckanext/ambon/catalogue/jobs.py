"""Work that the portal does by itself: the freshness in the index, once a day."""

from __future__ import annotations

import datetime

import ckan.plugins.toolkit as tk

from ckanext.ambon.catalogue.logic import freshness

# Shortly after midnight in Ambon: states change with the date.
DAILY_AT = datetime.time(0, 10, tzinfo=freshness.CLOCK)


def renew_freshness_daily() -> int:
    """Plan the next run, renew the freshness in the index; return how many entries changed."""
    schedule_freshness()
    done = tk.get_action("ambon_freshness_renew")({"ignore_auth": True, "user": ""}, {})
    return done["renewed"]


def schedule_freshness() -> datetime.datetime:
    """Plan the next run, once however often it is asked for; return when it will be."""
    at = _next_run(datetime.datetime.now(freshness.CLOCK))
    # One id a day: asking twice plans once, and the running job is not overwritten.
    job_id = f"ambon-freshness-{at.date()}"
    tk.get_job_queue().enqueue_at(at, renew_freshness_daily, job_id=job_id)
    return at


def _next_run(now: datetime.datetime) -> datetime.datetime:
    at = datetime.datetime.combine(now.date(), DAILY_AT)
    return at if at > now else at + datetime.timedelta(days=1)
