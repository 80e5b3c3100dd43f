"""Where a new index is made beside the one in use, and how the two change places.

A single Solr has cores, which are swapped; SolrCloud has collections, and an alias that
is turned from one to the other.
"""

from __future__ import annotations

import datetime
from pathlib import PurePath
from typing import Any, Protocol

import requests

from ckanext.ambon.search.indexing import addresses

PATIENCE = 120


class PlaceError(Exception):
    """Solr refuses to make, swap or remove an index; the message says what to do."""


class Place(Protocol):
    """What makes a new index, puts it in use, and removes one."""

    def make(self) -> str:
        """Make an empty index with the configuration of the one in use; return its name."""
        ...

    def use(self, new: str) -> None:
        """Put the new index in use, and remove the one that it replaces."""
        ...

    def remove(self, name: str) -> None:
        """Remove an index that is not in use."""
        ...


def place() -> Place:
    """Return how it is done on the server in use."""
    mode = _ask("info/system").get("mode")
    return _Collections() if mode == "solrcloud" else _Cores()


class _Cores:
    """A single Solr: two folders take turns."""

    def make(self) -> str:
        used = addresses.core()
        new, folder = f"{used}_rebuild", f"{used}_rebuild"
        status = _ask("cores", action="STATUS")["status"]
        if used not in status:
            message = f"Solr tidak mengenal inti “{used}”."
            raise PlaceError(message)
        if PurePath(status[used]["instanceDir"]).name == folder:
            folder = used
        if new in status:
            self.remove(new)
        try:
            _ask("cores", action="CREATE", name=new, instanceDir=folder)
        except PlaceError as error:
            message = (
                f"Inti kedua “{new}” tidak dapat dibuat. Salin folder conf dari inti “{used}” "
                f"ke folder “{folder}” di sebelahnya, lalu ulangi.\n{error}"
            )
            raise PlaceError(message) from error
        return new

    def use(self, new: str) -> None:
        _ask("cores", action="SWAP", core=addresses.core(), other=new)
        self.remove(new)

    def remove(self, name: str) -> None:
        _ask("cores", action="UNLOAD", core=name, deleteDataDir="true")


class _Collections:
    """SolrCloud: each new index has a name of its own; the site asks the alias."""

    def make(self) -> str:
        used = self._used()
        state = _ask("collections", action="CLUSTERSTATUS", collection=used)
        known: dict[str, Any] = state["cluster"]["collections"][used]
        now = datetime.datetime.now(datetime.timezone.utc)
        new = f"{addresses.core()}_{now:%Y%m%d%H%M%S}"
        _ask(
            "collections",
            action="CREATE",
            name=new,
            numShards=1,
            replicationFactor=known.get("replicationFactor", 1),
            **{"collection.configName": known["configName"]},
        )
        return new

    def use(self, new: str) -> None:
        old = self._used()
        _ask("collections", action="CREATEALIAS", name=addresses.core(), collections=new)
        self.remove(old)

    def remove(self, name: str) -> None:
        _ask("collections", action="DELETE", name=name)

    def _used(self) -> str:
        alias = addresses.core()
        aliases = _ask("collections", action="LISTALIASES")["aliases"]
        if alias not in aliases:
            message = (
                f"“{alias}” di SolrCloud adalah koleksi, bukan alias, jadi tidak dapat ditukar. "
                "Buat alias untuknya dan pakai alias itu di solr_url (docs/search.md)."
            )
            raise PlaceError(message)
        return aliases[alias]


def _ask(what: str, **asked: Any) -> dict[str, Any]:
    answer = _answer(what, asked)
    try:
        told = answer.json()
    except ValueError as error:
        message = f"Solr tidak menjawab: {error}"
        raise PlaceError(message) from error
    if not answer.ok:
        message = str(told.get("error", {}).get("msg", answer.status_code))
        raise PlaceError(message)
    return told


def _answer(what: str, asked: dict[str, Any]) -> requests.Response:
    """Return what the first server says that is there."""
    failure = ""
    for _address in range(addresses.number()):
        try:
            return requests.get(f"{addresses.server()}/admin/{what}", asked, timeout=PATIENCE)
        except requests.ConnectionError as error:
            failure = str(error)
            addresses.turn_to_next()
        except requests.RequestException as error:
            failure = str(error)
            break
    message = f"Solr tidak menjawab: {failure}"
    raise PlaceError(message)
