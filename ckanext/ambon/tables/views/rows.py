"""Forms for single rows of a table that follows a standard; they work without scripts."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from ckanext.ambon.domain.table_standards import guidance, values
from ckanext.ambon.tables.logic import rows as stored
from ckanext.ambon.tables.logic.rows import Row, Table

rows = Blueprint(
    "ambon_table_rows", __name__, url_prefix="/dataset/<id>/resource/<resource_id>/baris"
)
PAGE = 25

Answer = str | AnyResponse


@rows.get("")
def index(id: str, resource_id: str) -> Answer:
    """List the rows, each with its form."""
    table, told = _opened(id, resource_id)
    asked = request.args.get("page", "1")
    page = max(1, int(asked)) if asked.isdigit() and len(asked) < 7 else 1
    found, total = stored.page(table, PAGE, (page - 1) * PAGE)
    language = tk.h.ambon_language()
    shown = [(row["_id"], _name(table, row), _labels(table, row, language)) for row in found]
    last = -(-total // PAGE) or 1
    more = {"rows": shown, "total": total, "page": page, "page_count": last}
    return tk.render("ambon/tables/rows.html", {**told, **more})


@rows.route("/baru", methods=["GET", "POST"])
def add(id: str, resource_id: str) -> Answer:
    """Add a row."""
    table, told = _opened(id, resource_id)
    if request.method == "GET":
        return _form(table, told, {}, {})
    return _save(table, told, None)


@rows.route("/<int:row_id>", methods=["GET", "POST"])
def edit(id: str, resource_id: str, row_id: int) -> Answer:
    """Change a row."""
    table, told = _opened(id, resource_id)
    found = _row(table, row_id)
    if request.method == "GET":
        more = {"row_id": row_id, "seen": stored.seen(found)}
        return _form(table, {**told, **more}, stored.typed(table, found), {})
    return _save(table, told, row_id)


@rows.route("/<int:row_id>/hapus", methods=["GET", "POST"])
def delete(id: str, resource_id: str, row_id: int) -> Answer:
    """Ask once more, then delete a row."""
    table, told = _opened(id, resource_id)
    found = _row(table, row_id)
    errors: Any = {}
    if request.method == "POST":
        try:
            tk.get_action("ambon_table_row_delete")(
                {},
                {
                    "resource_id": resource_id,
                    "row_id": row_id,
                    "seen": request.form.get("seen"),
                },
            )
        except tk.ValidationError as refused:
            errors = refused.error_dict
        else:
            tk.h.flash_success(tk._("The row was deleted."))
            return redirect(_list_address(told))
    labels = _labels(table, found, tk.h.ambon_language())
    more = {"row_id": row_id, "seen": stored.seen(found), "values": labels, "errors": errors}
    return tk.render("ambon/tables/delete_row.html", {**told, **more})


def _opened(id: str, resource_id: str) -> tuple[Table, dict[str, Any]]:
    """Return the table, and what every page of it shows; only for who may change it."""
    if not tk.current_user.is_authenticated:
        tk.abort(403, tk._("Sign in to change rows of this table."))
    try:
        tk.check_access("resource_update", {}, {"id": resource_id})
        entry = tk.get_action("package_show")({}, {"id": id})
        table = stored.opened(resource_id)
    except tk.NotAuthorized:
        tk.abort(403, tk._("Only the department that owns this table may change its rows."))
    except tk.ObjectNotFound:
        tk.abort(404, tk._("There is no such file."))
    except tk.ValidationError as refused:
        tk.abort(404, " ".join(_texts(refused.error_dict.get("resource_id"))))
    file = next((one for one in entry["resources"] if one["id"] == resource_id), None)
    if file is None:
        tk.abort(404, tk._("There is no such file."))
    columns = [column for column in table.standard.columns if column.name in table.columns]
    told = {"entry": entry, "file": file, "standard": table.standard, "columns": columns}
    return table, {**told, "language": tk.h.ambon_language()}


def _row(table: Table, row_id: int) -> Row:
    try:
        return stored.row(table, row_id)
    except (tk.ObjectNotFound, tk.ValidationError) as missing:
        return tk.abort(404, str(missing))


def _name(table: Table, row: Row) -> str:
    """Return what tells the row from others, for who hears the page."""
    language = tk.h.ambon_language()
    columns = [table.standard.column(name) for name in table.standard.key]
    return ", ".join(values.label(one, row.get(one.name), language) for one in columns)


def _labels(table: Table, row: Row, language: str) -> list[tuple[str, str]]:
    """Return the title of each column with its value, as people read them."""
    columns = [column for column in table.standard.columns if column.name in table.columns]
    return [
        (column.title(language), values.label(column, row[column.name], language))
        for column in columns
    ]


def _save(table: Table, told: dict[str, Any], row_id: int | None) -> Answer:
    typed = {name: request.form.get(name, "") for name in table.columns}
    question = {"resource_id": table.resource_id, "row": typed, "seen": request.form.get("seen")}
    if row_id is not None:
        question["row_id"] = row_id
    try:
        tk.get_action("ambon_table_row_save")({}, question)
    except tk.ValidationError as refused:
        model.Session.rollback()
        more = _compared(table, row_id, refused.error_dict)
        return _form(table, {**told, **more}, typed, refused.error_dict)
    except tk.ObjectNotFound as missing:
        return tk.abort(404, str(missing))
    tk.h.flash_success(tk._("The row was saved."))
    if "another" in request.form:
        return redirect(tk.h.url_for("ambon_table_rows.add", **_place(told)))
    return redirect(_list_address(told))


def _compared(table: Table, row_id: int | None, errors: Any) -> dict[str, Any]:
    """Return what a refused form shows; after a conflict, the row as it is stored now."""
    if row_id is None or "seen" not in errors:
        return {"row_id": row_id, "seen": request.form.get("seen")}
    present = _row(table, row_id)
    labels = _labels(table, present, tk.h.ambon_language())
    return {"row_id": row_id, "seen": stored.seen(present), "stored": labels}


def _form(table: Table, told: dict[str, Any], typed: dict[str, str], errors: Any) -> str:
    language = told["language"]
    fields = [
        {
            "column": column,
            "title": column.title(language),
            "help": f"{guidance.content(column, language)} {column.definition[language]}",
            "value": typed.get(column.name, ""),
            "choices": [(term.value, term.label[language]) for term in column.terms],
            "errors": errors.get(column.name, []),
        }
        for column in told["columns"]
    ]
    names = {column.name for column in told["columns"]}
    others = [text for key, found in errors.items() if key not in names for text in _texts(found)]
    more = {"fields": fields, "errors": errors, "others": others}
    return tk.render("ambon/tables/row_form.html", {"row_id": None, **told, **more})


def _texts(found: Any) -> list[str]:
    return [str(one) for one in found] if isinstance(found, list) else [str(found)]


def _place(told: dict[str, Any]) -> dict[str, str]:
    return {"id": told["entry"]["name"], "resource_id": told["file"]["id"]}


def _list_address(told: dict[str, Any]) -> str:
    return tk.h.url_for("ambon_table_rows.index", **_place(told))
