"""The page of what was found in a file, and Walidata's list of exceptions; without scripts."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from ckanext.ambon.tables.guarding import remedying

personal = Blueprint("ambon_pii", __name__)

Answer = str | AnyResponse
PAGE = "/dataset/<id>/resource/<resource_id>/data-pribadi"


@personal.get(PAGE)
def read(id: str, resource_id: str) -> Answer:
    """Say what was found in a file, and what can be done."""
    return _page(id, resource_id)


@personal.post(PAGE)
def act(id: str, resource_id: str) -> Answer:
    """Preview or save a clean copy, give a reason, or ask for an exception."""
    action = request.form.get("do", "")
    if action in ("preview", "save"):
        return _clean(id, resource_id, save=action == "save")
    if action not in ("reason", "ask"):
        return tk.abort(400, tk._("There is nothing to do."))
    try:
        data = {"id": resource_id, "reason": request.form.get("reason", "")}
        tk.get_action(f"ambon_pii_{action}")({}, data)
    except tk.ValidationError as refused:
        model.Session.rollback()
        return _page(id, resource_id, errors=refused.error_dict)
    except tk.NotAuthorized as refused:
        return tk.abort(403, str(refused))
    tk.h.flash_success(
        tk._("Your reason was noted.") if action == "reason" else tk._("Walidata was asked.")
    )
    return redirect(tk.h.url_for("ambon_pii.read", id=id, resource_id=resource_id))


@personal.get("/walidata/pengecualian")
def waiting() -> Answer:
    """List the exceptions that wait for a decision."""
    return _list()


@personal.post("/walidata/pengecualian")
def decide() -> Answer:
    """Allow, refuse or take back an exception."""
    data = {name: request.form.get(name, "") for name in ("id", "note")}
    approve = request.form.get("approve", "")
    try:
        if approve == "revoke":
            tk.get_action("ambon_pii_revoke")({}, data)
        else:
            tk.get_action("ambon_pii_decide")({}, {**data, "approve": approve})
    except tk.ValidationError as refused:
        model.Session.rollback()
        return _list(data["id"], refused.error_dict)
    except (tk.NotAuthorized, tk.ObjectNotFound) as refused:
        return tk.abort(403, str(refused))
    tk.h.flash_success(tk._("The decision was noted."))
    return redirect(tk.h.url_for("ambon_pii.waiting"))


def _list(refused: str = "", errors: Any = None) -> Answer:
    try:
        waiting = tk.get_action("ambon_pii_list")({}, {})
        allowed = tk.get_action("ambon_pii_list")({}, {"allowed": True})
    except tk.NotAuthorized as forbidden:
        return tk.abort(403, str(forbidden))
    told = {"waiting": waiting, "allowed": allowed, "refused": refused, "errors": errors or {}}
    return tk.render("ambon/tables/exceptions.html", {**told, "form": request.form})


def _clean(id: str, resource_id: str, *, save: bool) -> Answer:
    chosen = [_remedy(value) for value in request.form.getlist("remedy") if value.count("|") >= 2]
    groups = request.form.getlist("group_by")
    data = {"id": resource_id, "remedies": chosen, "group_by": groups, "save": save}
    if not chosen and not groups:
        message = tk._("Choose at least one remedy.")
        return _page(id, resource_id, errors={"file": [message]})
    try:
        cleaned = tk.get_action("ambon_pii_clean")({}, data)
    except tk.ValidationError as refused:
        model.Session.rollback()
        return _page(id, resource_id, errors=refused.error_dict)
    except tk.NotAuthorized as refused:
        return tk.abort(403, str(refused))
    if not save:
        return _page(id, resource_id, cleaned=cleaned)
    tk.h.flash_success(tk._("The clean copy is now the file of this dataset."))
    return redirect(tk.h.url_for("ambon_pii.read", id=id, resource_id=resource_id))


def _remedy(value: str) -> dict[str, Any]:
    way, sheet, column = value.split("|", 2)
    return {"way": way, "sheet": sheet, "column": column or None}


def _page(id: str, resource_id: str, **more: Any) -> Answer:
    try:
        told = tk.get_action("ambon_pii_show")({}, {"id": resource_id})
        # A file that was just released stands in the database before it does in the index.
        entry = tk.get_action("package_show")({"use_cache": False}, {"id": id})
    except tk.NotAuthorized as refused:
        return tk.abort(403, str(refused))
    except tk.ObjectNotFound as refused:
        return tk.abort(404, str(refused))
    file = next((one for one in entry["resources"] if one["id"] == resource_id), None)
    if file is None:
        return tk.abort(404, tk._("There is no such file."))
    shown = {"entry": entry, "file": file, "told": told, "errors": {}, "cleaned": None}
    groups = remedying.groups(file, told["findings"]) if told["withheld"] else []
    picked = {"form": request.form, "groups": groups, "chosen": request.form.getlist("remedy")}
    return tk.render("ambon/tables/personal.html", {**shown, **picked, **more})
