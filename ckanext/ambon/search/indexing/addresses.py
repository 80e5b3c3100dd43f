"""Where Solr is asked: one of several addresses; and for how long nobody asks one that is away.

The address in use stands in CKAN's own option, so that core, too, asks the one that answers.
"""

from __future__ import annotations

import threading
import time

import ckan.plugins.toolkit as tk

OPTION = "ckanext.ambon.search.addresses"

# Who finds all addresses away, does not ask again so soon.
REST = 3.0


class _Rest(threading.local):
    """Until when this thread neither asks nor writes.

    They are two: a server without its ZooKeeper answers, and takes nothing.
    """

    def __init__(self) -> None:
        self.asking = self.writing = 0.0
        self.silent = False


_rest = _Rest()


def used() -> str:
    """Return the address in use."""
    return tk.config["solr_url"].rstrip("/")


def number() -> int:
    """Return how many there are."""
    return len({*_given(), used()})


def turn_to_next() -> None:
    """Use the next address from now on."""
    given, now = _given(), used()
    if given:
        place = given.index(now) + 1 if now in given else 0
        tk.config["solr_url"] = given[place % len(given)]


def server() -> str:
    """Return the address of the server without the core."""
    return used().rpartition("/")[0]


def core() -> str:
    """Return the name of the core, collection or alias that the site searches."""
    return used().rpartition("/")[2]


def rests() -> bool:
    """Tell whether no address answered a moment ago."""
    return time.monotonic() < _rest.asking


def was_silent() -> bool:
    """Tell whether the last question got no answer from any address."""
    return _rest.silent


def takes_nothing() -> bool:
    """Tell whether no address took a change a moment ago."""
    return time.monotonic() < _rest.writing


def rest(*, writing: bool) -> None:
    """Leave alone for a while what did not answer, or did not take a change."""
    until = time.monotonic() + REST
    if writing:
        _rest.writing = until
    else:
        _rest.asking, _rest.silent = until, True


def work(*, writing: bool) -> None:
    """Note that an address answers, or takes changes."""
    _rest.asking, _rest.silent = 0.0, False
    if writing:
        _rest.writing = 0.0


def forget() -> None:
    """Know nothing of how Solr was a moment ago."""
    _rest.asking = _rest.writing = 0.0
    _rest.silent = False


def _given() -> list[str]:
    return [address.rstrip("/") for address in (tk.config.get(OPTION) or "").split()]
