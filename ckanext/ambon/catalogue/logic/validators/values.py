"""Checks of one value by itself: a text, a date, a number, an address, a list of texts."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import ckan.plugins.toolkit as tk
from ckan.types import Context, FlattenDataDict, FlattenErrorDict, FlattenKey

EARLIEST_YEAR = 1945
TRUE = {"true", "yes", "ya", "1", "on"}
FALSE = {"false", "no", "tidak", "0", "off"}
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}")
TELEPHONE = re.compile(r"[+(]?[\d][\d\s().-]{1,20}")
# Four digits that begin with 1 or 2: a year half typed ("0026") is a slip.
DAY = re.compile(r"([12]\d{3}-\d{2}-\d{2})([T ].*)?")
# Solr takes no longer word; what it refuses CKAN would have stored all the same.
LONGEST = 30_000
DOTTED = re.compile(r"\d{1,3}(\.\d{3})+")


def ambon_optional(
    key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context
) -> None:
    """Nothing typed is nothing stored; the checks that follow are asked of a value only."""
    value = data.get(key)
    if value is tk.missing or value is None or (isinstance(value, str) and not value.strip()):
        data.pop(key, None)
        raise tk.StopOnError


def ambon_text(
    key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context
) -> None:
    """A text without blanks around it; what is none is left to no further check."""
    value = data.get(key)
    if value is tk.missing or value is None:
        return
    try:
        data[key] = plain_text(value)
    except tk.Invalid as wrong:
        errors[key].append(wrong.error)
        data[key] = ""
        raise tk.StopOnError from None


def ambon_lines(value: Any) -> str:
    """A list, a JSON text of one, or text with one item a line; stored as JSON."""
    return json.dumps(as_list(value), ensure_ascii=False)


def ambon_urls(value: Any) -> Any:
    """Every item of a list is an address."""
    for address in as_list(value):
        ambon_url(address)
    return value


def ambon_url(value: Any) -> Any:
    """An address that a browser can open."""
    if value and not _is_web_address(str(value)):
        message = tk._(
            "“{value}” is not an address. Write it in full, for example https://ambon.go.id."
        )
        raise tk.Invalid(message.format(value=value))
    return value


def ambon_email(value: Any) -> Any:
    """An e-mail address."""
    if value and not EMAIL.fullmatch(str(value)):
        message = tk._("“{value}” is not an e-mail address. Example: dinas@ambon.go.id.")
        raise tk.Invalid(message.format(value=value))
    return value


def ambon_telephone(value: Any) -> Any:
    """A telephone number as offices write it; the extension may follow."""
    if value and not TELEPHONE.fullmatch(str(value)):
        message = tk._("“{value}” is not a telephone number. Example: 0911-352123.")
        raise tk.Invalid(message.format(value=value))
    return value


def ambon_date(value: Any) -> str:
    """A date, or a moment of which the date counts; stored as year-month-day."""
    found = DAY.fullmatch(str(value).strip())
    try:
        return date.fromisoformat(found[1] if found else "").isoformat()
    except ValueError:
        message = tk._("“{value}” is not a date. Write year-month-day, for example 2026-11-24.")
        raise tk.Invalid(message.format(value=value)) from None


def ambon_integer(value: Any) -> str:
    """A whole number, with or without dots between thousands."""
    text = str(value).strip()
    if DOTTED.fullmatch(text):
        text = text.replace(".", "")
    if not re.fullmatch(r"[0-9]{1,15}", text):
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
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


def as_list(value: Any) -> list[str]:
    """Return the items of a list, of a JSON text of one, or of lines of text."""
    if value is tk.missing or value is None:
        return []
    items = _parsed(value) if isinstance(value, str) else value
    if not isinstance(items, list) or any(isinstance(item, (dict, list)) for item in items):
        raise tk.Invalid(tk._("The list cannot be read. Write one item a line."))
    return [text for text in (plain_text(item) for item in items if item is not None) if text]


def plain_text(value: Any) -> str:
    """Return a value as a text that can be stored and indexed."""
    if isinstance(value, (dict, list)):
        raise tk.Invalid(tk._("Write a text here, not a list."))
    text = str(value).strip()
    # PostgreSQL takes neither the sign NUL nor half a pair of signs.
    if "\0" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
        raise tk.Invalid(tk._("The text holds a sign that cannot be stored. Type it anew."))
    if len(text.encode()) > LONGEST:
        message = tk._(
            "The text is too long. Write at most {number} letters; a file may hold more."
        )
        raise tk.Invalid(message.format(number=LONGEST))
    return text


def _parsed(text: str) -> Any:
    if not text.lstrip().startswith("["):
        return text.splitlines()
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in parts.netloc and not re.search(r"\s", text)
