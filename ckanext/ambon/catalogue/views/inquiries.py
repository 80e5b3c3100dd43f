"""The forms “this is wrong” and “I need this data”, and the officers' list of both."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context
from flask import Blueprint
from werkzeug.wrappers import Response

from ckanext.ambon.catalogue import config
from ckanext.ambon.catalogue.logic import rate
from ckanext.ambon.catalogue.logic.inquiries import MISTAKE, WANTED

inquiries = Blueprint("ambon_inquiries", __name__)

# A field that nobody sees: who fills it in is a program.
TRAP = "situs"
FIELDS = ("text", "package_id", "resource_id", "opd", "name", "email")


@inquiries.route("/lapor", methods=["GET", "POST"])
def report() -> str | Response:
    """Report a mistake, in an entry or in the portal."""
    return _form(MISTAKE)


@inquiries.route("/minta-data", methods=["GET", "POST"])
def wish() -> str | Response:
    """Ask for data that the portal does not have."""
    return _form(WANTED)


@inquiries.get("/lapor/<number>")
def state(number: str) -> str:
    """Show who has the number what became of it."""
    try:
        found = tk.get_action("ambon_inquiry_show")({}, {"number": number})
    except tk.ObjectNotFound as error:
        return tk.abort(404, str(error))
    return tk.render("ambon/pages/inquiry_state.html", {"inquiry": found})


@inquiries.get("/laporan")
def of_offices() -> str:
    """Show officers what was reported to their OPD."""
    closed = tk.request.args.get("selesai") == "1"
    context = Context(user=tk.current_user.name)
    try:
        found = tk.get_action("ambon_inquiry_list")(context, {"closed": closed})
    except tk.NotAuthorized as error:
        return tk.abort(403, str(error))
    return tk.render("ambon/pages/inquiry_list.html", {"inquiries": found, "closed": closed})


@inquiries.post("/laporan/<number>")
def close(number: str) -> Response:
    """Note that a report is settled."""
    asked = {"number": number, "answer": tk.request.form.get("answer", "")}
    try:
        tk.get_action("ambon_inquiry_close")({"user": tk.current_user.name}, asked)
    except (tk.NotAuthorized, tk.ObjectNotFound) as error:
        return tk.abort(403, str(error))
    except tk.ValidationError as error:
        tk.h.flash_error(" ".join(error.error_summary.values()))
    else:
        tk.h.flash_success(tk._("Report {number} is settled.").format(number=number))
    return tk.redirect_to("ambon_inquiries.of_offices")


def _form(kind: str) -> str | Response:
    source = tk.request.form if tk.request.method == "POST" else tk.request.args
    typed = {field: source.get(field, "").strip() for field in FIELDS}
    if tk.request.method == "GET":
        return _show(kind, typed, {})
    if problem := _problem():
        return _show(kind, typed, {"": [problem]})
    try:
        asked = {**typed, "kind": kind}
        made = tk.get_action("ambon_inquiry_create")({"user": tk.current_user.name}, asked)
    except tk.ValidationError as error:
        return _show(kind, typed, error.error_dict)
    except (tk.ObjectNotFound, tk.NotAuthorized):
        return _show(kind, {**typed, "package_id": ""}, {"": [tk._("This entry is not here.")]})
    return tk.redirect_to("ambon_inquiries.state", number=made["number"])


def _problem() -> str | None:
    """Return why a form is not taken before it is read, if so."""
    if tk.request.form.get(TRAP):
        return tk._("Leave the last field empty: it is there to catch programs.")
    most = config.inquiries_per_hour()
    if rate.is_too_often("inquiry", rate.address_of(tk.request), most):
        return tk._("Too many reports from this connection. Try again in an hour.")
    return None


def _show(kind: str, typed: dict[str, str], errors: dict[str, Any]) -> str:
    words = {
        "kind": kind,
        "typed": typed,
        "errors": errors,
        "entry": _entry(typed["package_id"]),
        "days": config.inquiry_personal_days(),
        "trap": TRAP,
    }
    return tk.render("ambon/pages/inquiry_form.html", words)


def _entry(package_id: str) -> dict[str, Any] | None:
    """Return the entry that the form is about, if the reader may see it."""
    if not package_id:
        return None
    try:
        return tk.get_action("package_show")({"user": tk.current_user.name}, {"id": package_id})
    except (tk.ObjectNotFound, tk.NotAuthorized):
        return None
