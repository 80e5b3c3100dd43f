"""The documents of a set of entries, the same that CKAN makes one by one.

What an entry holds is read in sets (`reading`); what becomes of it is core's own
`index_package`, with a connection that collects what would be sent.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import ckan.plugins as p
from ckan import model

# The index is made from both schemas, which no action returns together.
from ckan.lib.plugins import lookup_package_plugin, plugin_validate
from ckan.lib.search.index import PackageSearchIndex
from ckan.logic.schema import default_show_package_schema
from ckan.types import Context

from ckanext.ambon.search.document import add_fields
from ckanext.ambon.search.indexing import reading

FINGERPRINT = "ambon_fingerprint"
# The field that every completed document has.
OURS = "ambon_title"
# The field by which an entry can be read; a document that is no entry's has none.
SHOWN = "validated_data_dict"

# Of no meaning for whether a document is right: it changes with every reader.
_PASSING = ("ambon_rank", FINGERPRINT)
_collected: ContextVar[list[dict[str, Any]] | None] = ContextVar("collected", default=None)


class Collecting:
    """Stands for a connection to Solr while documents are made; keeps them instead."""

    url = "none"

    def add(self, docs: list[dict[str, Any]], **_options: Any) -> None:
        """Keep what would be sent."""
        kept = _collected.get()
        if kept is not None:
            kept.extend(completed(one) for one in docs)

    def delete(self, **_options: Any) -> None:
        """Keep nothing: an entry without a document is one to be removed."""


def is_collecting() -> bool:
    """Tell whether documents are being made here, not sent."""
    return _collected.get() is not None


def of(entry_ids: Collection[str]) -> list[dict[str, Any]]:
    """Return the documents of those of the entries that belong in the index."""
    held = reading.packages(entry_ids)
    shown = reading.dictized(held)
    with _collecting() as documents:
        for package in held:
            PackageSearchIndex().index_package(_in_both_schemas(package, shown[package.id]))
    return documents


def completed(document: dict[str, Any]) -> dict[str, Any]:
    """Return a document with the fields of this room.

    They are made last, of what the document then holds: what another plugin took out of
    it, as the guard does with a withheld file, must not come back in our words.
    """
    if OURS in document or SHOWN not in document:
        return document
    return add_fields(document)


def fingerprint(document: dict[str, Any]) -> str:
    """Return a word that changes with anything that a document says."""
    said = {key: value for key, value in document.items() if key not in _PASSING and value}
    text = json.dumps(said, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def _in_both_schemas(package: model.Package, entry: dict[str, Any]) -> dict[str, Any]:
    """Do what core's `package_show_default_and_custom_schemas` does."""
    context: Any = Context(ignore_auth=True, use_cache=False, validate=False)
    context |= {"package": package, "session": model.Session}
    plain, _errors = plugin_validate(object(), context, entry, _plain_schema(), "package_show")
    plugin = lookup_package_plugin(entry["type"])
    schema = plugin.show_package_schema()
    shown, _errors = plugin_validate(plugin, context, entry, schema, "package_show")
    for hook in p.PluginImplementations(p.IPackageController):
        hook.after_dataset_show(context, shown)
    return {**plain, "with_custom_schema": shown}


def _plain_schema() -> Any:
    """Return core's schema without the question whether another entry has the same name.

    Its answer is an error, and errors are not looked at where an entry is shown.
    """
    schema: Any = default_show_package_schema()
    schema["name"] = [one for one in schema["name"] if one.__name__ != "package_name_validator"]
    return schema


@contextmanager
def _collecting() -> Iterator[list[dict[str, Any]]]:
    documents: list[dict[str, Any]] = []
    token = _collected.set(documents)
    try:
        yield documents
    finally:
        _collected.reset(token)
