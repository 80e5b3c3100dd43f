"""Work that the portal does by itself every night, whichever room it belongs to.

A room's plugin implements `INightly` and names its jobs. May import `domain`, no room.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import ckan.plugins as p
import ckan.plugins.toolkit as tk

from ckanext.ambon.domain import clock


@dataclass(frozen=True)
class Job:
    """One nightly job; `at` is a time on Ambon's clock, `title` says in Indonesian what it does."""

    name: str
    title: str
    at: datetime.time
    run: Callable[[], Any]


class INightly(p.Interface):
    """A plugin with work to be done every night."""

    def nightly_jobs(self) -> tuple[Job, ...]:
        """Return the jobs of this plugin."""
        return ()


def jobs() -> dict[str, Job]:
    """Return every job of the plugins that are on, by name."""
    plugins = p.PluginImplementations(INightly)
    return {job.name: job for plugin in plugins for job in plugin.nightly_jobs()}


def schedule_all() -> dict[str, datetime.datetime]:
    """Plan every job, once however often it is asked for; return when each will run."""
    return {name: schedule(name) for name in jobs()}


def schedule(name: str) -> datetime.datetime:
    """Plan the next run of one job; return when it will be."""
    at = _next_run(jobs()[name].at, clock.now())
    # One id a day: asking twice plans once, and the running job is not overwritten.
    job_id = f"ambon-{name}-{at.date()}"
    tk.get_job_queue().enqueue_at(at, run_tonight, name, job_id=job_id)
    return at


def run_tonight(name: str) -> Any:
    """Plan the next run, do the work of this night; what the worker calls.

    A run that fails is tried again the night after. A job whose plugin was switched
    off since is forgotten.
    """
    if name not in jobs():
        return None
    schedule(name)
    return jobs()[name].run()


def _next_run(time: datetime.time, now: datetime.datetime) -> datetime.datetime:
    at = datetime.datetime.combine(now.date(), time, tzinfo=clock.AMBON)
    return at if at > now else at + datetime.timedelta(days=1)
