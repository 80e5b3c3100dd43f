"""What the actions of the guard accept."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Schema, Validator

from ckanext.ambon.domain.personal_data.remedies import WAYS

# A reason of a few letters is none.
SHORTEST = 15


@tk.validator_args
def ambon_pii_show(not_empty: Validator, unicode_safe: Validator) -> Schema:
    return {"id": [not_empty, unicode_safe]}


@tk.validator_args
def ambon_pii_reason(not_empty: Validator, unicode_safe: Validator) -> Schema:
    return {"id": [not_empty, unicode_safe], "reason": [not_empty, unicode_safe, _a_reason]}


ambon_pii_ask = ambon_pii_reason


@tk.validator_args
def ambon_pii_decide(
    not_empty: Validator, unicode_safe: Validator, boolean_validator: Validator
) -> Schema:
    return {
        "id": [not_empty, unicode_safe],
        "approve": [not_empty, boolean_validator],
        "note": [not_empty, unicode_safe, _a_reason],
    }


@tk.validator_args
def ambon_pii_revoke(not_empty: Validator, unicode_safe: Validator) -> Schema:
    return {"id": [not_empty, unicode_safe], "note": [not_empty, unicode_safe, _a_reason]}


@tk.validator_args
def ambon_pii_list(ignore_missing: Validator, boolean_validator: Validator) -> Schema:
    return {"allowed": [ignore_missing, boolean_validator]}


@tk.validator_args
def ambon_pii_clean(
    not_empty: Validator,
    unicode_safe: Validator,
    ignore_missing: Validator,
    boolean_validator: Validator,
) -> Schema:
    return {
        "id": [not_empty, unicode_safe],
        "remedies": [ignore_missing, _remedies],
        "group_by": [ignore_missing, _titles],
        "save": [ignore_missing, boolean_validator],
    }


def _a_reason(value: str) -> str:
    if len(value.strip()) < SHORTEST:
        message = tk._("Write in a sentence why; others must be able to understand it later.")
        raise tk.Invalid(message)
    return value.strip()


def _remedies(value: Any) -> Any:
    is_list = isinstance(value, list) and all(isinstance(one, dict) for one in value)
    if not is_list or any(one.get("way") not in WAYS for one in value):
        message = tk._("“remedies” is a list of sheet, column and way; a way is one of: {ways}.")
        raise tk.Invalid(message.format(ways=", ".join(WAYS)))
    return value


def _titles(value: Any) -> Any:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise tk.Invalid(tk._("“group_by” is a list of column titles."))
    return value
