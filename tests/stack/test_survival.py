"""Whatever is killed, the next `make up` has everything that was there."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from rq.job import Job, JobStatus

PARTS = ("postgres", "valkey", "solr", "web", "worker", "logs")
MINUTELY = ("ambon-search-keep_looking-", "ambon-search-look-")


def everything(site: Any) -> dict[str, Any]:
    """Return what the portal holds: entries, their files and rows, index, work to be done."""
    found = site.asks("package_search", rows=1000, fl=["name"])
    names = sorted(entry["name"] for entry in found["results"])
    entries = [site.asks("package_show", id=name) for name in names[:3] + names[-3:]]
    files = [resource for entry in entries for resource in entry["resources"]]
    return {
        "entries": sorted(site.asks("package_list")),
        "indexed": names,
        "organizations": site.asks("organization_list"),
        "files": [digest(site, resource) for resource in files if resource["url_type"] == "upload"],
        "rows": [rows(site, resource) for resource in files if resource["datastore_active"]],
        "queued": lasting(site.queue.get_job_ids()),
        "scheduled": lasting(site.queue.scheduled_job_registry.get_job_ids()),
    }


def lasting(jobs: list[str]) -> list[str]:
    """Return the jobs but looks into the outbox, which are planned and queued by the minute."""
    return sorted(job for job in jobs if not job.startswith(MINUTELY))


def digest(site: Any, resource: dict[str, Any]) -> str:
    return hashlib.sha256(site.fetches(resource["url"])).hexdigest()


def rows(site: Any, resource: dict[str, Any]) -> Any:
    return site.asks("datastore_search", resource_id=resource["id"], limit=5)["records"]


def until(is_true: Callable[[], object]) -> bool:
    """Tell whether it became true within half a minute."""
    end = time.monotonic() + 30
    while not is_true() and time.monotonic() < end:
        time.sleep(0.2)
    return bool(is_true())


@pytest.fixture
def before(site: Any) -> Iterator[dict[str, Any]]:
    """Return what the portal holds, with a job planned for tomorrow among it."""
    tomorrow = datetime.now(timezone.utc) + timedelta(days=1)
    planned = site.queue.enqueue_at(tomorrow, "time.sleep", 0)
    yield everything(site)
    site.queue.scheduled_job_registry.remove(planned, delete_job=True)


class TestKilled:
    def test_the_portal_holds_files_rows_and_plans_to_lose(self, before: dict[str, Any]) -> None:
        assert all(before[kind] for kind in ("entries", "indexed", "files", "rows", "scheduled"))

    @pytest.mark.parametrize("part", PARTS)
    def test_one_part_killed_comes_back_with_everything(
        self, site: Any, before: dict[str, Any], part: str
    ) -> None:
        site.kills(part)
        done = site.operator.types("up")
        assert done.returncode == 0, done.stdout + done.stderr
        assert everything(site) == before

    def test_all_killed_at_once_come_back_with_everything(
        self, site: Any, before: dict[str, Any]
    ) -> None:
        site.kills(*PARTS)
        done = site.operator.types("up")
        assert done.returncode == 0, done.stdout + done.stderr
        assert everything(site) == before


class TestJobs:
    def test_what_was_queued_while_the_worker_was_dead_is_done(self, site: Any) -> None:
        site.kills("worker")
        job = site.queue.enqueue("time.sleep", 0)
        site.kills("valkey")
        site.operator.types("up")
        assert until(lambda: job.get_status() == JobStatus.FINISHED)

    def test_what_the_killed_worker_was_doing_is_done_again(self, site: Any) -> None:
        job = site.queue.enqueue("time.sleep", 3)
        assert until(lambda: job.get_status() == JobStatus.STARTED)
        site.kills("worker")
        assert job.get_status() == JobStatus.STARTED
        site.operator.types("up")
        assert until(lambda: job.get_status() == JobStatus.FINISHED)

    def test_what_is_planned_is_done_after_the_worker_was_killed(self, site: Any) -> None:
        site.kills("worker")
        job = site.queue.enqueue_in(timedelta(seconds=1), "time.sleep", 0)
        site.operator.types("up")
        assert until(lambda: fresh(job).get_status() == JobStatus.FINISHED)


def fresh(job: Job) -> Job:
    """Return the job anew: a planned one changes its queue's books only."""
    return Job.fetch(job.id, connection=job.connection)
