"""Single rows of a table that follows a standard: looked up, checked, written, deleted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context

from ckanext.ambon.domain import personal_data, table_standards
from ckanext.ambon.domain.table_standards import Standard, values
from ckanext.ambon.domain.table_standards.matching import places
from ckanext.ambon.tables.logic.standards import language

Row = dict[str, Any]


@dataclass(frozen=True)
class Table:
    """A table and its standard; `columns` names the table's column for each of the standard."""

    resource_id: str
    standard: Standard
    columns: Mapping[str, str]


def opened(resource_id: str) -> Table:
    """Return the table of a file; refuse one that follows no standard."""
    file = tk.get_action("resource_show")({"ignore_auth": True}, {"id": resource_id})
    standard = table_standards.standard(str(file.get("table_standard") or ""))
    fields = _fields(resource_id) if standard and file.get("datastore_active") else []
    at = places(standard, [(name, name) for name in fields]) if standard else {}
    if standard is None or not at:
        message = tk._("This file has no table that follows a table standard.")
        raise tk.ValidationError({"resource_id": [message]})
    return Table(resource_id, standard, {name: fields[i] for name, i in at.items()})


def _fields(resource_id: str) -> list[str]:
    question = {"resource_id": resource_id, "limit": 0, "include_total": False}
    found = tk.get_action("datastore_search")({"ignore_auth": True}, question)
    return [field["id"] for field in found["fields"] if field["id"][0] != "_"]


def page(table: Table, limit: int, offset: int) -> tuple[list[Row], int]:
    """Return some rows under the names of the standard, and how many there are."""
    question = {
        "resource_id": table.resource_id,
        "limit": limit,
        "offset": offset,
        "sort": "_id",
    }
    found = tk.get_action("datastore_search")({"ignore_auth": True}, question)
    return [_named(table, record) for record in found["records"]], found["total"]


def row(table: Table, row_id: int) -> Row:
    """Return a row under the names of the standard; refuse one that is not there."""
    question = {"resource_id": table.resource_id, "filters": {"_id": row_id}, "limit": 1}
    found = tk.get_action("datastore_search")({"ignore_auth": True}, question)["records"]
    if not found:
        message = tk._("Row {row} is not there any more. Somebody deleted it meanwhile.")
        raise tk.ObjectNotFound(message.format(row=row_id))
    return _named(table, found[0])


def seen(found: Row) -> str:
    """Return a short text that changes when the row does."""
    told = json.dumps(found, sort_keys=True, default=str)
    return hashlib.sha256(told.encode()).hexdigest()[:20]


def save(
    context: Context, table: Table, given: Row, row_id: int | None = None, known: str | None = None
) -> Row:
    """Write a row after every check of its standard; return it as it is stored."""
    if row_id is not None:
        _refuse_conflict(table, row_id, known)
    _refuse_unknown(table, given)
    read = _checked(table, given)
    _refuse_personal(table, read)
    _refuse_double(table, read, row_id)
    record = {table.columns[name]: _storable(value) for name, value in read.items()}
    question: dict[str, Any] = {"method": "insert"}
    if row_id is not None:
        record["_id"] = row_id
        question = {"method": "update"}
    written = tk.get_action("datastore_upsert")(
        tk.fresh_context(context),
        {
            **question,
            "resource_id": table.resource_id,
            "records": [record],
            "include_records": True,
            "force": True,
            "calculate_record_count": True,
        },
    )
    return row(table, row_id if row_id is not None else written["records"][0]["_id"])


def delete(context: Context, table: Table, row_id: int, known: str | None = None) -> Row:
    """Delete a row; return what it was."""
    found = row(table, row_id)
    _refuse_conflict(table, row_id, known)
    tk.get_action("datastore_records_delete")(
        tk.fresh_context(context),
        {
            "resource_id": table.resource_id,
            "filters": {"_id": row_id},
            "force": True,
            "calculate_record_count": True,
        },
    )
    return found


def _named(table: Table, record: Row) -> Row:
    named = {name: record.get(own) for name, own in table.columns.items()}
    return {"_id": record["_id"], **named}


def _refuse_conflict(table: Table, row_id: int, known: str | None) -> None:
    if known and known != seen(row(table, row_id)):
        message = tk._("Somebody changed this row meanwhile. What you typed is still here.")
        raise tk.ValidationError({"seen": [message]})


def _refuse_unknown(table: Table, given: Row) -> None:
    unknown = [name for name in given if name not in table.columns]
    if unknown:
        message = tk._("The table has no column “{name}”.")
        raise tk.ValidationError({name: [message.format(name=name)] for name in unknown})


def _checked(table: Table, given: Row) -> Row:
    whole = {name: given.get(name) for name in table.columns}
    read, wrong = table_standards.check_row(table.standard, whole)
    if wrong:
        errors: dict[str, Any] = {}
        for name, error in wrong:
            errors.setdefault(name, []).append(error.text(language()))
        raise tk.ValidationError(errors)
    return read


def _refuse_personal(table: Table, read: Row) -> None:
    """Refuse a row about a person: the guard would close the whole table because of it."""
    told = {name: str(value) for name, value in read.items() if value is not None}
    titles = {name: table.standard.column(name).label["id"] for name in told}
    found = personal_data.scan_records([told], titles)
    # One number of this structure is weak evidence in a file; typed by hand it is none by chance.
    wrong = {one.column for one in found if one.blocks or one.kind in ("nik", "kk")}
    names = [name for name in told if wrong & {name, titles[name]}]
    if names:
        message = tk._(
            "This looks like personal data, and everybody reads the table. Leave it out."
        )
        raise tk.ValidationError({name: [message] for name in names})


def _refuse_double(table: Table, read: Row, row_id: int | None) -> None:
    """Refuse a row that is told apart from another by nothing."""
    if table_standards.key_of(table.standard, read) is None:
        return
    filters = {table.columns[name]: _storable(read[name]) for name in table.standard.key}
    question = {"resource_id": table.resource_id, "filters": filters, "limit": 2}
    found = tk.get_action("datastore_search")({"ignore_auth": True}, question)["records"]
    if [record for record in found if record["_id"] != row_id]:
        titles = [table.standard.column(name).label[language()] for name in table.standard.key]
        message = tk._("There is a row with the same {columns} already. Change that one instead.")
        told = message.format(columns=", ".join(titles))
        raise tk.ValidationError({table.standard.key[0]: [told]})


def _storable(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def typed(table: Table, found: Row) -> dict[str, str]:
    """Return a stored row as a form shows it."""
    return {
        name: values.shown(table.standard.column(name), found.get(name)) for name in table.columns
    }
