"""Accounts of officers: an invitation, and a way back in for a lost password.

Both are a link that works once. It is mailed; where that cannot be done it is handed
to the caller, who passes it on.
"""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

# An account, its membership and its link are one transaction.
from ckan import model

# CKAN's own sender and its one-time links; the toolkit offers only `mail_user`.
from ckan.lib import mailer
from ckan.logic import guard_against_duplicated_email
from ckan.logic.schema import create_user_for_user_invite_schema
from ckan.types import Context


def invite(context: Context, data: dict[str, Any]) -> dict[str, Any]:
    """Create a pending account as a member of an OPD and send its link."""
    organization = model.Group.by_name(data["opd"])
    if organization is None:
        message = tk._("OPD {code} has no organization yet: run `ckan ambon opd sync` first.")
        raise tk.ValidationError({"opd": [message.format(code=data["opd"])]})
    user = _create(context, data, organization)
    with guard_against_duplicated_email(data["email"]):
        model.Session.commit()
    words = {"organization": organization.title, "role": data["role"]}
    subject = tk._("Your account on {site}").format(site=tk.config["ckan.site_title"])
    sent = _send(user, subject, "invitation", words, mail=data["send"])
    return {**{key: data[key] for key in ("name", "email", "opd", "role")}, **sent}


def reset(data: dict[str, Any]) -> dict[str, Any]:
    """Give an account a new link to set its password with, and send it."""
    user = model.User.get(data["name"])
    if user is None or user.state == model.State.DELETED:
        message = tk._("There is no account {name}.").format(name=data["name"])
        raise tk.ValidationError({"name": [message]})
    user.reset_key = mailer.make_key()
    model.Session.commit()
    subject = tk._("A new password on {site}").format(site=tk.config["ckan.site_title"])
    sent = _send(user, subject, "new_password", {}, mail=data["send"])
    return {"name": user.name, "email": user.email, **sent}


def _create(context: Context, data: dict[str, Any], organization: model.Group) -> model.User:
    """Write the account and its membership to the session; the caller commits."""
    inside = Context(user=context.get("user", ""), ignore_auth=True, defer_commit=True)
    schema = create_user_for_user_invite_schema()
    account = {"name": data["name"], "email": data["email"], "state": model.State.PENDING}
    created = tk.get_action("user_create")(tk.fresh_context(inside, schema=schema), account)
    place = {"id": organization.id, "object": created["id"], "object_type": "user"}
    tk.get_action("member_create")(tk.fresh_context(inside), {**place, "capacity": data["role"]})
    user = model.User.get(created["id"])
    if user is None:
        raise tk.ObjectNotFound(created["id"])
    user.reset_key = mailer.make_key()
    return user


def _send(
    user: model.User, subject: str, template: str, words: dict[str, Any], *, mail: bool
) -> dict[str, Any]:
    link = mailer.get_reset_link(user)
    problem = _mail(user, subject, template, {**words, "link": link}) if mail else None
    mailed = mail and problem is None
    return {"mailed": mailed, "link": None if mailed else link, "mail_error": problem}


def _mail(user: model.User, subject: str, template: str, words: dict[str, Any]) -> str | None:
    """Mail the text; return what went wrong, or None."""
    # CKAN's sender does not look before it leaps.
    if not tk.config.get("smtp.server") or not tk.config.get("smtp.mail_from"):
        return tk._("no mail server or no sender is set: smtp.server, smtp.mail_from")
    site = {"site_title": tk.config["ckan.site_title"], "site_url": tk.config["ckan.site_url"]}
    body = tk.render(f"emails/ambon_{template}.txt", {**words, **site, "name": user.name})
    try:
        mailer.mail_user(user, subject, body)
    except (mailer.MailerException, OSError, AssertionError) as error:
        return str(error)
    return None
