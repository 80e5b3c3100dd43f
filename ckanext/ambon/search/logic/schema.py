"""What the actions of the search accept."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Schema, Validator, ValidatorFactory


@tk.validator_args
def ambon_suggest(
    default: ValidatorFactory,
    ignore_missing: Validator,
    natural_number_validator: Validator,
    unicode_safe: Validator,
) -> Schema:
    ten: Any = 10
    return {
        "q": [ignore_missing, unicode_safe],
        "limit": [default(ten), natural_number_validator],
    }


@tk.validator_args
def ambon_search_terms(default: ValidatorFactory, natural_number_validator: Validator) -> Schema:
    return {"days": [default(90), natural_number_validator]}
