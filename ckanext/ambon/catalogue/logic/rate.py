"""How often one address may do a thing in an hour; the address itself is stored nowhere."""

from __future__ import annotations

import hashlib
import hmac
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.lib.redis import connect_to_redis
from redis import RedisError

HOUR = 3600


def address_of(request: Any) -> str:
    """Return the address that a request comes from; behind a proxy on this machine, as it says."""
    direct = request.remote_addr or ""
    if direct in ("127.0.0.1", "::1") and request.access_route:
        return request.access_route[-1]
    return direct


def is_too_often(what: str, address: str, most: int) -> bool:
    """Count one more `what` by `address`; tell whether that is more than `most` in an hour.

    Valkey away lets everybody through: a reader's word is worth more than the limit.
    """
    key = f"ambon:rate:{what}:{_unnamed(address)}"
    try:
        store = connect_to_redis()
        count = int(store.incr(key))  # pyright: ignore[reportArgumentType]
        if count == 1:
            store.expire(key, HOUR)
    except RedisError:
        return False
    return count > most


def _unnamed(address: str) -> str:
    secret = str(tk.config["SECRET_KEY"]).encode()
    return hmac.new(secret, address.encode(), hashlib.sha256).hexdigest()[:24]
