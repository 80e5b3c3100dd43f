"""What the actions of undo accept."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import Schema, Validator


@tk.validator_args
def ambon_table_versions(not_empty: Validator, unicode_safe: Validator) -> Schema:
    return {"id": [not_empty, unicode_safe]}


@tk.validator_args
def ambon_table_restore(
    not_empty: Validator,
    unicode_safe: Validator,
    ignore_empty: Validator,
    boolean_validator: Validator,
) -> Schema:
    return {
        "id": [not_empty, unicode_safe],
        "version": [not_empty, unicode_safe],
        "seen": [ignore_empty, unicode_safe],
        "dry_run": [ignore_empty, boolean_validator],
    }
