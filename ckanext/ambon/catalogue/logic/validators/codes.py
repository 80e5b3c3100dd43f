"""Checks of codes: the value is one of a list, and the message names the nearest one.

Scheming hands a validator marked with `_for_field` the field it stands in, with the
vocabulary that the field names.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Validator

from ckanext.ambon.catalogue.logic.validators.values import as_list
from ckanext.ambon.domain import regions, table_standards, vocabularies

# A text longer than any code or label is like none of them.
LONGEST_CODE = 100
NAME = re.compile(r"[a-z_]{1,60}")

SchemeField = dict[str, Any]


def _for_field(function: Callable[[SchemeField, Any], Validator]) -> Any:
    """Mark a maker of validators so that scheming calls it with the field and the schema."""
    function.is_a_scheming_validator = True  # type: ignore[attr-defined]
    return function


@_for_field
def ambon_code(field: SchemeField, _schema: Any) -> Validator:
    """The value is one of the field's vocabulary; an empty one is left empty."""

    def validator(value: Any) -> Any:
        return _known(field["vocabulary"], str(value)) if value else value

    return validator


@_for_field
def ambon_codes(field: SchemeField, _schema: Any) -> Validator:
    """A list (or JSON text of one) of values of the field's vocabulary; stored as JSON."""

    def validator(value: Any) -> str:
        codes = dict.fromkeys(as_list(value))
        return json.dumps([_known(field["vocabulary"], code) for code in codes])

    return validator


def ambon_not_empty(value: Any) -> Any:
    """At least one item of a list."""
    if not as_list(value):
        raise tk.Invalid(tk._("Choose at least one."))
    return value


def ambon_in_city(value: Any) -> Any:
    """Every code is that of the city or of a part of it; whether it is known is asked apart."""
    city = regions.CITY
    outside = [code for code in as_list(value) if code != city and not code.startswith(f"{city}.")]
    if outside:
        message = tk._("{code} lies outside the city of Ambon; its codes begin with 81.71.")
        raise tk.Invalid(message.format(code=outside[0]))
    return value


def ambon_default_licence(value: Any) -> Any:
    """No licence chosen means that none is stated."""
    return value if isinstance(value, str) and value else "notspecified"


def ambon_vocabulary_name(value: Any) -> Any:
    """The name of a list of values that there is."""
    if not _is_vocabulary(str(value)):
        message = tk._(
            "There is no code list “{value}”. Leave it empty, or write for example regions."
        )
        raise tk.Invalid(message.format(value=value))
    return value


def ambon_table_standard(value: Any) -> Any:
    """The name of a table standard of the city."""
    if table_standards.standard(str(value)) is None:
        message = tk._("There is no table standard “{value}”. Choose one from the list.")
        raise tk.Invalid(message.format(value=value))
    return value


def ambon_peraturan(value: Any) -> Any:
    """The name of a regulation in this portal."""
    found = model.Package.get(str(value))
    if found is None or found.type != "peraturan":
        message = tk._(
            "There is no regulation “{value}” in this portal. Leave it empty, "
            "or write the end of its address, for example perda-4-2012."
        )
        raise tk.Invalid(message.format(value=value))
    return value


def _is_vocabulary(name: str) -> bool:
    """Tell whether a list has this name; what is no name may be the way to another file."""
    try:
        return bool(NAME.fullmatch(name) and vocabularies.vocabulary(name))
    except vocabularies.VocabularyError:
        return False


def _known(vocabulary: str, code: str) -> str:
    if vocabularies.term(vocabulary, code):
        return code
    labels = {term.label["id"]: term.value for term in vocabularies.vocabulary(vocabulary)}
    near = vocabularies.nearest(code[:LONGEST_CODE], [*labels, *labels.values()])
    hint = tk._(" Did you mean “{near}”?").format(near=labels.get(near, near)) if near else ""
    message = tk._("“{code}” is not in the list.").format(code=code)
    raise tk.Invalid(message + hint)
