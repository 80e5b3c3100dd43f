"""The worker of CKAN's queue, with its scheduler."""

from __future__ import annotations

import redis
from rq import Queue
from rq.scheduler import RQScheduler

from stack.parts import Part
from stack.parts.valkey import Valkey
from stack.parts.web import PROGRAMS
from stack.settings import Settings
from stack.state import State

# CKAN's name for the default queue of the site with `ckan.site_id = ambon`.
QUEUE = "ckan:ambon:default"


class Worker(Part):
    """The worker that does what the portal does by itself."""

    name = "worker"
    title = "Pekerja antrean"
    patience = 90

    def __init__(self, state: State, settings: Settings) -> None:
        super().__init__(state)
        self.outside = settings.outside.get("REDIS_URL")

    def launch(self) -> None:
        """Start the worker."""
        self.process.end_remains()
        command = [str(PROGRAMS / "ckan"), "-c", str(self.state.config), "jobs", "worker"]
        self.process.start(command, folder=self.state.run)

    def is_ready(self) -> bool:
        """Tell whether the queue knows the worker."""
        pid = self.process.pid()
        with self._queue_server() as client:
            names = client.smembers("rq:workers")
            return any(client.hget(name, "pid") == str(pid).encode() for name in names)  # type: ignore

    def take_back(self) -> None:
        """Queue again what a killed worker had taken, and free the schedule that it held.

        Without this the job would count as failed, and the schedule stand still for minutes.
        Only for a queue of our own: on another's server other workers may be at work.
        """
        if self.is_running():
            return
        self.process.end_remains()
        with self._queue_server() as client:
            queue = Queue(QUEUE, connection=client)
            # What Valkey handed to a worker that was already dead lies between the queue and it.
            handed_over, started = queue.intermediate_queue, queue.started_job_registry
            taken = [job_id for job_id, _ in started.get_job_and_execution_ids(cleanup=False)]
            for job_id in dict.fromkeys([*taken, *handed_over.get_job_ids()]):
                _queue_again(queue, job_id)
            client.delete(started.key, handed_over.key, RQScheduler.get_locking_key(QUEUE))

    def _queue_server(self) -> redis.Redis:
        return redis.Redis.from_url(self.outside or Valkey(self.state).url())


def _queue_again(queue: Queue, job_id: str) -> None:
    job = queue.fetch_job(job_id)
    if job and not job.is_finished and job_id not in queue.get_job_ids():
        queue.enqueue_job(job, at_front=True)
