"""Forms as a browser without scripts sends them: every field of the page, typed in or not."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup, Tag
from ckan.tests import factories

Office = dict[str, str]
Typed = dict[str, Any]


def make_office() -> Office:
    """Return an OPD with its editor and a token of theirs."""
    editor = factories.UserWithToken()
    members = [{"name": editor["name"], "capacity": "editor"}]
    organization = factories.Organization(users=members)
    return {"id": organization["id"], "editor": editor["name"], "token": editor["token"]}


def get(app: Any, office: Office, path: str) -> BeautifulSoup:
    """Return a page as the editor sees it."""
    answer = app.get(path, headers={"Authorization": office["token"]}, status=200)
    return BeautifulSoup(answer.body, "html.parser")


def send(app: Any, office: Office, path: str, typed: Typed) -> BeautifulSoup:
    """Send a form as the editor; return the page that answers."""
    headers = {"Authorization": office["token"]}
    sent = {"save": "", **typed}
    answer = app.post(path, data=sent, headers=headers, follow_redirects=False)
    return BeautifulSoup(answer.body, "html.parser")


def opened(app: Any, office: Office, path: str, **typed: Any) -> Typed:
    """Return what a browser sends of the form at `path`, with `typed` typed into it."""
    return {**filled(get(app, office, path)), **typed}


def filled(page: BeautifulSoup) -> Typed:
    """Return what a browser sends of the form on a page."""
    form = page.select_one("#dataset-edit, #resource-edit")
    assert form is not None
    typed: Typed = {}
    for field in form.select("input[name], select[name], textarea[name]"):
        if field.find_parent("template") is None and _is_sent(field):
            typed.setdefault(str(field["name"]), []).append(_value(field))
    return {name: found[0] if len(found) == 1 else found for name, found in typed.items()}


def value(page: BeautifulSoup, name: str) -> str:
    """Return what a field of the form holds."""
    field = page.select_one(f'[name="{name}"]')
    assert field is not None, name
    return _value(field)


def mistakes(page: BeautifulSoup) -> str:
    """Return what a page says is wrong; nothing where it says nothing."""
    found = page.select_one(".error-explanation")
    return " ".join(found.text.split()) if found else ""


def _is_sent(field: Tag) -> bool:
    if field.get("type") in ("checkbox", "radio"):
        return field.has_attr("checked")
    return field.get("type") not in ("file", "submit")


def _value(field: Tag) -> str:
    if field.name == "textarea":
        return field.text.removeprefix("\r\n").removeprefix("\n").rstrip("\r\n")
    if field.name == "select":
        chosen = field.select_one("option[selected]") or field.select_one("option")
        return str(chosen["value"]) if chosen else ""
    return str(field.get("value", ""))
