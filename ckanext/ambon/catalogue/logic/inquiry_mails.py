"""The mails about an inquiry: to the office and Walidata, to who asked. Sent by the worker.

A mail server that is away costs nothing that was written: the inquiry is in the list.
"""

from __future__ import annotations

import logging
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.lib import mailer
from ckan.lib.i18n import get_lang
from flask_babel import force_locale

from ckanext.ambon.catalogue.model import Inquiry
from ckanext.ambon.domain import opd

log = logging.getLogger(__name__)


def announce(inquiry: Inquiry) -> None:
    """Tell the office, Walidata, and, where an address was left, who asked."""
    for address in dict.fromkeys([*_addresses(inquiry.opd), *_addresses(opd.walidata())]):
        _enqueue("inquiry_for_office", "id", inquiry, address)
    if inquiry.email:
        _enqueue("inquiry_received", get_lang(), inquiry, inquiry.email)


def tell_sender(inquiry: Inquiry) -> None:
    """Tell who asked that the office is done, where an address was left."""
    if inquiry.email:
        _enqueue("inquiry_closed", "id", inquiry, inquiry.email)


def send(address: str, subject: str, body: str) -> None:
    """Send one mail; what the worker calls."""
    if not tk.config.get("smtp.server") or not tk.config.get("smtp.mail_from"):
        log.warning("mail “%s” not sent: smtp.server or smtp.mail_from is not set", subject)
        return
    mailer.mail_recipient("", address, subject, body)


def _enqueue(template: str, language: str, inquiry: Inquiry, address: str) -> None:
    entry = model.Package.get(inquiry.package_id) if inquiry.package_id else None
    office = model.Group.by_name(inquiry.opd)
    words = {
        "number": inquiry.written,
        "kind": inquiry.kind,
        "text": inquiry.text,
        "answer": inquiry.answer or "",
        "sender": inquiry.name or "",
        "sender_email": inquiry.email or "",
        "office": office.title if office else inquiry.opd,
        "title": entry.title if entry else "",
        "entry_url": tk.h.url_for(f"{entry.type}.read", id=entry.name, qualified=True)
        if entry
        else "",
    }
    subject, body = _written(template, language, words)
    tk.enqueue_job(send, [address, subject, body], title=f"mail {template}")


def _written(template: str, language: str, words: dict[str, Any]) -> tuple[str, str]:
    """Return subject and text: the first line of the template is the subject."""
    site = {"site_title": tk.config["ckan.site_title"], "site_url": tk.config["ckan.site_url"]}
    with force_locale(language):
        text = tk.render(f"emails/ambon_{template}.txt", {**words, **site})
    subject, _empty, body = text.strip().partition("\n\n")
    return " ".join(subject.split()), f"{body.strip()}\n"


def _addresses(office: str) -> list[str]:
    """Return the office's own address; where none is known, those of its administrators."""
    group = model.Group.by_name(office)
    if group is None:
        return []
    extras: Any = getattr(group, "extras", None)
    if own := (extras or {}).get("email"):
        return [own]
    members = model.Session.query(model.Member).filter_by(
        group_id=group.id, table_name="user", capacity="admin", state="active"
    )
    users = [model.User.get(member.table_id) for member in members]
    return [
        user.email for user in users if user and user.state == model.State.ACTIVE and user.email
    ]
