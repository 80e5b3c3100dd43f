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


def _a_row(value: Any) -> Any:
    """Values by the names of columns."""
    if not isinstance(value, dict):
        raise tk.Invalid(tk._("A row needs values by the names of its columns."))
    return value
