"""What the catalogue's actions accept."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Schema, Validator, ValidatorFactory

from ckanext.ambon.domain import opd, vocabularies

# Longer than any name of an OPD or a place; comparing names takes time.
LONGEST_NAME = 200
# A report is a few sentences.
LONGEST_TEXT = 4000

ROLES = ("admin", "editor", "member")


@tk.validator_args
def ambon_opd_resolve(not_empty: Validator, unicode_safe: Validator) -> Schema:
    return {"text": [not_empty, unicode_safe, _short]}


@tk.validator_args
def ambon_region_resolve(
    not_empty: Validator, ignore_empty: Validator, unicode_safe: Validator
) -> Schema:
    return {
        "text": [not_empty, unicode_safe, _short],
        "level": [ignore_empty, unicode_safe, _region_level],
    }


@tk.validator_args
def ambon_opd_sync(default: ValidatorFactory, boolean_validator: Validator) -> Schema:
    return {"dry_run": [default("false"), boolean_validator]}


@tk.validator_args
def ambon_user_invite(
    not_empty: Validator,
    unicode_safe: Validator,
    name_validator: Validator,
    email_validator: Validator,
) -> Schema:
    # Whether a name or an address is taken is looked up later, and only for those who may invite.
    return {
        "name": [not_empty, unicode_safe, name_validator],
        "email": [not_empty, unicode_safe, email_validator],
        "opd": [not_empty, unicode_safe, _opd_code],
        "role": [not_empty, unicode_safe, _role],
        "send": _yes_unless_told(),
    }


@tk.validator_args
def ambon_user_reset(not_empty: Validator, unicode_safe: Validator) -> Schema:
    return {"name": [not_empty, unicode_safe], "send": _yes_unless_told()}


@tk.validator_args
def ambon_inquiry_create(
    not_empty: Validator,
    ignore_empty: Validator,
    unicode_safe: Validator,
    email_validator: Validator,
    one_of: ValidatorFactory,
) -> Schema:
    kinds: Any = ["mistake", "wanted"]
    return {
        "kind": [not_empty, one_of(kinds)],
        "text": [not_empty, unicode_safe, _no_book],
        "package_id": [ignore_empty, unicode_safe],
        "resource_id": [ignore_empty, unicode_safe],
        "opd": [ignore_empty, unicode_safe, _opd_code],
        "name": [ignore_empty, unicode_safe, _short],
        "email": [ignore_empty, unicode_safe, _short, email_validator],
    }


@tk.validator_args
def ambon_inquiry_list(default: ValidatorFactory, boolean_validator: Validator) -> Schema:
    no: Any = False
    return {"closed": [default(no), boolean_validator]}


@tk.validator_args
def ambon_inquiry_show(not_empty: Validator, unicode_safe: Validator) -> Schema:
    return {"number": [not_empty, unicode_safe, _short]}


@tk.validator_args
def ambon_inquiry_close(
    not_empty: Validator, ignore_empty: Validator, unicode_safe: Validator
) -> Schema:
    return {
        "number": [not_empty, unicode_safe, _short],
        "answer": [ignore_empty, unicode_safe, _no_book],
    }


def _yes_unless_told() -> list[Any]:
    sent: Any = tk.get_validator("default")
    yes = True
    return [sent(yes), tk.get_validator("boolean_validator")]


def _short(value: str) -> str:
    if len(value) > LONGEST_NAME:
        message = tk._("Too long: at most {limit} characters.").format(limit=LONGEST_NAME)
        raise tk.Invalid(message)
    return value


def _no_book(value: str) -> str:
    if len(value) > LONGEST_TEXT:
        message = tk._("Too long: at most {limit} characters.").format(limit=LONGEST_TEXT)
        raise tk.Invalid(message)
    return value.strip()


def _region_level(value: str) -> str:
    levels = ("kota", "kecamatan", "kelurahan")
    if value not in levels:
        raise tk.Invalid(_unknown(tk._("There is no level {value}."), value, levels))
    return value


def _opd_code(value: str) -> str:
    """Return the present code of the OPD."""
    code = opd.current_code(value)
    if code is None:
        known = [row.code for row in opd.opd_list()]
        message = tk._("There is no OPD with the code {value}.")
        raise tk.Invalid(_unknown(message, value, known, guess=opd.resolve(value).code))
    return code


def _role(value: str) -> str:
    if value not in ROLES:
        raise tk.Invalid(_unknown(tk._("There is no role {value}."), value, ROLES))
    return value


def _unknown(message: str, value: str, known: Collection[str], guess: str | None = None) -> str:
    """Return the message with the nearest known value, else with all of a short list."""
    words = message.format(value=f"“{value}”")
    near = guess or vocabularies.nearest(value, known)
    if near:
        return words + tk._(" Did you mean “{near}”?").format(near=near)
    if len(known) < 10:
        return words + tk._(" There are: {known}.").format(known=", ".join(known))
    return words
