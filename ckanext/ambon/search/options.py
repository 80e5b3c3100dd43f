"""How often CKAN looks whether an administrator changed an option: not for every reader's page.

CKAN asks the database before each request, in a transaction of its own; for a search that
takes as long as the search itself. Who has signed in sees a change at once, as before.
"""

from __future__ import annotations

import threading
import time

import ckan.plugins.toolkit as tk
from ckan.lib import app_globals

# Seconds for which a reader may see an option as it was.
QUIET = 1.0
SIGNED = "Authorization"


class _Asked(threading.local):
    """When this thread last asked for a reader."""

    def __init__(self) -> None:
        self.at = float("-inf")


_asked = _Asked()
_known = app_globals.app_globals
_ask = _known._check_uptodate  # noqa: SLF001 - there is no other way


def install() -> None:
    """Have CKAN ask so; twice is once."""
    _known._check_uptodate = _check_uptodate  # noqa: SLF001


def _check_uptodate() -> None:
    """Do what core does, at most once a second for those who have not signed in."""
    if _is_reader():
        now = time.monotonic()
        if now - _asked.at < QUIET:
            return
        _asked.at = now
    _ask()


def _is_reader() -> bool:
    """Tell whether a request comes without a session and without a token."""
    asked = tk.request
    if tk.config["SESSION_COOKIE_NAME"] in asked.cookies:
        return False
    return not any(asked.headers.get(name) for name in (tk.config["apitoken_header_name"], SIGNED))
