"""Rows of named values, as JSON, GeoJSON and programs have them, seen as tables."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ckanext.ambon.domain.personal_data.tables import Line, Scanned, TextColumn, TextTable, label
from ckanext.ambon.domain.spreadsheets.grid import fold
from ckanext.ambon.domain.spreadsheets.model import RefusedError


def load(path: Path) -> Scanned | None:
    """Return the rows of a JSON file; None where it is something else that begins like it."""
    try:
        told = json.loads(path.read_text("utf-8-sig"))
    except (ValueError, UnicodeDecodeError):
        return None
    except RecursionError as error:
        raise RefusedError("Berkas JSON ini bersarang terlalu dalam.") from error
    rows = list(_rows(told))
    texts = [] if rows else [Line("", str(text)) for text in _leaves(told)]
    found = of_rows(rows, {})
    return Scanned(found.tables, (*found.loose, *texts))


def of_rows(rows: Sequence[Mapping[str, Any]], titles: Mapping[str, str]) -> Scanned:
    """Return rows as one table; what is nested in them stands outside of it."""
    cells: dict[str, list[str]] = {}
    places: dict[str, list[int]] = {}
    nested: list[Line] = []
    for number, row in enumerate(rows, 1):
        for name, value in row.items():
            if isinstance(value, dict | list):
                nested += [Line("", str(leaf)) for leaf in _leaves(value)]
            elif value not in (None, ""):
                cells.setdefault(str(name), []).append(fold(str(value)))
                places.setdefault(str(name), []).append(number)
    columns = tuple(
        TextColumn(name, label(titles.get(name, "") or name), tuple(texts), tuple(places[name]))
        for name, texts in cells.items()
    )
    return Scanned((TextTable("", columns, ""),) if columns else (), tuple(nested))


def _rows(told: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of the lists in a file, of GeoJSON their properties."""
    if isinstance(told, list):
        objects = [one for one in told if isinstance(one, dict)]
        yield from (one.get("properties") or {} if _is_feature(one) else one for one in objects)
    elif isinstance(told, dict):
        for value in told.values():
            if isinstance(value, list | dict):
                yield from _rows(value)


def _is_feature(one: Mapping[str, Any]) -> bool:
    return one.get("type") == "Feature"


def _leaves(told: Any) -> Iterator[Any]:
    if isinstance(told, dict):
        told = list(told.values())
    if isinstance(told, list):
        for one in told:
            yield from _leaves(one)
    elif isinstance(told, str):
        yield told
