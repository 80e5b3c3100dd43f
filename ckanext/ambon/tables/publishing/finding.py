"""Rows that are published and cannot be found by their words yet; and what makes them found.

Large tables are published first and made searchable right after. Where the worker was killed in
between, or the disk was full, the rows stay published; by night it is made up for.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import ckan.plugins.toolkit as tk
from ckanext.datastore.backend import postgres as datastore

from ckanext.ambon.domain import table_standards
from ckanext.ambon.tables.keeping import store
from ckanext.ambon.tables.publishing import loading

Fields = Sequence[Mapping[str, Any]]


def make(target: str, fields: Fields, key: Sequence[str]) -> None:
    """Let the rows of a published table be found; what is written on the table stays."""
    with loading.transaction(target) as cursor:
        _make(cursor, target, fields, key)
    # They are found already, but slowly.
    with loading.transaction(target) as cursor:
        loading.index_words(cursor, target)


def _make(cursor: Any, target: str, fields: Fields, key: Sequence[str]) -> None:
    told = store.signature(cursor, target)
    loading.swap(loading.make_searchable(cursor, target, fields), key)
    store.sign(cursor, target, told)


def make_up(target: str) -> None:
    """Let the rows of a table be found where that is still to be done."""
    with loading.transaction(target) as cursor:
        if target in missing(cursor):
            _make(cursor, target, _fields(cursor, target), _key(target))
            loading.index_words(cursor, target)


def all_missing() -> set[str]:
    """Return the tables of ours whose rows cannot be found yet."""
    with store.opened() as cursor:
        return set(missing(cursor))


def missing(cursor: Any) -> dict[str, store.Told]:
    """Return what is written on every table of ours that lacks the index of its words."""
    cursor.execute(
        "SELECT indrelid::regclass::text FROM pg_index"
        " JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)"
        " WHERE attname = '_full_text'"
    )
    found = {row[0].strip('"') for row in cursor.fetchall()}
    return {name: told for name, told in store.live(cursor).items() if name not in found}


def _fields(cursor: Any, target: str) -> list[dict[str, Any]]:
    """Return the columns of a table as the DataStore has them."""
    cursor.execute(
        "SELECT attname, format_type(atttypid, atttypmod), col_description(attrelid, attnum)"
        " FROM pg_attribute WHERE attrelid = to_regclass(%s) AND attnum > 0"
        " AND NOT attisdropped AND attname NOT IN ('_id', '_full_text') ORDER BY attnum",
        (datastore.identifier(target),),
    )
    return [
        {"id": name, "type": kind, "info": json.loads(told or "{}").get("_info") or {}}
        for name, kind, told in cursor.fetchall()
    ]


def _key(target: str) -> tuple[str, ...]:
    """Return the columns that tell the rows of a table apart, where its standard says so."""
    resource = tk.get_action("resource_show")({"ignore_auth": True}, {"id": target})
    standard = table_standards.standard(resource.get("table_standard") or "")
    return standard.key if standard else ()
