"""Clean the stored file of a resource: first a preview, then the clean copy in its place."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import ckan.plugins.toolkit as tk
from werkzeug.datastructures import FileStorage

from ckanext.ambon.domain import personal_data
from ckanext.ambon.domain.personal_data import remedies, tables
from ckanext.ambon.domain.personal_data.remedies import Remedy
from ckanext.ambon.domain.spreadsheets.grid import cell_text
from ckanext.ambon.domain.spreadsheets.limits import Limits
from ckanext.ambon.domain.spreadsheets.model import RefusedError, Workbook
from ckanext.ambon.tables.guarding import files

# The preview shows the beginning; larger files than the limit are cleaned where they were made.
ROWS = 8
COLUMNS = 12
LARGEST = 20_000_000


@dataclass(frozen=True)
class Cleaned:
    """A clean copy: its content, name and first cells, what is still found in it, and whether
    it can be a table: a single column is none.
    """

    content: bytes
    name: str
    sheets: tuple[tuple[str, list[list[str]]], ...]
    left: list[dict[str, Any]]
    is_table: bool


def clean(
    resource: Mapping[str, Any], chosen: Sequence[Remedy], group_by: Sequence[str]
) -> Cleaned:
    """Return the clean copy of a stored file; raises `ValidationError` where there can be none."""
    path = files.path_of(resource)
    if path is None or path.stat().st_size > LARGEST:
        _refuse(tk._("This file cannot be cleaned here: it is too large, or only a link."))
    stem = Path(str(resource.get("url") or "")).stem or "data"
    try:
        workbook = tables.opened(path, stem, Limits(seconds=30))
    except RefusedError as refused:
        _refuse(str(refused))
    counted = remedies.count_by(workbook, group_by) if group_by else None
    kept = counted or remedies.clean(workbook, chosen)
    if not counted and remedies.leaves_nothing(workbook, chosen, kept):
        _refuse(
            tk._(
                "Nothing would be left of this table, so no copy was made and the file is "
                "unchanged. Keep at least one column: mask it, or publish only counts."
            )
        )
    content, ending = remedies.write(kept)
    name = f"{stem}.{ending}"
    is_table = remedies.width(kept) > 1
    return Cleaned(content, name, _shown(kept), _left(content, name), is_table)


def groups(resource: Mapping[str, Any], found: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the titles of columns by which rows can be counted: few values, none personal."""
    path = files.path_of(resource)
    if path is None or path.stat().st_size > LARGEST:
        return []
    personal = {one["column"] for one in found}
    stem = Path(str(resource.get("url") or "")).stem or "data"
    try:
        workbook = tables.opened(path, stem, Limits(seconds=10))
    except RefusedError:
        return []
    columns = [one for table in tables.of_workbook(workbook, stem).tables for one in table.columns]
    titles = [one.title for one in columns if 1 < len(set(one.texts)) <= len(one.texts) / 2]
    return [title for title in dict.fromkeys(titles) if title not in personal]


def replace(context: Any, resource: Mapping[str, Any], cleaned: Cleaned) -> dict[str, Any]:
    """Put the clean copy in the place of the file, as an upload of the caller."""
    upload = FileStorage(io.BytesIO(cleaned.content), cleaned.name)
    ending = cleaned.name.rpartition(".")[2].upper()
    data = {"id": resource["id"], "upload": upload, "format": ending}
    return tk.get_action("resource_patch")(tk.fresh_context(context), data)


def _left(content: bytes, name: str) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content)
        return [one.as_plain for one in personal_data.scan(path, name)]


def _shown(workbook: Workbook) -> tuple[tuple[str, list[list[str]]], ...]:
    return tuple(
        (
            sheet.name,
            [
                [cell_text(sheet.rows[row].get(column)) for column in range(1, COLUMNS + 1)]
                for row in sorted(sheet.rows)[:ROWS]
            ],
        )
        for sheet in workbook.sheets[:5]
    )


def _refuse(message: str) -> NoReturn:
    raise tk.ValidationError({"file": [message]})
