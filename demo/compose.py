"""An entry as the portal's own action takes it."""

from __future__ import annotations

import uuid
from typing import Any

from ckanext.ambon.domain import opd
from demo.read import Entry

FILE_NOTE = "UTF-8, dipisah koma, titik desimal, tanggal ISO. Sel kosong: angkanya tidak terbit."
# Ids are made from names below this one.
OUR_IDS = uuid.UUID("ad5296c8-9d7f-486a-aa26-9702e84452c8")
NOT_FIELDS = ("name", "tags", "columns", "table_standard", "record")


def package(entry: Entry) -> dict[str, Any]:
    """Return the fields, tags and files of the entry for `package_create`."""
    owner = opd.opd(opd.current_code(entry.fields["owner_org"]) or "")
    if owner is None:
        message = f"{entry.name}: OPD {entry.fields['owner_org']} tidak dikenal."
        raise ValueError(message)
    fields = {key: value for key, value in entry.fields.items() if key not in NOT_FIELDS}
    return {
        **fields,
        "id": entry_id(entry.name),
        "type": entry.type,
        "name": entry.name,
        "owner_org": owner.code,
        "contact": [{"name": owner.title}],
        "tags": [{"name": tag} for tag in entry.fields.get("tags", [])],
        "resources": [_file(entry)] if entry.table else [],
        "private": False,
    }


def entry_id(name: str) -> str:
    """Return the id of an entry: the same in every load, so that one cut short leaves no double."""
    return str(uuid.uuid5(OUR_IDS, f"{name} entry"))


def file_id(name: str) -> str:
    """Return the id of a dataset's file: the same in every load."""
    return str(uuid.uuid5(OUR_IDS, name))


def _file(entry: Entry) -> dict[str, Any]:
    period = (entry.fields.get("temporal_coverage") or [{}])[0]
    standard = entry.fields.get("table_standard")
    return {
        **({"table_standard": standard} if standard else {}),
        "id": file_id(entry.name),
        "url": f"{entry.name}.csv",
        "name": f"{entry.fields['title']} (CSV)",
        "description": FILE_NOTE,
        "format": "CSV",
        "period_start": period.get("start"),
        "period_end": period.get("end"),
        "columns": entry.fields["columns"],
    }
