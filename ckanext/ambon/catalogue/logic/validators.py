"""Checks of what officers type: they say what is wrong and what to write instead.

Scheming hands a validator marked with `_for_field` the field it stands in, with the
vocabulary that the field names.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context, FlattenDataDict, FlattenErrorDict, FlattenKey, Validator

from ckanext.ambon.domain import numbers, regions, vocabularies

EARLIEST_YEAR = 1945
TRUE = {"true", "yes", "ya", "1", "on"}
FALSE = {"false", "no", "tidak", "0", "off", ""}
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}")
TELEPHONE = re.compile(r"[+(]?[\d][\d\s().-]{1,20}")

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
        codes = _list(value)
        return json.dumps([_known(field["vocabulary"], code) for code in dict.fromkeys(codes)])

    return validator


def ambon_not_empty(value: Any) -> Any:
    """At least one item of a list."""
    if not _list(value):
        raise tk.Invalid(tk._("Choose at least one."))
    return value


def ambon_in_city(value: Any) -> Any:
    """Every code is that of the city or of a part of it; whether it is known is asked apart."""
    city = regions.CITY
    outside = [code for code in _list(value) if code != city and not code.startswith(f"{city}.")]
    if outside:
        message = tk._("{code} lies outside the city of Ambon; its codes begin with 81.71.")
        raise tk.Invalid(message.format(code=outside[0]))
    return value


def ambon_lines(value: Any) -> str:
    """A list, a JSON text of one, or text with one item a line; stored as JSON."""
    return json.dumps(_list(value), ensure_ascii=False)


def ambon_urls(value: Any) -> Any:
    """Every item of a list is an address."""
    for address in _list(value):
        ambon_url(address)
    return value


def ambon_url(value: Any) -> Any:
    """An address that a browser can open."""
    parts = urlsplit(str(value or ""))
    if value and (parts.scheme not in ("http", "https") or "." not in parts.netloc):
        message = tk._(
            "“{value}” is not an address. Write it in full, for example https://ambon.go.id."
        )
        raise tk.Invalid(message.format(value=value))
    return value


def ambon_email(value: Any) -> Any:
    """An e-mail address."""
    if value and not EMAIL.fullmatch(value):
        message = tk._("“{value}” is not an e-mail address. Example: dinas@ambon.go.id.")
        raise tk.Invalid(message.format(value=value))
    return value


def ambon_telephone(value: Any) -> Any:
    """A telephone number as offices write it; the extension may follow."""
    if value and not TELEPHONE.fullmatch(value):
        message = tk._("“{value}” is not a telephone number. Example: 0911-352123.")
        raise tk.Invalid(message.format(value=value))
    return value


def ambon_date(value: Any) -> str:
    """A date; stored as year-month-day."""
    if isinstance(value, date):
        return value.isoformat()[:10]
    try:
        return date.fromisoformat(str(value).strip()[:10]).isoformat()
    except ValueError:
        message = tk._("“{value}” is not a date. Write year-month-day, for example 2026-11-24.")
        raise tk.Invalid(message.format(value=value)) from None


def ambon_integer(value: Any) -> str:
    """A whole number, with or without dots between thousands."""
    text = str(value).strip()
    if re.fullmatch(r"\d{1,3}(\.\d{3})+", text):
        text = text.replace(".", "")
    if not re.fullmatch(r"\d{1,15}", text):
        message = tk._("“{value}” is not a whole number. Write digits only, for example 50000.")
        raise tk.Invalid(message.format(value=value))
    return str(int(text))


def ambon_year(value: Any) -> str:
    """A year in which the city can have made a regulation."""
    year = int(ambon_integer(value))
    if not EARLIEST_YEAR <= year <= date.today().year + 1:
        message = tk._("{year} cannot be the year. Write four digits, for example 2020.")
        raise tk.Invalid(message.format(year=year))
    return str(year)


def ambon_boolean(value: Any) -> str:
    """Yes or no; stored as `true` or `false`."""
    text = str(value).strip().lower()
    if text not in TRUE | FALSE:
        raise tk.Invalid(tk._("Choose yes or no."))
    return "true" if text in TRUE else "false"


def ambon_number_output(value: Any) -> Any:
    """Show a stored whole number as a number."""
    return int(value) if isinstance(value, str) and value.isdigit() else value


def ambon_boolean_output(value: Any) -> Any:
    """Show a stored yes or no as a boolean."""
    return {"true": True, "false": False}.get(value, value)


def ambon_default_licence(value: Any) -> Any:
    """No licence chosen means that none is stated."""
    return value if isinstance(value, str) and value else "notspecified"


def ambon_vocabulary_name(value: Any) -> Any:
    """The name of a list of values that there is."""
    if value:
        try:
            vocabularies.vocabulary(str(value))
        except vocabularies.VocabularyError:
            message = tk._(
                "There is no code list “{value}”. Leave it empty, or write for example regions."
            )
            raise tk.Invalid(message.format(value=value)) from None
    return value


def ambon_peraturan(value: Any) -> Any:
    """The name of a regulation in this portal."""
    found = model.Package.get(str(value)) if value else None
    if value and (found is None or found.type != "peraturan"):
        message = tk._(
            "There is no regulation “{value}” in this portal. Leave it empty, "
            "or write the end of its address, for example perda-4-2012."
        )
        raise tk.Invalid(message.format(value=value))
    return value


def ambon_free_name(
    key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context
) -> None:
    """The address is not that of another entry."""
    found = model.Package.get(str(data[key])) if data[key] else None
    own = context.get("package")
    if found is not None and (own is None or found.id != own.id):
        message = tk._(
            "The address “{name}” belongs to another entry already. "
            "Choose another, for example {other}."
        )
        errors[key].append(message.format(name=data[key], other=f"{data[key]}-2"))
        raise tk.StopOnError


def ambon_file_needed(
    key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context
) -> None:
    """A file, or the address of one, belongs to every resource."""
    upload = data.get((*key[:-1], "upload")) or data.get((*key[:-1], "__extras"), {}).get("upload")
    if not data.get(key) and not upload:
        errors[key].append(tk._("Upload a file, or write the address where it is."))
        raise tk.StopOnError


def ambon_spans_in_order(
    key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context
) -> None:
    """No period ends before it begins."""
    for start in [found for found in data if found[-1] in ("start", "period_start")]:
        end = (*start[:-1], start[-1].replace("start", "end"))
        if data[start] and data.get(end) and str(data[end]) < str(data[start]):
            message = tk._("The end ({end}) lies before the beginning ({start}).")
            errors.setdefault(end, []).append(message.format(end=data[end], start=data[start]))


def ambon_exempt_stays_private(
    key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context
) -> None:
    """What the law exempts can never be public."""
    if data.get(("ppid_class",)) == "dikecualikan" and not data.get(("private",)):
        message = tk._(
            "Exempt information can never be public. "
            "Set the visibility to private, or choose another class."
        )
        errors.setdefault(("ppid_class",), []).append(message)


def ambon_fees_in_order(
    key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context
) -> None:
    """The highest fee is not below the lowest."""
    low, high = _number(data.get(("fee_min",))), _number(data.get(("fee_max",)))
    if low is not None and high is not None and high < low:
        message = tk._("The highest fee ({high}) lies below the lowest ({low}).")
        texts = {"high": numbers.number_text(high), "low": numbers.number_text(low)}
        errors.setdefault(("fee_max",), []).append(message.format(**texts))


def ambon_duration_is_whole(
    key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context
) -> None:
    """A number of the duration has its unit, and the unit its number."""
    value, unit = _number(data.get(("duration_value",))), data.get(("duration_unit",)) or None
    if value is not None and not unit:
        message = tk._("Choose the unit, for example working days.")
        errors.setdefault(("duration_unit",), []).append(message)
    if unit and value is None:
        message = tk._("Write the number, for example 5.")
        errors.setdefault(("duration_value",), []).append(message)


def _number(value: Any) -> int | None:
    return int(value) if isinstance(value, (str, int)) and str(value).isdigit() else None


def _known(vocabulary: str, code: str) -> str:
    if vocabularies.term(vocabulary, code):
        return code
    labels = {term.label["id"]: term.value for term in vocabularies.vocabulary(vocabulary)}
    near = vocabularies.nearest(code, [*labels, *labels.values()])
    hint = tk._(" Did you mean “{near}”?").format(near=labels.get(near, near)) if near else ""
    message = tk._("“{code}” is not in the list.").format(code=code)
    raise tk.Invalid(message + hint)


def _list(value: Any) -> list[str]:
    """Return the items of a list, of a JSON text, or of lines of text."""
    if value is tk.missing or not value:
        return []
    if isinstance(value, str) and value.lstrip()[:1] == "[":
        try:
            value = json.loads(value)
        except ValueError:
            raise tk.Invalid(tk._("The list cannot be read. Write one item a line.")) from None
    items = value.splitlines() if isinstance(value, str) else value
    return [text for text in (str(item).strip() for item in items) if text]
