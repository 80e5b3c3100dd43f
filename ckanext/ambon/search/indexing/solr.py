"""The connections to Solr, core's and ours: kept open, given up soon, at the next address.

A question goes on to the next address where one does not answer. A change does only where
it cannot have arrived: what may still be on its way is for the outbox to look at again.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar

import pysolr
import requests
from ckan.lib import search
from ckan.lib.search import common
from ckan.lib.search import index as core_index
from ckan.lib.search import query as core_query

from ckanext.ambon.search.indexing import addresses, documents, transport

SILENT = ("Failed to connect to server", "Connection to server", "timed out")
# A server that is unable to work; one that does not know the core.
AWAY = (*SILENT, "HTTP 5", "HTTP 404")
NEVER_ARRIVED = ("NewConnectionError", "ConnectTimeout", "HTTP 5", "HTTP 404")
RESTS = "Failed to connect to server: it did not answer a moment ago."

# Where pysolr searches.
SEARCH = "select/"

# No reader waits longer for an answer; where the last one never came, not even so long.
ANSWER, ANSWER_OF_SILENT = 5.0, 2.0

Answer = TypeVar("Answer")
_patience: ContextVar[float | None] = ContextVar("patience", default=None)
_core_connection = common.make_connection


@dataclass
class Besides:
    """What is asked besides CKAN's own question, in the same request, and what it counted."""

    options: dict[str, Any]
    filters: list[str]
    counts: dict[str, int] = field(default_factory=dict)


_besides: ContextVar[Besides | None] = ContextVar("besides", default=None)


class SchemaError(pysolr.SolrError):
    """The index that answers is not one of ours."""


class Connection(pysolr.Solr):
    """A connection that finds an address that answers; signs each document, whoever sends it."""

    longest: float

    def search(self, q: str, search_handler: str | None = None, **options: Any) -> Any:
        """Search, and ask what is to be asked besides."""
        more = _besides.get()
        if more is None:
            return super().search(q, search_handler, **options)
        filters = [*options.get("fq", ()), *more.filters]
        asked = {"q": q, **options, **more.options, "fq": filters}
        found = super().search(search_handler=search_handler, **asked)
        more.counts = found.facets.get("facet_queries", {})
        return found

    def add(self, docs: list[dict[str, Any]], *args: Any, **options: Any) -> Any:
        """Send the documents."""
        key = documents.FINGERPRINT
        whole = [documents.completed(document) for document in docs]
        signed = [{**document, key: documents.fingerprint(document)} for document in whole]
        return super().add(signed, *args, **options)

    def _send_request(self, method: str, path: str = "", *args: Any, **options: Any) -> Any:
        """Do what pysolr does with every request, by the first address that answers."""
        writing = path.startswith("update")
        if not writing and addresses.rests():
            raise pysolr.SolrError(RESTS)
        self.timeout = self._each_waits(writing=writing)
        for _other in range(addresses.number() - 1):
            try:
                return self._answered(method, path, *args, **options)
            except pysolr.SolrError as error:
                if not is_away(error) or (writing and not _never_arrived(error)):
                    raise
                self._turn_to_next()
        return self._answered(method, path, *args, **options)

    def _answered(self, method: str, path: str, *args: Any, **options: Any) -> Any:
        writing = path.startswith("update")
        try:
            answer = self._found(path, *args, **options)
            answer = answer or super()._send_request(method, path, *args, **options)
        except pysolr.SolrError as error:
            if not writing and _is_silent(error):
                addresses.rest(writing=False)
            raise
        addresses.work(writing=writing)
        return answer

    def _found(self, path: str, body: str = "", *_args: Any, **_options: Any) -> str | None:
        """Return the answer to a search by the shorter way, where that does."""
        handler, _mark, question = path.partition("?")
        address = self._create_full_url(handler)
        if handler != SEARCH or not transport.is_plain(address):
            return None
        return transport.read(address, body or question, self.timeout)

    def _each_waits(self, *, writing: bool) -> float:
        """Return how long an address may take: those that are asked share the time there is."""
        if writing:
            return _patience.get() or self.longest
        most = ANSWER_OF_SILENT if addresses.was_silent() else ANSWER
        return (_patience.get() or min(self.longest, most)) / addresses.number()

    def _turn_to_next(self) -> None:
        addresses.turn_to_next()
        self.url = _at_server(self.url.rpartition("/")[2])


class _Open(threading.local):
    """The connections that this thread keeps open; those of a parent are not ours to use."""

    def __init__(self) -> None:
        self.process, self._session = os.getpid(), requests.Session()

    def session(self) -> requests.Session:
        """Return those of this process."""
        if self.process != os.getpid():
            self.process, self._session = os.getpid(), requests.Session()
        return self._session


_open = _Open()


def install() -> None:
    """Have CKAN take its connections from here."""
    for module in (search, common, core_index, core_query):
        module.make_connection = connection  # pyright: ignore[reportAttributeAccessIssue]


def connection(decode_dates: bool = True) -> Any:  # noqa: FBT001, FBT002 - core's own signature
    """Return a connection as core does; one that collects where documents are made."""
    if documents.is_collecting():
        return documents.Collecting()
    core = _core_connection(decode_dates)
    made = Connection(core.url.rstrip("/"), decoder=core.decoder, timeout=core.timeout)
    made.longest, made.session = core.timeout, _open.session()
    return made


def connection_to(core: str) -> Any:
    """Return a connection to another core or collection of the same server."""
    made = connection()
    made.url = _at_server(core)
    return made


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """Wait at most so long for each answer."""
    token = _patience.set(seconds)
    try:
        yield
    finally:
        _patience.reset(token)


@contextmanager
def besides(options: dict[str, Any], filters: list[str]) -> Iterator[Besides]:
    """Ask this too with each search inside; the counts of its facet queries are kept.

    CKAN refuses in a question what is not its own, and that is right where it comes from
    outside; this is ours.
    """
    more = Besides(options, filters)
    token = _besides.set(more)
    try:
        yield more
    finally:
        _besides.reset(token)


def told(tell: Callable[[], Answer]) -> Answer:
    """Return what `tell` returns, which changes the index; try each address before it raises.

    What `tell` does itself after a failure is what makes it safe to tell again.
    """
    for _other in range(addresses.number() - 1):
        try:
            return tell()
        except Exception as error:
            if not is_away(error):
                raise
            addresses.turn_to_next()
    try:
        return tell()
    except Exception as error:
        if is_away(error):
            addresses.rest(writing=True)
        raise


def is_away(error: BaseException) -> bool:
    """Tell whether an error says that Solr does not answer or is unable to work."""
    nobody = SchemaError | common.SolrConnectionError | requests.RequestException | OSError
    if isinstance(error, nobody):
        return True
    return isinstance(error, pysolr.SolrError | common.SearchError | common.SearchIndexError) and (
        any(words in str(error) for words in AWAY)
    )


def _is_silent(error: pysolr.SolrError) -> bool:
    return any(words in str(error) for words in SILENT)


def _never_arrived(error: pysolr.SolrError) -> bool:
    return any(words in str(error) for words in NEVER_ARRIVED)


def _at_server(core: str) -> str:
    """Return the address of a core at the server in use, with the password core puts in it."""
    return f"{_core_connection().url.rstrip('/').rpartition('/')[0]}/{core}"
