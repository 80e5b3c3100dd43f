"""Dates and times as Indonesian writes them, on Ambon's clock."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

# Core's own reading of dates, and its helper for formats that a caller gives.
from ckan.lib import helpers as core
from ckan.lib.i18n import get_lang

CLOCK = ZoneInfo("Asia/Jayapura")
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
    return in_words(moment, with_hours=with_hours, with_seconds=with_seconds) if moment else ""


def in_words(moment: datetime, *, with_hours: bool, with_seconds: bool) -> str:
    """Return a moment in the reader's language; one without a zone is UTC."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
    language = "en" if get_lang().startswith("en") else "id"
    formats = FORMATS[language]
    wanted = formats["seconds"] if with_seconds else formats["minutes"] if with_hours else DAY
    return format_datetime(aware.astimezone(CLOCK), wanted, locale=language)
