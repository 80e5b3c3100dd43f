"""What the actions of the tables accept."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Schema, Validator, ValidatorFactory

MOST_ROWS = 32_000


@tk.validator_args
def ambon_table_standard_show(not_empty: Validator, unicode_safe: Validator) -> Schema:
    return {"name": [not_empty, unicode_safe]}


ambon_table_template = ambon_table_standard_show


@tk.validator_args
def ambon_table_combined(
    not_empty: Validator,
    unicode_safe: Validator,
    ignore_empty: Validator,
    natural_number_validator: Validator,
    default: ValidatorFactory,
    limit_to_configured_maximum: ValidatorFactory,
) -> Schema:
    return {
        "name": [not_empty, unicode_safe],
        "opd": [ignore_empty, unicode_safe],
        "limit": [
            default(100),
            natural_number_validator,
            limit_to_configured_maximum("ckan.datastore.search.rows_max", MOST_ROWS),
        ],
        "offset": [default(0), natural_number_validator],
    }


@tk.validator_args
def ambon_table_row_save(
    not_empty: Validator,
    unicode_safe: Validator,
    ignore_empty: Validator,
    natural_number_validator: Validator,
) -> Schema:
    return {
        "resource_id": [not_empty, unicode_safe],
        "row_id": [ignore_empty, natural_number_validator],
        "row": [not_empty, _a_row],
        "seen": [ignore_empty, unicode_safe],
    }


@tk.validator_args
def ambon_table_row_delete(
    not_empty: Validator,
    unicode_safe: Validator,
    ignore_empty: Validator,
    natural_number_validator: Validator,
) -> Schema:
    return {
        "resource_id": [not_empty, unicode_safe],
        "row_id": [not_empty, natural_number_validator],
        "seen": [ignore_empty, unicode_safe],
    }


@tk.validator_args
def ambon_table_preview(ignore_empty: Validator, unicode_safe: Validator) -> Schema:
    return {"id": [ignore_empty, unicode_safe], "upload": [ignore_empty], "__before": [_a_file]}


@tk.validator_args
def ambon_table_answer(not_empty: Validator, unicode_safe: Validator) -> Schema:
    return {"id": [not_empty, unicode_safe], "answers": [not_empty, _answers]}


@tk.validator_args
def ambon_table_publish(
    not_empty: Validator, unicode_safe: Validator, ignore_empty: Validator
) -> Schema:
    return {
        "id": [not_empty, unicode_safe],
        "tables": [ignore_empty, _texts],
        "agreed": [ignore_empty, _texts],
    }


@tk.validator_args
def ambon_table_status(not_empty: Validator, unicode_safe: Validator) -> Schema:
    return {"id": [not_empty, unicode_safe]}


def _a_file(key: Any, data: Any, errors: Any, context: Any) -> None:
    """A resource, or a file that is sent along."""
    if not data.get(("id",)) and not hasattr(data.get(("upload",)), "stream"):
        errors.setdefault(("id",), []).append(tk._("Say which resource, or send a file along."))


def _answers(value: Any) -> Any:
    """Values of options by the keys of questions."""
    if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
        raise tk.Invalid(tk._("Answers are values of options by the keys of their questions."))
    return value


def _texts(value: Any) -> Any:
    """One text, or a list of them."""
    found = [value] if isinstance(value, str) else value
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise tk.Invalid(tk._("A list of texts is needed here."))
    return found


def _a_row(value: Any) -> Any:
    """Values by the names of columns."""
    if not isinstance(value, dict):
        raise tk.Invalid(tk._("A row needs values by the names of its columns."))
    return value
