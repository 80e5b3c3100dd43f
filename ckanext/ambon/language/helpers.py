"""Dates, sizes and CKAN's own words as Indonesian writes them; times on Ambon's clock."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import ckan.plugins.toolkit as tk
from babel.dates import format_datetime, format_timedelta

# Core's own reading of dates, and its helpers for what a caller gives besides.
from ckan.lib import helpers as core
from ckan.lib.i18n import get_lang

from ckanext.ambon.domain import clock, numbers
from ckanext.ambon.language import unmarked

DAY = "d MMMM y"
FORMATS = {
    "id": {"minutes": f"{DAY}, HH.mm 'WIT'", "seconds": f"{DAY}, HH.mm.ss 'WIT'"},
    "en": {"minutes": f"{DAY}, HH:mm 'WIT'", "seconds": f"{DAY}, HH:mm:ss 'WIT'"},
}


def render_datetime(
    datetime_: Any,
    date_format: str | None = None,
    with_hours: bool = False,  # noqa: FBT001, FBT002 - core's own signature
    with_seconds: bool = False,  # noqa: FBT001, FBT002
) -> str:
    """Return a date in words, with the time in Ambon where it is asked for.

    Takes what core's helper of this name takes: a date and time in UTC or its ISO text.
    An unreadable one gives an empty text.
    """
    if date_format:
        return core.render_datetime(datetime_, date_format, with_hours, with_seconds)
    moment = core._datestamp_to_datetime(datetime_)  # noqa: SLF001
    return _in_words(moment, with_hours=with_hours, with_seconds=with_seconds) if moment else ""


def time_ago_from_timestamp(timestamp: Any) -> str:
    """Return how long ago a moment was: “3 hari lalu”."""
    moment = core._datestamp_to_datetime(timestamp)  # noqa: SLF001
    return _time_ago(moment) if moment else ""


def localised_nice_date(
    datetime_: datetime,
    show_date: bool = False,  # noqa: FBT001, FBT002 - core's own signature
    with_hours: bool = False,  # noqa: FBT001, FBT002
    with_seconds: bool = False,  # noqa: FBT001, FBT002
    format: str | None = None,
) -> str:
    """Return a date in words, or how long ago it was, as core's helper of this name does."""
    if not show_date:
        return _time_ago(datetime_)
    if format:
        return core.localised_nice_date(datetime_, show_date, with_hours, with_seconds, format)
    return _in_words(datetime_, with_hours=with_hours, with_seconds=with_seconds)


def localised_filesize(number: int) -> str:
    """Return a size in bytes as people read it: “1,2 MB”."""
    return numbers.size_text(number, _language())


def get_allowed_view_types(
    resource: dict[str, Any], package: dict[str, Any]
) -> list[tuple[str, str, str]]:
    """Return the kinds of view that a file may have, as core does, their names translated."""
    kinds = core.get_allowed_view_types(resource, package)
    return [(name, tk._(title), icon) for name, title, icon in kinds]


def ambon_said(words: Any) -> Any:
    """Return what CKAN says about a mistake, translated where it was left in English."""
    return unmarked.translated_within(words)


def ambon_column_type(kind: str) -> str:
    """Return in words what a column of PostgreSQL holds."""
    words = {
        "text": tk._("Text"),
        "numeric": tk._("Numeric"),
        "int4": tk._("Integer"),
        "int8": tk._("Integer"),
        "timestamp": tk._("Timestamp"),
        "date": tk._("Date"),
        "bool": tk._("Boolean"),
    }
    return words.get(kind, kind)


def _in_words(moment: datetime, *, with_hours: bool, with_seconds: bool) -> str:
    """Return a moment in the reader's language; one without a zone is UTC."""
    formats = FORMATS[_language()]
    wanted = formats["seconds"] if with_seconds else formats["minutes"] if with_hours else DAY
    return format_datetime(_aware(moment).astimezone(clock.AMBON), wanted, locale=_language())


def _time_ago(moment: datetime) -> str:
    """Return how long ago a moment was, or how far ahead it lies."""
    passed = _aware(moment) - datetime.now(timezone.utc)
    if abs(passed) < timedelta(seconds=1):
        return tk._("Just now")
    text = format_timedelta(passed, add_direction=True, locale=_language())
    return text.replace(" yang lalu", " lalu")


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)


def _language() -> str:
    return "en" if get_lang().startswith("en") else "id"
