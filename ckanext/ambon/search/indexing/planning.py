"""The worker looks into the outbox: where it is woken, while something is left, and at times."""

from __future__ import annotations

import datetime
import logging
import math

import ckan.plugins.toolkit as tk
from ckan.lib.redis import connect_to_redis
from redis.exceptions import RedisError

from ckanext.ambon.search.indexing import worker

log = logging.getLogger(__name__)

# A save tells the index itself, or wakes the worker; the seldom look is for what was killed.
SOON, SELDOM = 2, 60
_WOKEN = "ambon:{site}:search-woken"


def wake() -> None:
    """Have the worker look into the outbox now; asked often within a second, once."""
    key = _WOKEN.format(site=tk.config["ckan.site_id"])
    try:
        if connect_to_redis().set(key, 1, nx=True, px=1000):
            tk.get_job_queue().enqueue(look, result_ttl=0)
    except RedisError as error:
        log.warning("The worker cannot be woken: %s", error)


def begin() -> None:
    """Plan the first look; every process that starts does, the worker itself too."""
    try:
        plan_next()
    except RedisError as error:
        log.warning("The worker cannot be planned for: %s", error)


def keep_looking() -> None:
    """Look into the outbox, and plan the next look before anything can go wrong."""
    plan_next()
    look()


def look() -> None:
    """Tell the index what is due; look again soon where something is left."""
    worker.empty()
    if worker.has_more():
        plan_next(SOON)


def plan_next(seconds: int = SELDOM) -> None:
    """Plan the next look; planned by many it is planned once, for it has the name of its time."""
    now = datetime.datetime.now(datetime.timezone.utc).timestamp()
    slot = (math.floor(now / seconds) + 1) * seconds
    at = datetime.datetime.fromtimestamp(slot, datetime.timezone.utc)
    what = keep_looking if seconds == SELDOM else look
    options = {"job_id": f"ambon-search-{what.__name__}-{slot}", "result_ttl": 0}
    tk.get_job_queue().enqueue_at(at, what, **options)
