"""The way of a file to a table, as the actions take it."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context

from ckanext.ambon.domain import spreadsheets
from ckanext.ambon.domain.spreadsheets.limits import Limits
from ckanext.ambon.tables import model as kept
from ckanext.ambon.tables.publishing import reading, telling, work
from ckanext.ambon.tables.publishing.publication import Order
from ckanext.ambon.tables.publishing.reading import Stored

# An upload that is only looked at is read while its sender waits.
UPLOAD_SECONDS = 20.0


def of_upload(upload: Any) -> dict[str, Any]:
    """Read a file that is sent along, and keep nothing of it."""
    name = Path(str(getattr(upload, "filename", "") or "berkas")).name
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "berkas")
        with path.open("wb") as file:
            while part := upload.stream.read(1 << 20):
                file.write(part)
        found = spreadsheets.read(path, name=name, limits=Limits(seconds=UPLOAD_SECONDS))
        return {"state": _state(found.error), **reading.preview(found)}


def _state(error: str | None) -> str:
    return kept.REFUSED if error else kept.READ


def of_file(resource_id: str) -> dict[str, Any]:
    """Return the reading of a stored file; read it where that was not done yet."""
    file = reading.stored(resource_id)
    known = current(file)
    if known is None or (known.state == kept.FAILED and not known.found.get("tables")):
        known = work.read(file)
    return _told(file, known)


def answer(context: Context, resource_id: str, given: Mapping[str, str]) -> dict[str, Any]:
    """Remember answers for the OPD and the shape of the file, and read it with them."""
    file = reading.stored(resource_id)
    known = current(file)
    if known is None or not known.shape:
        message = tk._("This file was not read yet; look at its preview first.")
        raise tk.ValidationError({"id": [message]})
    _refuse_unknown(known.found, given)
    kept.remember(file.opd, known.shape, given, str(context.get("user") or ""))
    return _told(file, work.read(file))


def _refuse_unknown(found: Mapping[str, Any], given: Mapping[str, str]) -> None:
    """Refuse an answer to a question that the file does not ask."""
    asked = {
        one["key"]: {option["value"] for option in one["answers"]}
        for table in found.get("tables", [])
        for one in (*table["questions"], *table["answered"], *table["offers"])
    }
    wrong = [key for key, value in given.items() if value and value not in asked.get(key, ())]
    if wrong:
        message = tk._("This file does not ask “{key}”, or not with this answer.")
        raise tk.ValidationError({"answers": [message.format(key=wrong[0])]})


def publish(
    context: Context, resource_id: str, tables: Sequence[str], agreed: Sequence[str]
) -> dict[str, Any]:
    """Publish tables of a file; the only one where none is named."""
    file = reading.stored(resource_id)
    known = current(file) or work.read(file)
    if known.state in kept.AT_WORK:
        return _told(file, known)
    keys = list(tables) or _only(known)
    work.start(Order(file, str(context.get("user") or ""), tuple(agreed)), keys)
    return status(resource_id)


def _only(known: kept.TableFile) -> list[str]:
    if known.state == kept.REFUSED:
        raise tk.ValidationError({"id": [telling.words(known.message)]})
    keys = [one["key"] for one in known.found.get("tables", [])]
    if len(keys) != 1:
        message = tk._("The file holds {n} tables; say which to publish.")
        raise tk.ValidationError({"tables": [message.format(n=len(keys))]})
    return keys


def status(resource_id: str) -> dict[str, Any]:
    """Return how far a file is."""
    file = reading.stored(resource_id)
    return telling.status(current(file), file)


def current(file: Stored) -> kept.TableFile | None:
    """Return what is known of a file as it is; None of an older version."""
    known = kept.table_file(file.resource_id)
    if known is None or known.version != file.version:
        return None
    # Another standard was chosen since, and nothing is published yet.
    if known.state in (kept.READ, kept.ASKS) and known.found.get("chosen", "") != file.standard:
        return None
    return work.refreshed(known)


def _told(file: Stored, known: kept.TableFile) -> dict[str, Any]:
    return {**known.found, **telling.status(known, file)}
