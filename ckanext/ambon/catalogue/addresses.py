"""Addresses that need care: those with a NUL byte, and those of OPD that changed their code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlencode

import ckan.plugins.toolkit as tk
from flask import redirect
from werkzeug.wrappers import Response

from ckanext.ambon.domain import opd

# Pages of one OPD, in every form that CKAN has: /organization/<code>,
# /organization/<what>/<code>…, /feeds/organization/<code>.atom
PAGES = re.compile(r"^/(?:organization|feeds/organization)/(?P<rest>.+)$")
CODE = re.compile(r"[A-Za-z0-9_-]+")
# CKAN's ids; only a merged OPD is looked for under one.
ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# Lists of entries, narrowed down by the codes of OPD in these parameters.
LISTS = re.compile(r"^/(?:dataset|layanan|peraturan|group/[^/]+|organization/[^/]+)/?$")
PARAMETERS = ("organization", "owner_org")

NOT_FOUND = """<!doctype html>
<html lang="id"><meta charset="utf-8"><title>404</title>
<p>Halaman tidak ditemukan: alamat ini memuat tanda yang tidak boleh ada.
<a href="/">Ke beranda</a></p>
<p lang="en">Page not found: this address holds a character that is not allowed.
<a href="/en/">Home</a></p>
</html>
"""

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def refuse_nul(app: Wsgi) -> Wsgi:
    """Return `app` with every address that holds a NUL byte answered by 404."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not has_nul(environ):
            return app(environ, start_response)
        headers = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")]
        start_response("404 Not Found", headers)
        return [] if environ.get("REQUEST_METHOD") == "HEAD" else [NOT_FOUND.encode()]

    return answer


def has_nul(environ: dict[str, Any]) -> bool:
    """Tell whether the requested path or query holds a NUL byte, escaped or not."""
    path = environ.get("SCRIPT_NAME", "") + environ.get("PATH_INFO", "")
    query = environ.get("QUERY_STRING", "")
    return "\0" in path or "\0" in query or "%00" in query


def leave_dead_end() -> Response | None:
    """Send to the topic who asks for its page of many entries: CKAN has one for OPD only."""
    if tk.request.endpoint == "group.bulk_process":
        return redirect(tk.h.url_for("group.read", **(tk.request.view_args or {})))
    return None


def follow_old_opd() -> Response | None:
    """Send a reader who asks for an OPD by an old code to its present address."""
    path, query = _present_path(tk.request.path), _present_query()
    if path == tk.request.path and query is None:
        return None
    words = tk.request.args.items(multi=True) if query is None else query
    target = tk.h.url_for(path, qualified=True)
    question = urlencode(list(words))
    # 308 keeps what an officer typed into a form; pages and programs that read know 301.
    code = 301 if tk.request.method in ("GET", "HEAD") else 308
    return redirect(f"{target}?{question}" if question else target, code)


def _present_path(path: str) -> str:
    found = PAGES.match(path)
    if found is None:
        return path
    return path[: found.start("rest")] + CODE.sub(lambda part: _present(part[0]), found["rest"])


def _present_query() -> list[tuple[str, str]] | None:
    """Return the parameters with the present codes; None if nothing changes."""
    if not LISTS.match(tk.request.path):
        return None
    asked = list(tk.request.args.items(multi=True))
    present = [(key, _present(value) if key in PARAMETERS else value) for key, value in asked]
    return present if present != asked else None


def _present(code: str) -> str:
    """Return the code by which CKAN knows the OPD now; `code` itself if it is no old one."""
    if opd.current_code(code) in (None, code) and not ID.fullmatch(code):
        return code
    quick = {"include_dataset_count": False, "include_users": False, "include_followers": False}
    try:
        shown = tk.get_action("organization_show")({}, {"id": code, **quick})
    except (tk.ObjectNotFound, tk.NotAuthorized):
        return code
    if ID.fullmatch(code):
        return shown.get("merged_into") or code
    return shown["name"]
