"""Read the stored file of a resource with the answers of its OPD, and keep what was found."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model

from ckanext.ambon.domain import spreadsheets
from ckanext.ambon.domain.spreadsheets import Reading
from ckanext.ambon.domain.spreadsheets.limits import Limits
from ckanext.ambon.domain.spreadsheets.report import as_json
from ckanext.ambon.tables import model as kept
from ckanext.ambon.tables.guarding import files
from ckanext.ambon.tables.publishing.shaping import shape
from ckanext.ambon.tables.remembering import Remembered

# Larger files would keep the officer waiting: the worker reads them.
AT_ONCE = 400_000
FIRST_ROWS = 20
MOST_TOLD = 200
# The worker writes down how far it is so often.
SECONDS = 1.0

Progress = Callable[[float], None]


@dataclass(frozen=True)
class Stored:
    """The stored file of a resource: where it lies, its version, its name, its OPD.

    `standard` is the table standard that is chosen for it.
    """

    resource_id: str
    package_id: str
    opd: str
    name: str
    path: Path
    version: str
    standard: str = ""

    @property
    def is_small(self) -> bool:
        """Tell whether it is read while the officer waits."""
        return self.path.stat().st_size <= AT_ONCE


def stored(resource_id: str) -> Stored:
    """Return the stored file of a resource; refuse a link, and a file that is not there."""
    resource = model.Resource.get(resource_id)
    told = {"id": resource_id, "url_type": resource.url_type if resource else None}
    path = files.path_of(told) if resource and resource.state == "active" else None
    if resource is None or path is None:
        message = tk._("This resource has no uploaded file that could be read as a table.")
        raise tk.ValidationError({"id": [message]})
    package = model.Package.get(resource.package_id)
    opd = str(package.owner_org or "") if package else ""
    name = Path(str(resource.url or "")).name
    package_id = str(resource.package_id)
    standard = str(resource.extras.get("table_standard") or "")
    return Stored(resource_id, package_id, opd, name, path, files.version_of(path), standard)


def read(file: Stored, progress: Progress = lambda part: None) -> Reading:
    """Read a file with what its OPD answered before about files of its shape."""
    known = kept.table_file(file.resource_id)
    shape_before = known.shape if known else ""
    given = kept.answers(file.opd, shape_before) if shape_before else {}
    found = _read(file, given, progress)
    if found.shape == shape_before or found.error:
        return found
    given = kept.answers(file.opd, found.shape)
    return _read(file, given, progress) if given else found


def _read(file: Stored, given: dict[str, str], progress: Progress) -> Reading:
    def tell(done: int, of: int) -> None:
        progress(done / of if of else 0.0)

    limits = Limits() if file.is_small else Limits(seconds=900)
    return spreadsheets.read(
        file.path,
        name=file.name,
        answers=given,
        progress=tell,
        limits=limits,
        memory=Remembered(file.resource_id, file.version),
    )


def preview(reading: Reading) -> dict[str, Any]:
    """Return what was found as plain values, with the first rows of every table."""
    tables = [
        replace(table, rows=tuple(islice(table.rows, FIRST_ROWS)), row_numbers=())
        for table in reading.tables
    ]
    told = as_json(replace(reading, tables=tuple(tables)))
    for plain, table in zip(told["tables"], reading.tables, strict=True):
        plain["key"] = table.key
        plain["row_count"] = table.row_count
        plain["row_numbers"] = list(islice(table.row_numbers, FIRST_ROWS))
        plain["excluded_count"] = len(plain["excluded_rows"])
        plain["warning_count"] = len(plain["warnings"])
        plain["excluded_rows"] = [asdict(one) for one in table.excluded[:MOST_TOLD]]
        plain["warnings"] = plain["warnings"][:MOST_TOLD]
    return told


def keep(file: Stored, reading: Reading, **more: Any) -> kept.TableFile:
    """Write down what a reading found; `more` says otherwise what became of the file.

    Of a file that was replaced meanwhile nothing is written over what is known of the new one.
    """
    known = kept.table_file(file.resource_id)
    if known is not None and known.version != file.version and _is_replaced(file):
        return known
    found = preview(reading)
    for plain, table in zip(found["tables"], reading.tables, strict=True):
        plain.update(_standard(table, reading, chosen(file, reading)))
    found["chosen"] = file.standard
    state = kept.REFUSED if reading.error else kept.READ
    told = {
        "version": file.version,
        "state": state,
        "progress": 1.0,
        "message": reading.error or "",
        "shape": reading.shape,
        "preview": json.dumps(found, ensure_ascii=False),
        "checks": "[]",
    }
    return kept.keep(file.resource_id, **{**told, **more})


def _is_replaced(file: Stored) -> bool:
    return not file.path.is_file() or files.version_of(file.path) != file.version


def chosen(file: Stored, reading: Reading) -> str:
    """Return the standard that was chosen for the only table of a file."""
    return file.standard if len(reading.tables) == 1 else ""


def _standard(table: Any, reading: Reading, wanted: str) -> dict[str, Any]:
    """Return the standard that a table keeps to, or misses, and what stands against it."""
    formed = shape(table, reading.template, chosen=wanted)
    keeps = formed.standard if not table.questions else None
    return {
        "standard": keeps.name if keeps else None,
        "missed": formed.missed.name if formed.missed and formed.told else None,
        "failures": [str(one) for one in formed.told[:MOST_TOLD]],
    }


class Meter:
    """Writes down how far a job is, not more often than somebody could see."""

    def __init__(self, file: Stored, state: str) -> None:
        self._file = file
        self._state = state
        self._told = 0.0
        self._most = 0.0

    def __call__(self, part: float) -> None:
        """Note the part that is done, from 0 to 1; a second way through a file is no step back."""
        if part <= self._most or time.monotonic() - self._told < SECONDS:
            return
        self._told, self._most = time.monotonic(), part
        known = {"state": self._state, "progress": round(min(part, 1.0), 3)}
        kept.tell(self._file.resource_id, self._file.version, **known)
