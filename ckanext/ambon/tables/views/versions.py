"""Undo on the page *Periksa tabel*: what a version would change, then the version comes back."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from flask import Blueprint, redirect, request

from ckanext.ambon.tables import model as kept
from ckanext.ambon.tables.views.checking import Answer, address, opened

versions = Blueprint(
    "ambon_table_versions",
    __name__,
    url_prefix="/dataset/<id>/resource/<resource_id>/periksa/versi",
)


@versions.get("/<version>")
def ask(id: str, resource_id: str, version: str) -> Answer:
    """Show what changes when a version comes back."""
    return _page(opened(id, resource_id), version)


@versions.post("/<version>")
def bring_back(id: str, resource_id: str, version: str) -> Answer:
    """Bring a version back."""
    told = opened(id, resource_id)
    question = {"id": resource_id, "version": version, "seen": request.form.get("seen")}
    try:
        done = tk.get_action("ambon_table_restore")({}, question)
    except tk.ValidationError as refused:
        model.Session.rollback()
        return _page(told, version, refused)
    if done["state"] not in kept.AT_WORK:
        tk.h.flash_success(tk._("The version is published again."))
    return redirect(address(told))


def _page(told: dict[str, Any], version: str, refused: tk.ValidationError | None = None) -> Answer:
    """Ask for consent; where the version is gone, say so on the page of the file."""
    errors = _texts(refused) if refused else []
    question = {"id": told["file"]["id"], "version": version, "dry_run": True}
    try:
        change = tk.get_action("ambon_table_restore")({}, question)
    except tk.ValidationError as gone:
        for text in errors or _texts(gone):
            tk.h.flash_error(text)
        return redirect(address(told))
    return tk.render("ambon/tables/version.html", {**told, "change": change, "errors": errors})


def _texts(refused: tk.ValidationError) -> list[str]:
    return [str(text) for text in refused.error_summary.values()]
