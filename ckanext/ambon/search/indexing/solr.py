"""The connections to Solr: one of several addresses, kept open, and given up soon.

Where an address does not answer, the next takes its place; where none does, nobody asks
for a few seconds, so that a page or a save does not wait again for what is away.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

import ckan.plugins.toolkit as tk
import pysolr
import requests
from ckan.lib.search import common
from ckan.lib.search import index as core_index
from ckan.lib.search import query as core_query

from ckanext.ambon.search.indexing import documents

ADDRESSES = "ckanext.ambon.search.addresses"

# Who finds all addresses away, does not ask again so soon.
REST = 3.0
AWAY = ("Failed to connect to server", "Connection to server", "timed out", "HTTP 5")

Answer = TypeVar("Answer")
_patience: ContextVar[float | None] = ContextVar("patience", default=None)
_core_connection = common.make_connection


class Connection(pysolr.Solr):
    """A connection that completes each document and signs it, whoever sends it."""

    def add(self, docs: list[dict[str, Any]], *args: Any, **options: Any) -> Any:
        """Send the documents."""
        key = documents.FINGERPRINT
        whole = [documents.completed(document) for document in docs]
        signed = [{**document, key: documents.fingerprint(document)} for document in whole]
        return super().add(signed, *args, **options)


class _Open(threading.local):
    """The connections that this thread keeps open, and until when it does not ask."""

    def __init__(self) -> None:
        self.session = requests.Session()
        self.rests_until = 0.0


_open = _Open()


def install() -> None:
    """Have CKAN take its connections from here."""
    for module in (common, core_index, core_query):
        module.make_connection = connection  # pyright: ignore[reportAttributeAccessIssue]


def connection(decode_dates: bool = True) -> Any:  # noqa: FBT001, FBT002 - core's own signature
    """Return a connection as core does; one that collects where documents are made."""
    if documents.is_collecting():
        return documents.Collecting()
    core = _core_connection(decode_dates)
    timeout: Any = _patience.get() or core.timeout
    made = Connection(core.url, decoder=core.decoder, timeout=timeout)
    made.session = _open.session
    return made


def connection_to(core: str) -> Any:
    """Return a connection to another core or collection of the same server."""
    made = connection()
    made.url = f"{server()}/{core}"
    return made


def server() -> str:
    """Return the address of the server without the core."""
    return tk.config["solr_url"].rstrip("/").rpartition("/")[0]


def core() -> str:
    """Return the name of the core, collection or alias that the site searches."""
    return tk.config["solr_url"].rstrip("/").rpartition("/")[2]


def rests() -> bool:
    """Tell whether Solr was away a moment ago."""
    return time.monotonic() < _open.rests_until


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """Wait at most so long for each answer."""
    token = _patience.set(seconds)
    try:
        yield
    finally:
        _patience.reset(token)


def asked(ask: Callable[[], Answer]) -> Answer:
    """Return what `ask` returns, by the first address that answers; else raise what it raised.

    An error that is not Solr's absence is raised at once.
    """
    for _address in _addresses()[1:]:
        try:
            return ask()
        except Exception as error:
            if not is_away(error):
                raise
            _turn_to_next()
    return _last(ask)


def is_away(error: BaseException) -> bool:
    """Tell whether an error says that Solr does not answer or is unable to work."""
    if isinstance(error, common.SolrConnectionError | requests.RequestException | OSError):
        return True
    return isinstance(error, pysolr.SolrError | common.SearchError | common.SearchIndexError) and (
        any(words in str(error) for words in AWAY)
    )


def _last(ask: Callable[[], Answer]) -> Answer:
    try:
        answer = ask()
    except Exception as error:
        if is_away(error):
            _turn_to_next()
            _open.rests_until = time.monotonic() + REST
        raise
    _open.rests_until = 0.0
    return answer


def _addresses() -> list[str]:
    """Return the addresses, the one in use first."""
    given = (tk.config.get(ADDRESSES) or "").split()
    used = tk.config["solr_url"]
    return [used, *(one for one in given if one != used)]


def _turn_to_next() -> None:
    given = (tk.config.get(ADDRESSES) or "").split()
    used = tk.config["solr_url"]
    if len(given) > 1:
        place = given.index(used) + 1 if used in given else 0
        tk.config["solr_url"] = given[place % len(given)]
