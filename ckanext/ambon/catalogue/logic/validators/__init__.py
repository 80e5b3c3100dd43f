"""Checks of what officers type: they say what is wrong and what to write instead."""

from __future__ import annotations

from ckanext.ambon.catalogue.logic.validators.codes import (
    ambon_code,
    ambon_codes,
    ambon_default_licence,
    ambon_in_city,
    ambon_not_empty,
    ambon_peraturan,
    ambon_vocabulary_name,
)
from ckanext.ambon.catalogue.logic.validators.entries import (
    ambon_columns_differ,
    ambon_duration_is_whole,
    ambon_exempt_stays_private,
    ambon_fees_in_order,
    ambon_file_needed,
    ambon_free_name,
    ambon_name_from_title,
    ambon_spans_in_order,
)
from ckanext.ambon.catalogue.logic.validators.values import (
    ambon_boolean,
    ambon_boolean_output,
    ambon_date,
    ambon_email,
    ambon_integer,
    ambon_lines,
    ambon_number_output,
    ambon_optional,
    ambon_telephone,
    ambon_text,
    ambon_url,
    ambon_urls,
    ambon_year,
)

__all__ = [
    "ambon_boolean",
    "ambon_boolean_output",
    "ambon_code",
    "ambon_codes",
    "ambon_columns_differ",
    "ambon_date",
    "ambon_default_licence",
    "ambon_duration_is_whole",
    "ambon_email",
    "ambon_exempt_stays_private",
    "ambon_fees_in_order",
    "ambon_file_needed",
    "ambon_free_name",
    "ambon_in_city",
    "ambon_integer",
    "ambon_lines",
    "ambon_name_from_title",
    "ambon_not_empty",
    "ambon_number_output",
    "ambon_optional",
    "ambon_peraturan",
    "ambon_spans_in_order",
    "ambon_telephone",
    "ambon_text",
    "ambon_url",
    "ambon_urls",
    "ambon_vocabulary_name",
    "ambon_year",
]
