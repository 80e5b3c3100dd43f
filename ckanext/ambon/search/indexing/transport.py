"""How a search reaches Solr: straight by urllib3, over connections that are kept open.

`requests` reads the environment, takes the address apart and copies headers for each
request, which takes longer than Solr needs for the answer. It still carries everything
else: changes, and what needs a proxy or a password.
"""

from __future__ import annotations

import os
import urllib.request
from functools import cache

import pysolr
import urllib3

HEADERS = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}

# More threads than this hardly ask at once; another connection would be closed after use.
KEPT = 16


def is_plain(address: str) -> bool:
    """Tell whether an address needs neither a password nor a proxy."""
    return "@" not in address and not _proxies()


def read(address: str, question: str, timeout: float | None) -> str | None:
    """Return what Solr answers, or nothing where that is an error; raise as pysolr does."""
    try:
        answer = _pool(os.getpid()).urlopen(
            "POST", address, body=question, headers=HEADERS, timeout=timeout, retries=False
        )
    except urllib3.exceptions.HTTPError as error:
        raise pysolr.SolrError(_said(address, error)) from error
    return answer.data.decode() if answer.status == 200 else None


def _said(address: str, error: urllib3.exceptions.HTTPError) -> str:
    # urllib3 counts a refused connection among the timeouts.
    refused = isinstance(error, urllib3.exceptions.NewConnectionError)
    if isinstance(error, urllib3.exceptions.TimeoutError) and not refused:
        return f"Connection to server '{address}' timed out: {error!r}"
    return f"Failed to connect to server at {address}: {error!r}"


@cache
def _pool(_process: int) -> urllib3.PoolManager:
    """Return the open connections of a process, which all its threads share."""
    return urllib3.PoolManager(maxsize=KEPT)


@cache
def _proxies() -> dict[str, str]:
    return urllib.request.getproxies()
