"""The numbers of a day in Valkey: one hash for each kind of thing counted.

Valkey away costs the numbers, never the page.
"""

from __future__ import annotations

import datetime
import logging
from collections.abc import Iterator
from typing import Any

from ckan.lib.redis import connect_to_redis
from redis import RedisError

from ckanext.ambon.domain import clock

log = logging.getLogger(__name__)

# Entries read; questions asked, of which empty found nothing and used led to an entry.
KINDS = ("reads", "asked", "empty", "used")

# A robot that passes for a reader must not fill the memory; a night missed must lose nothing.
MOST_NAMES = 20_000
KEEP = datetime.timedelta(days=30)


def add(kind: str, name: str) -> None:
    """Count one more of `name` today."""
    key = _key(clock.today(), kind)
    try:
        store = connect_to_redis()
        if store.hlen(key) < MOST_NAMES or store.hexists(key, name):
            store.hincrby(key, name, 1)
            store.expire(key, KEEP)
    except RedisError:
        log.warning("not counted: Valkey does not answer")


def days_before(today: datetime.date) -> Iterator[datetime.date]:
    """Yield the past days that may still have numbers, the oldest first."""
    for ago in range(KEEP.days, 0, -1):
        yield today - datetime.timedelta(days=ago)


def numbers(day: datetime.date, kind: str) -> dict[str, int]:
    """Return how often each name was counted on a day."""
    found: Any = connect_to_redis().hgetall(_key(day, kind))
    return {name.decode(): int(count) for name, count in found.items()}


def forget(day: datetime.date) -> None:
    """Drop the numbers of a day, once they are written down."""
    connect_to_redis().delete(*(_key(day, kind) for kind in KINDS))


def _key(day: datetime.date, kind: str) -> str:
    return f"ambon:count:{kind}:{day}"
