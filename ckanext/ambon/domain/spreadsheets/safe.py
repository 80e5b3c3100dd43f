"""What we write for Excel: a text that Excel would run as a formula is made harmless."""

from __future__ import annotations

from typing import Any

_STARTS = ("=", "+", "-", "@", "\t", "\r")


def for_excel(value: Any) -> Any:
    """Return a value as it may stand in a file that Excel opens.

    >>> for_excel("=1+1")
    "'=1+1"
    """
    is_formula = isinstance(value, str) and value.startswith(_STARTS)
    return f"'{value}" if is_formula else value
