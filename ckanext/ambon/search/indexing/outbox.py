"""The notes of what the index must learn, and the locks of those who tell it.

A note is dropped only after the index has what it stands for. Who writes an entry to the
index holds its lock, reads the notes, then the entry: whatever changes later has a note
of its own.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from typing import Any

import sqlalchemy as sa
from ckan import model

from ckanext.ambon.search.model import Note, stands

Key = tuple[str, int]
NOTES: Any = Note.__table__

# Behind a request that was given up, an older version may still arrive; a second look
# after this time puts it right.
SECOND_LOOK = datetime.timedelta(seconds=5)
LONGEST_PAUSE = datetime.timedelta(seconds=60)

# Our place among the advisory locks of the database.
LOCKS = 460_115
_SWAP = sa.text("SELECT pg_advisory_xact_lock(:room, 0)")
_NO_SWAP = sa.text("SELECT pg_advisory_xact_lock_shared(:room, 0)")
_LOCK = sa.text("SELECT pg_advisory_xact_lock(hashtextextended(:entry, :room))")
_TRY = sa.text("SELECT pg_try_advisory_xact_lock(hashtextextended(:entry, :room))")


def is_there() -> bool:
    """Tell whether the database notes changes; before `ckan db upgrade` it does not."""
    return stands(Note)


def lock(entry_ids: Iterable[str]) -> None:
    """Wait until nobody else writes these entries to the index, and keep it so."""
    model.Session.execute(_NO_SWAP, {"room": LOCKS})
    for entry_id in sorted(entry_ids):
        model.Session.execute(_LOCK, {"entry": entry_id, "room": LOCKS})


def lock_free(entry_ids: Iterable[str]) -> list[str]:
    """Lock those of the entries that nobody else is writing; return them."""
    model.Session.execute(_NO_SWAP, {"room": LOCKS})
    locked = []
    for entry_id in entry_ids:
        if model.Session.execute(_TRY, {"entry": entry_id, "room": LOCKS}).scalar():
            locked.append(entry_id)
    return locked


def lock_all() -> None:
    """Wait until nobody writes to the index, and keep it so: the indexes change places."""
    model.Session.execute(_SWAP, {"room": LOCKS})


def has_note(entry_id: str) -> bool:
    """Tell whether there is a note of the entry, one of the present transaction included."""
    found = sa.select(NOTES.c.entry_id).where(NOTES.c.entry_id == entry_id).limit(1)
    return model.Session.execute(found).first() is not None


def is_filled() -> bool:
    """Tell whether there is any note."""
    return model.Session.execute(sa.select(NOTES.c.entry_id).limit(1)).first() is not None


def due(most: int) -> list[str]:
    """Return the entries that have waited longest."""
    waiting = (
        sa.select(NOTES.c.entry_id)
        .group_by(NOTES.c.entry_id)
        .having(sa.func.max(NOTES.c.due) <= sa.func.clock_timestamp())
        .order_by(sa.func.min(NOTES.c.noted))
        .limit(most)
    )
    return list(model.Session.scalars(waiting))


def keys(entry_ids: Collection[str]) -> list[Key]:
    """Return the notes of these entries that stand at this moment."""
    wanted = sa.select(NOTES.c.entry_id, NOTES.c.transaction).where(_of(entry_ids))
    return [(entry_id, transaction) for entry_id, transaction in model.Session.execute(wanted)]


def done(told: Collection[Key]) -> None:
    """Drop the notes of what the index has; what is doubtful stays for a second look."""
    if not told:
        return
    these = sa.tuple_(NOTES.c.entry_id, NOTES.c.transaction).in_(list(told))
    model.Session.execute(sa.delete(NOTES).where(these, NOTES.c.doubtful.is_(False)))
    again = sa.update(NOTES).where(these)
    model.Session.execute(again.values(doubtful=False, due=_after(SECOND_LOOK)))


def doubt(entry_ids: Collection[str]) -> None:
    """Note that an older version of these entries may still reach the index."""
    model.Session.execute(sa.update(NOTES).where(_of(entry_ids)).values(doubtful=True))


def refuse(entry_id: str, reason: str) -> None:
    """Note why the index did not take an entry; it is tried again, later each time."""
    pause = sa.func.least(sa.literal(LONGEST_PAUSE), _seconds(sa.func.power(2, NOTES.c.tries)))
    values = {"tries": NOTES.c.tries + 1, "refusal": reason[:500], "due": _now() + pause}
    model.Session.execute(sa.update(NOTES).where(NOTES.c.entry_id == entry_id).values(values))


def waiting(longer_than: datetime.timedelta) -> int:
    """Return how many entries have waited for longer."""
    late = NOTES.c.noted < _now() - sa.literal(longer_than)
    count = sa.select(sa.func.count(sa.distinct(NOTES.c.entry_id))).where(late)
    return int(model.Session.execute(count).scalar() or 0)


def note(entry_ids: Collection[str]) -> None:
    """Have the index learn these entries anew."""
    text = sa.text("SELECT ambon_search_note(entry) FROM unnest(CAST(:entries AS text[])) AS entry")
    model.Session.execute(text, {"entries": list(entry_ids)})


def _of(entry_ids: Collection[str]) -> Any:
    return NOTES.c.entry_id.in_(list(entry_ids))


def _now() -> Any:
    return sa.func.clock_timestamp()


def _after(pause: datetime.timedelta) -> Any:
    return _now() + sa.literal(pause)


def _seconds(number: Any) -> Any:
    return number * sa.literal(datetime.timedelta(seconds=1))
