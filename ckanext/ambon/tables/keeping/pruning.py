"""What is kept goes again: of each file the last publications are kept, and none for ever."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from ckanext.ambon.tables.keeping import copies, store
from ckanext.ambon.tables.keeping.store import Kept

# A mistake is often mended twice before somebody wants back what was there at first.
MOST = 3
# What is kept of one file beyond its last publication has so many bytes at most.
ROOM = 200_000_000
DAYS = 90


def prune(cursor: Any, resource_id: str, now: datetime.datetime) -> list[str]:
    """Let go what is too much of one file; return the publications whose copies may go too."""
    found = [one for one in store.kept(cursor) if one.told["resource_id"] == resource_id]
    return let_go(cursor, too_much(found, now))


def too_much(found: Iterable[Kept], now: datetime.datetime) -> Iterator[Kept]:
    """Yield the tables to let go, of those of one file, the last replaced first."""
    oldest = (now - datetime.timedelta(days=DAYS)).isoformat()
    seen: list[str] = []
    room = 0
    for one in found:
        if one.told["publication"] not in seen:
            seen.append(one.told["publication"])
        room += one.size if len(seen) > 1 else 0
        if len(seen) > MOST or room > ROOM or one.told["replaced_at"] < oldest:
            yield one


def let_go(cursor: Any, chosen: Iterable[Kept]) -> list[str]:
    """Drop tables that are kept; return the publications of which nothing is left."""
    gone = {}
    for one in chosen:
        store.drop(cursor, one)
        gone[one.told["publication"]] = one
    left = {one.told["publication"] for one in store.kept(cursor)}
    left |= {told["publication"] for told in store.live(cursor).values()}
    return [publication for publication in gone if publication not in left]


def let_go_of(target: str) -> None:
    """Let go all that is kept of a table that was deleted."""
    with store.opened() as cursor:
        found = [one for one in store.kept(cursor) if one.told["target_id"] == target]
        gone = let_go(cursor, found)
    copies.forget(*gone)
