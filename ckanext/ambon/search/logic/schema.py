"""What the actions of the search accept."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import Schema, Validator, ValidatorFactory


@tk.validator_args
def ambon_search_terms(default: ValidatorFactory, natural_number_validator: Validator) -> Schema:
    return {"days": [default(90), natural_number_validator]}
