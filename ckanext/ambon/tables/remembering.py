"""What was found on the first way through a large file, kept for an hour for the next ones.

Who searches a file for personal data, reads it, and publishes it follow each other closely; each
is right without what is kept here, only slower.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from ckan.lib.redis import connect_to_redis
from redis.exceptions import RedisError

# Not longer: the rows that stand for a file may hold what is not to be public.
_SECONDS = 3600
# Another number where the form of what is kept becomes another.
_FORM = 1


@dataclass(frozen=True)
class Remembered:
    """What is kept of one version of the file of a resource."""

    resource_id: str
    version: str

    def get(self) -> str | None:
        """Return what was kept, None where nothing is or the store does not answer."""
        with suppress(RedisError):
            found = connect_to_redis().get(self._key)
            return found.decode() if isinstance(found, bytes) else None
        return None

    def put(self, text: str) -> None:
        """Keep a text; where the store does not answer, nothing is kept."""
        with suppress(RedisError):
            connect_to_redis().set(self._key, text, ex=_SECONDS)

    @property
    def _key(self) -> str:
        return f"ambon:tables:sketch:{_FORM}:{self.resource_id}:{self.version}"
