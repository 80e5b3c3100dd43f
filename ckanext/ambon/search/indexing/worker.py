"""What the worker does with the outbox: everything that is due, in batches."""

from __future__ import annotations

import logging
import time

from ckanext.ambon.search.indexing import entries, outbox, solr

log = logging.getLogger(__name__)

BATCH = 100
# Other jobs wait meanwhile.
AT_MOST = 20.0


def empty() -> int:
    """Tell the index what is due; return of how many entries.

    Where Solr is away everything stays as it is, for the next look.
    """
    told, until = 0, time.monotonic() + AT_MOST
    while time.monotonic() < until:
        with entries.own_session():
            batch = outbox.due(BATCH) if outbox.is_there() else []
        if not batch:
            break
        written = _write(batch)
        if not written:
            break
        told += written
    return told


def has_more() -> bool:
    """Tell whether something is left: Solr is away, or it is not due yet."""
    with entries.own_session():
        return outbox.is_there() and outbox.is_filled()


def _write(batch: list[str]) -> int:
    try:
        return solr.told(lambda: entries.write_waiting(batch))
    except Exception as error:
        if solr.is_away(error):
            log.warning("Solr does not answer; %s entries wait: %s", len(batch), error)
            return 0
        return _write_each(batch)


def _write_each(batch: list[str]) -> int:
    """Write one by one: what the index refuses must not hold up the rest."""
    written = 0
    for entry_id in batch:
        try:
            written += entries.write_waiting([entry_id])
        except Exception as error:
            if solr.is_away(error):
                return written
            log.warning("The index refuses entry %s: %s", entry_id, error)
    return written
