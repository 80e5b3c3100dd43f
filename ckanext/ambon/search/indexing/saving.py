"""A save tells the index of its own entries right after its commit.

Core tells it before the commit; what is then rolled back stays in the index. Here core's
call only says which entries were saved.
"""

from __future__ import annotations

import logging
import time
from typing import Any

from ckan import model
from sqlalchemy import event

from ckanext.ambon.search.indexing import addresses, entries, outbox, planning, solr

log = logging.getLogger(__name__)

SAVED = "ambon_search_saved"
COMMITTED = "ambon_search_committed"
MANY = "ambon_search_many"
OF_MANY = (model.Group, model.Member, model.Tag, model.Vocabulary)
PATIENCE = 0.9


def install() -> None:
    """Listen to the sessions of CKAN; twice is once."""
    listeners = {
        "after_flush": _flushed,
        "after_commit": _committed,
        "after_transaction_end": _ended,
    }
    for name, listener in listeners.items():
        if not event.contains(model.Session, name, listener):
            event.listen(model.Session, name, listener)


def after_commit(entry_id: str) -> None:
    """Have the index told of an entry when the running transaction is committed."""
    model.Session.info.setdefault(SAVED, {})[entry_id] = None


def rows_changed(entry_id: str) -> None:
    """Tell the index of an entry whose rows, in the other database, are no longer the same."""
    if outbox.is_there():
        with entries.own_session():
            outbox.note([entry_id])
            model.Session.commit()
        tell([entry_id])


def _flushed(session: Any, _context: Any) -> None:
    """Remember that something was changed that stands in the documents of many entries."""
    changed = (*session.new, *session.dirty, *session.deleted)
    if any(isinstance(one, OF_MANY) for one in changed):
        session.info[MANY] = True


def _committed(session: Any) -> None:
    session.info[COMMITTED] = True


def _ended(session: Any, transaction: Any) -> None:
    """Tell the index, at the end of the outermost transaction and if it was committed."""
    if transaction.parent is not None:
        session.info.pop(COMMITTED, None)
        return
    committed, saved = session.info.pop(COMMITTED, False), session.info.pop(SAVED, None)
    many = session.info.pop(MANY, False)
    if committed and saved:
        tell(list(saved))
    if committed and many:
        planning.wake()


def tell(entry_ids: list[str]) -> None:
    """Write the entries to the index at once, or leave them to the worker."""
    deadline = time.monotonic() + PATIENCE
    if not addresses.rests() and not addresses.takes_nothing() and _is_told(entry_ids, deadline):
        return
    planning.wake()


def _is_told(entry_ids: list[str], deadline: float) -> bool:
    """Tell whether the index has the entries.

    Whatever goes wrong here concerns the index; the save is done and must not fail.
    """
    try:
        solr.told(lambda: entries.write_at_once(entry_ids, _left(deadline)))
    except Exception as error:
        if not solr.is_away(error):
            log.warning("The search index did not take %s: %s", entry_ids, error)
        return False
    return True


def _left(deadline: float) -> float:
    return max(deadline - time.monotonic(), 0.05)
