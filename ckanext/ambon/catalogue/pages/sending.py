"""How a page is sent: compressed, and without a cookie for who only reads."""

from __future__ import annotations

import gzip

import ckan.plugins.toolkit as tk
from flask import Response, session

TEXTS = ("text/", "application/json", "application/xml", "application/javascript", "image/svg")
# Less than a packet gains nothing; more than this is a download, not a page.
SHORTEST, LONGEST = 1000, 4_000_000


def open_no_session(response: Response) -> Response:
    """Send no cookie where a session was opened for a message and is empty again."""
    if not session:
        session.modified = False
    return response


def compress(response: Response) -> Response:
    """Compress a text for a reader whose browser knows how.

    Not for who is signed in: a page that holds a secret and words of the address could be
    guessed from its length.
    """
    if not _may_compress(response):
        return response
    response.direct_passthrough = False
    body = response.get_data()
    response.vary.add("Accept-Encoding")
    if len(body) >= SHORTEST and "gzip" in tk.request.accept_encodings:
        response.set_data(gzip.compress(body, 6, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
        response.headers.pop("ETag", None)
    return response


def _may_compress(response: Response) -> bool:
    return (
        response.status_code == 200
        and tk.request.method == "GET"
        and not session
        and not response.headers.get("Content-Encoding")
        and (response.mimetype or "").startswith(TEXTS)
        and 0 < (response.content_length or 0) <= LONGEST
    )
