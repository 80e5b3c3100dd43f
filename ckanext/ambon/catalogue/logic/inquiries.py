"""What readers report (“this is wrong”) and ask for (“I need this data”), and its answer.

Stored with a number, mailed to the office that answers and to Walidata, closed by the
office. Who asked is forgotten after the time that the form names.
"""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Iterable
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context

from ckanext.ambon.catalogue import config
from ckanext.ambon.catalogue.logic import inquiry_mails
from ckanext.ambon.catalogue.model import Inquiry
from ckanext.ambon.domain import opd

MISTAKE, WANTED = "mistake", "wanted"

# No vowels, and nothing that looks like something else: easy to read out on the telephone.
SIGNS = "23456789BCDFGHJKMNPQRSTVWXZ"
NUMBER_LENGTH = 6


def create(context: Context, data: dict[str, Any]) -> dict[str, Any]:
    """Store an inquiry and send its mails; return it as its sender may see it."""
    entry = _entry(context, data.get("package_id"))
    inquiry = Inquiry(
        number=_free_number(),
        kind=data["kind"],
        text=data["text"],
        opd=_office(entry, data.get("opd")),
        package_id=entry["id"] if entry else None,
        resource_id=data.get("resource_id") if entry else None,
        name=data.get("name"),
        email=data.get("email"),
        created=_now(),
    )
    model.Session.add(inquiry)
    model.Session.commit()
    inquiry_mails.announce(inquiry)
    return public(inquiry)


def close(inquiry: Inquiry, user: str, answer: str | None) -> dict[str, Any]:
    """Note that an inquiry is settled, and tell its sender; closed twice changes nothing."""
    if inquiry.closed is None:
        inquiry.closed, inquiry.closed_by, inquiry.answer = _now(), user, answer
        model.Session.commit()
        inquiry_mails.tell_sender(inquiry)
    return public(inquiry)


def find(number: str) -> Inquiry:
    """Return the inquiry with this number, however it is written. Raises `ObjectNotFound`."""
    plain = "".join(sign for sign in number.upper() if sign in SIGNS)
    found = model.Session.get(Inquiry, plain)
    if found is None:
        raise tk.ObjectNotFound(tk._("There is no report with the number {n}.").format(n=number))
    return found


def of_offices(offices: Iterable[str] | None, *, closed: bool) -> list[dict[str, Any]]:
    """Return the inquiries to these OPD (None: all), the oldest open or the newest closed first."""
    query = model.Session.query(Inquiry)
    query = query.filter(Inquiry.closed.isnot(None) if closed else Inquiry.closed.is_(None))
    if offices is not None:
        query = query.filter(Inquiry.opd.in_(list(offices)))
    order = Inquiry.closed.desc() if closed else Inquiry.created
    return [whole(one) for one in query.order_by(order).limit(200)]


def forget_senders() -> int:
    """Empty name and address of all who asked longer ago than the form promises."""
    before = _now() - datetime.timedelta(days=config.inquiry_personal_days())
    old = model.Session.query(Inquiry).filter(Inquiry.created < before)
    known = old.filter(Inquiry.name.isnot(None) | Inquiry.email.isnot(None))
    forgotten = known.update({"name": None, "email": None}, synchronize_session=False)
    model.Session.commit()
    return forgotten


def public(inquiry: Inquiry) -> dict[str, Any]:
    """Return what everybody may see who knows the number: nothing of who asked and what."""
    return {
        "number": inquiry.written,
        "kind": inquiry.kind,
        "opd": inquiry.opd,
        "created": inquiry.created.isoformat(),
        "closed": inquiry.closed.isoformat() if inquiry.closed else None,
        "answer": inquiry.answer,
    }


def whole(inquiry: Inquiry) -> dict[str, Any]:
    """Return what the office that answers sees."""
    entry = model.Package.get(inquiry.package_id) if inquiry.package_id else None
    return {
        **public(inquiry),
        "text": inquiry.text,
        "name": inquiry.name,
        "email": inquiry.email,
        "closed_by": inquiry.closed_by,
        "resource_id": inquiry.resource_id,
        "entry": {"name": entry.name, "title": entry.title, "type": entry.type} if entry else None,
    }


def _entry(context: Context, package_id: str | None) -> dict[str, Any] | None:
    """Return the entry that the inquiry is about, if the sender may see it."""
    if not package_id:
        return None
    inside = Context(user=context.get("user", ""))
    return tk.get_action("package_show")(inside, {"id": package_id})


def _office(entry: dict[str, Any] | None, chosen: str | None) -> str:
    """Return the organization that answers: the entry's, the chosen one, else Walidata."""
    if entry and entry.get("organization"):
        return entry["organization"]["name"]
    return chosen or opd.walidata()


def _free_number() -> str:
    while True:
        number = "".join(secrets.choice(SIGNS) for _ in range(NUMBER_LENGTH))
        if model.Session.get(Inquiry, number) is None:
            return number


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.timezone.utc)
