"""The documentation of table standards: the list, a page for each, its template, its rows."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from io import StringIO
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response, stream_with_context

from ckanext.ambon.domain import table_standards
from ckanext.ambon.domain.table_standards import Standard, guidance, values
from ckanext.ambon.domain.table_standards import template as templates
from ckanext.ambon.tables.logic import combined
from ckanext.ambon.tables.logic.combined import Combined
from ckanext.ambon.tables.logic.standards import XLSX, known

standards = Blueprint("ambon_standards", __name__, url_prefix="/panduan/tabel")
SHOWN = 10


@standards.get("")
def index() -> str:
    """List the table standards."""
    return tk.render("ambon/tables/standards.html", {"standards": table_standards.standards()})


@standards.get("/<name>")
def read(name: str) -> str:
    """Say what a table of this standard holds, and show the table of the city."""
    standard = _known(name)
    language = tk.h.ambon_language()
    table = combined.combine(standard)
    told = {
        "standard": standard,
        "language": language,
        "columns": [(column, guidance.content(column, language)) for column in standard.columns],
        "key_titles": [standard.column(name).label[language] for name in standard.key],
        "table": table,
        "total": table.total(),
        "placed": table.placed(),
        "rows": _shown(standard, table, language),
    }
    return tk.render("ambon/tables/standard.html", told)


@standards.get("/<name>/templat.xlsx")
def template(name: str) -> Response:
    """Send the Excel template."""
    standard = _known(name)
    return _file(templates.template(standard), XLSX, templates.filename(standard))


@standards.get("/<name>/gabungan.csv")
def combined_csv(name: str) -> Response:
    """Send the table of the city as CSV."""
    table = combined.combine(_known(name), tk.request.args.get("opd"))
    lines = stream_with_context(_csv_lines(table))
    return _file(lines, "text/csv; charset=utf-8", f"{name}-kota-ambon.csv")


@standards.get("/<name>/gabungan.geojson")
def combined_geojson(name: str) -> Response:
    """Send the rows that have coordinates as GeoJSON."""
    standard = _known(name)
    if not standard.coordinates:
        message = tk._("The standard “{title}” has no coordinates.")
        tk.abort(404, message.format(title=standard.title[tk.h.ambon_language()]))
    table = combined.combine(standard, tk.request.args.get("opd"))
    parts = stream_with_context(_features(table, *standard.coordinates or ("", "")))
    return _file(parts, "application/geo+json", f"{name}-kota-ambon.geojson")


def _known(name: str) -> Standard:
    try:
        return known(name)
    except tk.ObjectNotFound as missing:
        return tk.abort(404, str(missing))


def _file(body: Any, kind: str, name: str) -> Response:
    answer = Response(body, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _shown(standard: Standard, table: Combined, language: str) -> list[list[str]]:
    """Return the first rows as people read them."""
    return [
        [
            row["opd_name"],
            *(values.label(column, row[column.name], language) for column in standard.columns),
        ]
        for row in table.records(SHOWN)
    ]


def _csv_lines(table: Combined) -> Iterator[str]:
    yield _csv_line(table.names)
    for row in table.rows():
        yield _csv_line("" if row[name] is None else row[name] for name in table.names)


def _csv_line(cells: Any) -> str:
    line = StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()


def _features(table: Combined, latitude: str, longitude: str) -> Iterator[str]:
    yield '{"type":"FeatureCollection","features":['
    between = ""
    for row in table.rows():
        lat, lon = row.pop(latitude), row.pop(longitude)
        if lat is None or lon is None:
            continue
        place = {"type": "Point", "coordinates": [lon, lat]}
        feature = {"type": "Feature", "geometry": place, "properties": row}
        yield between + json.dumps(feature, ensure_ascii=False)
        between = ","
    yield "]}"
