"""The page *Periksa tabel*: what was found in a file, what is asked, publish; without scripts."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from ckanext.ambon.domain.spreadsheets.model import RefusedError
from ckanext.ambon.tables import guarding
from ckanext.ambon.tables import model as kept
from ckanext.ambon.tables.guarding import files
from ckanext.ambon.tables.logic.standards import XLSX
from ckanext.ambon.tables.pages import tables as shown
from ckanext.ambon.tables.publishing import marking, reading

checking = Blueprint(
    "ambon_table", __name__, url_prefix="/dataset/<id>/resource/<resource_id>/periksa"
)

Answer = str | AnyResponse
# A page about work that goes on asks again by itself; a header does it without scripts.
REFRESH = 2


@checking.get("")
def index(id: str, resource_id: str) -> Answer:
    """Show what was found in the file."""
    told = opened(id, resource_id)
    try:
        found = tk.get_action("ambon_table_preview")({}, {"id": resource_id})
    except tk.ValidationError as refused:
        return _page({**told, "found": {"state": "refused", "tables": []}}, refused)
    return _page({**told, "found": found})


@checking.post("/jawab")
def answer(id: str, resource_id: str) -> Answer:
    """Take an answer, and show what it does."""
    told = opened(id, resource_id)
    given = {request.form.get("key", ""): request.form.get("value", "")}
    try:
        tk.get_action("ambon_table_answer")({}, {"id": resource_id, "answers": given})
    except tk.ValidationError as refused:
        return _again(told, refused)
    return redirect(f"{address(told)}#{request.form.get('place', 'content')}")


@checking.post("/terbitkan")
def publish(id: str, resource_id: str) -> Answer:
    """Publish the tables that were chosen."""
    told = opened(id, resource_id)
    question = {
        "id": resource_id,
        "tables": request.form.getlist("tables"),
        "agreed": request.form.getlist("agreed"),
    }
    try:
        done = tk.get_action("ambon_table_publish")({}, question)
    except tk.ValidationError as refused:
        return _again(told, refused)
    if done["state"] == kept.PUBLISHED:
        tk.h.flash_success(tk._("The table is published."))
    return redirect(address(told))


@checking.post("/baca-lagi")
def again(id: str, resource_id: str) -> Answer:
    """Read the file once more, after a failure."""
    told = opened(id, resource_id)
    kept.keep(resource_id, version="")
    return redirect(address(told))


@checking.get("/bertanda.xlsx")
def marked(id: str, resource_id: str) -> Answer:
    """Send the officer's own workbook with the cells in question marked."""
    told = opened(id, resource_id)
    try:
        file = reading.stored(resource_id)
        content = _marked(file, told)
    except tk.ValidationError as refused:
        tk.h.flash_error(" ".join(str(text) for text in refused.error_summary.values()))
        return redirect(address(told))
    sent = Response(content, content_type=XLSX)
    name = f"{file.path.stem if not file.name else file.name.rsplit('.', 1)[0]}-bertanda.xlsx"
    sent.headers.set("Content-Disposition", "attachment", filename=name)
    return sent


def _marked(file: reading.Stored, told: dict[str, Any]) -> bytes:
    if file.path.stat().st_size > marking.LARGEST:
        message = tk._("This file is too large to be marked. Mend the cells that are named here.")
        raise tk.ValidationError({"id": [message]})
    try:
        return marking.marked(file, guarding.findings_of(told["file"]))
    except RefusedError as refused:
        raise tk.ValidationError({"id": [str(refused)]}) from refused


def opened(id: str, resource_id: str) -> dict[str, Any]:
    """Return what every page of a file shows; only for who may change it."""
    if not tk.current_user.is_authenticated:
        tk.abort(403, tk._("Sign in to check this table."))
    try:
        tk.check_access("resource_update", {}, {"id": resource_id})
        # A file that was just released stands in the database before it does in the index.
        entry = tk.get_action("package_show")({"use_cache": False}, {"id": id})
    except tk.NotAuthorized:
        tk.abort(403, tk._("Only the department that owns this file may check its table."))
    except tk.ObjectNotFound:
        tk.abort(404, tk._("There is no such file."))
    file = next((one for one in entry["resources"] if one["id"] == resource_id), None)
    if file is None:
        tk.abort(404, tk._("There is no such file."))
    return {"entry": entry, "file": file}


def _page(told: dict[str, Any], refused: tk.ValidationError | None = None) -> Answer:
    found = told["found"]
    errors = [str(text) for text in refused.error_summary.values()] if refused else []
    more = {"errors": errors, "at_work": found["state"] in kept.AT_WORK}
    more["personal"] = guarding.findings_of(told["file"])
    more["tables"] = [shown.table(one, more["personal"]) for one in found.get("tables", [])]
    more["is_small"], more["is_markable"] = _sizes(told["file"])
    has_marks = shown.has_marks(more["tables"], more["personal"], found.get("checks") or ())
    more["has_marks"] = has_marks and more["is_markable"]
    more["is_withheld"] = guarding.is_withheld(told["file"])
    more["versions"] = [] if more["at_work"] else _versions(told["file"]["id"])
    page = tk.render("ambon/tables/check.html", {**told, **more})
    if not more["at_work"]:
        return page
    # With the address: a page that was opened at a place in it would only go to that place.
    return Response(page, headers={"Refresh": f"{REFRESH}; url={address(told)}"})


def _sizes(resource: dict[str, Any]) -> tuple[bool, bool]:
    """Tell whether a file is read while the officer waits, and whether it can be marked."""
    path = files.path_of(resource)
    size = path.stat().st_size if path else 0
    return size <= reading.AT_ONCE, size <= marking.LARGEST


def _versions(resource_id: str) -> list[dict[str, Any]]:
    """Return what was published before; nothing of a file that is only a link."""
    try:
        return tk.get_action("ambon_table_versions")({}, {"id": resource_id})["versions"]
    except tk.ValidationError:
        return []


def _again(told: dict[str, Any], refused: tk.ValidationError) -> Answer:
    """Show the page with what was refused."""
    model.Session.rollback()
    found = tk.get_action("ambon_table_preview")({}, {"id": told["file"]["id"]})
    return _page({**told, "found": found}, refused)


def address(told: dict[str, Any]) -> str:
    """Return where the page of a file is."""
    place = {"id": told["entry"]["name"], "resource_id": told["file"]["id"]}
    return tk.h.url_for("ambon_table.index", **place)
