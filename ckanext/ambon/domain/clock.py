"""Ambon's clock (WIT, UTC+9): a day begins, and a release is due, when Ambon has that date."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

AMBON = ZoneInfo("Asia/Jayapura")


def now() -> datetime.datetime:
    """Return the present moment on Ambon's clock."""
    return datetime.datetime.now(AMBON)


def today() -> datetime.date:
    """Return the date that Ambon has."""
    return now().date()
