"""A new index is made beside the one in use, and takes its place when it is whole.

Meanwhile the site searches the old one. Every change goes to both (`entries`); a batch of
the rebuild holds the locks of its entries, so it never overwrites what is newer.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from typing import Any

import sqlalchemy as sa
from ckan import model

from ckanext.ambon.search.indexing import documents, entries, fitting, outbox, places, solr
from ckanext.ambon.search.model import Rebuild

PARTS = 2
BATCH = 100
PATIENCE = 120.0
LOOK = 0.3

_ONE = sa.text("SELECT pg_try_advisory_lock(:room, 1)")

Progress = Callable[[int, int], None]


class RebuildError(Exception):
    """The new index is not whole; the message says what to do."""


def rebuild(progress: Progress) -> int:
    """Make the index anew, or go on where it was interrupted; return how many entries it has."""
    with _only_one():
        new = _begun() or _begin()
        _fill(progress)
        return _put_in_use(new)


def give_up() -> bool:
    """Forget a new index that was begun; tell whether there was one."""
    with _only_one(), entries.own_session():
        begun = model.Session.query(Rebuild).first()
        if begun is None:
            return False
        new = begun.core
        model.Session.query(Rebuild).delete()
        model.Session.commit()
    places.place().remove(new)
    return True


def _begun() -> str | None:
    """Return the new index that was begun and can be gone on with."""
    with entries.own_session():
        begun = model.Session.query(Rebuild).all()
        if not begun or any(part.spoiled for part in begun):
            return None
        return begun[0].core


def _begin() -> str:
    new = places.place().make()
    with entries.own_session():
        model.Session.query(Rebuild).delete()
        parts = [Rebuild(part=part, core=new, after="", spoiled=False) for part in range(PARTS)]
        model.Session.add_all(parts)
        model.Session.commit()
    return new


def _fill(progress: Progress) -> None:
    """Let each part be worked on by a process of its own."""
    # A connection to the database cannot be shared with a child.
    model.Session.remove()
    model.meta.engine.dispose()  # pyright: ignore[reportOptionalMemberAccess]
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=_work, args=(part,), daemon=True) for part in range(PARTS)]
    for worker in workers:
        worker.start()
    _watch(workers, progress)
    if any(worker.exitcode for worker in workers):
        message = (
            "Penyusunan indeks terputus; situs tetap memakai indeks lama. "
            "Ulangi perintah ini: yang sudah jadi tidak diulang."
        )
        raise RebuildError(message)


def _watch(workers: Sequence[BaseProcess], progress: Progress) -> None:
    while any(worker.is_alive() for worker in workers):
        time.sleep(LOOK)
        progress(*_progress())
    progress(*_progress())


def _progress() -> tuple[int, int]:
    whole = sa.func.count()
    done = whole.filter(model.Package.id <= Rebuild.after)
    with entries.own_session():
        joined = sa.select(done, whole).join_from(model.Package, Rebuild, _part() == Rebuild.part)
        row = model.Session.execute(joined).one()
    return row[0], row[1]


def _work(part: int) -> None:
    """Fill the new index with one part of the entries, batch by batch."""
    # The parent's connections are not ours to close.
    model.meta.engine.dispose(close=False)  # pyright: ignore[reportOptionalMemberAccess]
    with solr.patience(PATIENCE):
        while _write_next(part):
            pass


def _write_next(part: int) -> bool:
    with entries.own_session():
        row = model.Session.get(Rebuild, part)
        if row is None:
            return False
        batch = _next(row)
        if batch:
            outbox.lock(batch)
            entries.send(solr.connection_to(row.core), documents.of(batch), ())
            row.after = batch[-1]
            model.Session.commit()
    return bool(batch)


def _next(row: Rebuild) -> list[str]:
    wanted = (
        model.Session.query(model.Package.id)
        .filter(model.Package.id > row.after, _part() == row.part)
        .order_by(model.Package.id)
        .limit(BATCH)
    )
    return [entry_id for (entry_id,) in wanted]


def _part() -> Any:
    """Return the part that an entry belongs to, by its id."""
    number = sa.cast(sa.func.hashtext(model.Package.id), sa.BigInteger)
    return sa.func.mod(sa.func.abs(number), PARTS)


def _put_in_use(new: str) -> int:
    connection = solr.connection_to(new)
    fitting.refuse_other(connection)
    with solr.patience(PATIENCE), entries.own_session():
        connection.commit()
        outbox.lock_all()
        if model.Session.query(Rebuild).filter(Rebuild.spoiled).first():
            message = (
                "Satu perubahan tidak sampai di indeks baru; situs tetap memakai indeks lama. "
                "Ulangi perintah ini: penyusunan dimulai dari awal."
            )
            raise RebuildError(message)
        connection.commit()
        whole = connection.search("*:*", rows=0).hits
        places.place().use(new)
        model.Session.query(Rebuild).delete()
        model.Session.commit()
    return whole


@contextmanager
def _only_one() -> Iterator[None]:
    """Refuse to work where another process makes the index anew."""
    url = model.meta.engine.url  # pyright: ignore[reportOptionalMemberAccess]
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.connect() as connection:
        if not connection.execute(_ONE, {"room": outbox.LOCKS}).scalar():
            message = "Indeks sedang disusun ulang oleh perintah lain."
            raise RebuildError(message)
        yield
