"""The word lists of a running portal: read anew by every process once a command says so."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from ckan.lib.redis import connect_to_redis
from redis.exceptions import RedisError

from ckanext.ambon.domain.words import known

KEY = "ambon:search:words"
# Seconds for which a process does not ask again whether the lists changed.
QUIET = 1.0


@dataclass
class Seen:
    """The state of the lists that this process has read, and when it last asked."""

    mark: Any = None
    asked_at: float = float("-inf")


_seen = Seen()


def announce() -> None:
    """Tell all processes that the lists changed; each reads them before its next search."""
    connect_to_redis().incr(KEY)


def refresh() -> None:
    """Read the lists anew if they were announced since this process read them."""
    if time.monotonic() - _seen.asked_at < QUIET:
        return
    _seen.asked_at = time.monotonic()
    try:
        mark = connect_to_redis().get(KEY)
    except RedisError:
        # A search goes on with the words it knows.
        return
    if mark != _seen.mark:
        _seen.mark = mark
        known.forget()
