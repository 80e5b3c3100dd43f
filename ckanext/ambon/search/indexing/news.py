"""What a reader is told of the index: that it may be behind, or that it does not answer."""

from __future__ import annotations

import datetime
import threading
import time
from typing import Any

import ckan.plugins.toolkit as tk

# The toolkit does not export what a search raises.
from ckan.lib.search import SearchError

from ckanext.ambon.search.indexing import addresses, entries, fitting, outbox, planning

# What is younger is on its way; nobody need be told.
LATE = datetime.timedelta(seconds=5)
# Asked at most so often by each process, however many searches there are.
EVERY = 2.0


class AwayError(SearchError):
    """The search does not answer; the message says so to readers."""


class _Known(threading.local):
    """What this thread last heard, and when."""

    def __init__(self) -> None:
        self.old, self.asked = False, float("-inf")


_known = _Known()


def add(search_results: dict[str, Any]) -> dict[str, Any]:
    """Add to what a search tells of itself whether its results may be old, in a sentence."""
    told = search_results.setdefault("ambon", {})
    told["may_be_old"] = may_be_old()
    if told["may_be_old"]:
        told["notice"] = old_notice()
    return search_results


def may_be_old() -> bool:
    """Tell whether a change has been waiting for the index, or the index is none of ours."""
    now = time.monotonic()
    if now - _known.asked > EVERY:
        _known.asked = now
        _known.old = _is_waiting() or not fitting.fits()
    return _known.old


def _is_waiting() -> bool:
    """Tell whether a change has been waiting; have the worker look, if so."""
    with entries.own_session():
        waiting = outbox.is_there() and outbox.waiting(LATE) > 0
    if waiting:
        planning.wake()
    return waiting


def old_notice() -> str:
    """Return the sentence that the results may be old."""
    return tk._("The latest changes are not in the search yet, so these results may be old.")


def away_notice() -> str:
    """Return the sentence that the search does not answer."""
    return tk._(
        "The search does not answer at the moment. Entries can be opened and saved as usual; "
        "please search again in a few minutes."
    )


def search_notice() -> str:
    """Return what a search page must say of the index, or nothing."""
    if addresses.rests():
        return away_notice()
    return old_notice() if may_be_old() else ""
