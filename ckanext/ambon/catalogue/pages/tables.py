"""The rows of a file as a table that people read: units, Indonesian numbers, empty cells."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.ambon.domain import numbers

Column = dict[str, Any]
Cell = dict[str, Any]

NUMBERS = {"integer", "number", "percent", "currency"}
# What a column is where only its PostgreSQL type is known.
BY_STORED = {
    "numeric": "number",
    "bigint": "integer",
    "int8": "integer",
    "float8": "number",
    "date": "date",
}
# A text longer than this is given room to break.
LONG = 40


def ambon_main_file(entry: dict[str, Any]) -> dict[str, Any] | None:
    """Return the file that an entry shows first: one with a table, else the first."""
    files = entry.get("resources") or []
    return next(
        (file for file in files if file.get("datastore_active")), files[0] if files else None
    )


def ambon_table(
    file: dict[str, Any], rows: int = 10, page: int = 1, words: str = ""
) -> dict[str, Any] | None:
    """Return `columns`, `rows`, `total` of a file's table; None where it has none."""
    if not file.get("datastore_active"):
        return None
    question = {
        "resource_id": file["id"],
        "limit": rows,
        "offset": (page - 1) * rows,
        "sort": "_id",
    }
    try:
        found = tk.get_action("datastore_search")({}, question | ({"q": words} if words else {}))
    except (tk.ObjectNotFound, tk.NotAuthorized, tk.ValidationError):
        return None
    columns = [
        _column(field, _described(file)) for field in found["fields"] if field["id"][0] != "_"
    ]
    lines = [
        [_cell(column, record.get(column["name"])) for column in columns]
        for record in found["records"]
    ]
    return {"columns": columns, "rows": lines, "total": found["total"]}


def ambon_table_page(file: dict[str, Any], rows: int = 50) -> dict[str, Any] | None:
    """Return the page of a file's table that the reader asked for, with the way to the others."""
    words = tk.request.args.get("q", "").strip()
    asked = tk.request.args.get("page", "1")
    page = max(1, int(asked)) if asked.isdigit() and len(asked) < 7 else 1
    table = ambon_table(file, rows=rows, page=page, words=words)
    if table is None:
        return None
    last = -(-table["total"] // rows) or 1
    return {**table, "page": page, "page_count": last, "words": words}


def ambon_columns(file: dict[str, Any]) -> list[Column]:
    """Return the columns of a file as its publisher described them, with the type in words."""
    return [
        {**column, "type_label": tk.h.ambon_label("column_types", column.get("type") or "")}
        for column in file.get("columns") or []
    ]


def ambon_downloads(file: dict[str, Any]) -> list[dict[str, str]]:
    """Return every form of a file: the file itself, then those made from its rows."""
    own = (file.get("format") or tk._("File")).upper()
    found = [{"label": own, "url": file["url"]}] if file.get("url") else []
    if file.get("datastore_active"):
        found += [
            {"label": _made(file, label, own), "url": _dump(file, label.lower())}
            for label in ("CSV", "TSV", "JSON", "XML")
            if _made(file, label, own)
        ]
    return found


def _made(file: dict[str, Any], label: str, own: str) -> str:
    """Return what a form that is made from the rows is called; empty where the file is it."""
    if label != own:
        return label
    # What an office uploads as CSV is written as the office writes it; the rows are not.
    is_as_written = label in ("CSV", "TSV") and file.get("url_type") == "upload"
    return tk._("Clean {format}").format(format=label) if is_as_written else ""


def ambon_rows_address(file: dict[str, Any]) -> str:
    """Return an address of the API that gives the first rows of a file."""
    place = tk.h.url_for(
        "api.action", ver=3, logic_function="datastore_search", qualified=True, locale="default"
    )
    return f"{place}?resource_id={file['id']}&limit=5"


def ambon_file_size(file: dict[str, Any]) -> str:
    """Return the size of a file in words; empty where it is not known."""
    size = str(file.get("size") or "")
    return numbers.size_text(int(size), tk.h.ambon_language()) if size.isdigit() else ""


def _dump(file: dict[str, Any], kind: str) -> str:
    return tk.h.url_for("ambon_rows.rows", resource_id=file["id"], kind=kind)


def _described(file: dict[str, Any]) -> dict[str, Column]:
    return {column["name"]: column for column in file.get("columns") or [] if column.get("name")}


def _column(field: dict[str, Any], described: dict[str, Column]) -> Column:
    info = {**(field.get("info") or {}), **described.get(field["id"], {})}
    kind = info.get("type") or BY_STORED.get(field["type"], "text")
    return {
        "name": field["id"],
        "label": info.get("label") or field["id"],
        "unit": info.get("unit") or "",
        "type": kind,
        "is_number": kind in NUMBERS,
    }


def _cell(column: Column, value: Any) -> Cell:
    text = "" if value is None else _text(column["type"], value)
    return {
        "text": text,
        "is_number": column["is_number"],
        "is_long": len(text) > LONG,
        "url": text if tk.h.ambon_is_web_address(text) and " " not in text else None,
    }


def _text(kind: str, value: Any) -> str:
    language = tk.h.ambon_language()
    if kind in NUMBERS and isinstance(value, (int, float, Decimal)):
        return numbers.number_text(value, language)
    if kind == "boolean":
        return tk.h.ambon_label("yes_no", str(value).lower())
    if kind == "date" and not isinstance(value, datetime.date):
        return tk.h.ambon_date(value)
    return str(value)
