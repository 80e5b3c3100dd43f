"""The frame of every page: menu, languages, addresses."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import session

LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}


def ambon_menu() -> list[dict[str, Any]]:
    """Return the doors of the portal: `label`, `url`, and whether the reader is behind it."""
    doors = (
        (tk._("Data"), "dataset.search", "/dataset"),
        (tk._("Services & permits"), "layanan.search", "/layanan"),
        (tk._("Regulations"), "peraturan.search", "/peraturan"),
        (tk._("Departments"), "organization.index", "/organization"),
        (tk._("Topics"), "group.index", "/group"),
    )
    return [
        {"label": label, "url": tk.h.url_for(endpoint), "current": _is_below(path)}
        for label, endpoint, path in doors
    ]


def ambon_foot_links() -> list[dict[str, str]]:
    """Return the pages about the portal itself."""
    pages = (
        (tk._("About"), "ambon.about"),
        (tk._("Guide for departments"), "ambon.guide"),
        (tk._("For developers (API)"), "ambon.developers"),
        (tk._("Ask for data"), "ambon_inquiries.wish"),
        (tk._("Report a mistake"), "ambon_inquiries.report"),
        (tk._("Privacy"), "ambon.privacy"),
    )
    return [{"label": label, "url": tk.h.url_for(endpoint)} for label, endpoint in pages]


def ambon_other_language() -> dict[str, str]:
    """Return `code`, `name` and `url` of this page in the other language."""
    code = "id" if tk.h.ambon_language() == "en" else "en"
    return {"code": code, "name": LANGUAGES[code], "url": _address(code)}


def ambon_canonical() -> str:
    """Return the one address of this page that search engines should keep."""
    return _address(tk.h.ambon_language(), qualified=True, query=False)


def ambon_alternates() -> list[tuple[str, str]]:
    """Return language and full address of this page in each language."""
    return [(code, _address(code, qualified=True, query=False)) for code in LANGUAGES]


def ambon_has_messages() -> bool:
    """Tell whether something waits to be said; asking costs a reader no cookie."""
    return "_flashes" in session


def _is_below(path: str) -> bool:
    return tk.request.path == path or tk.request.path.startswith(f"{path}/")


def _address(language: str, *, qualified: bool = False, query: bool = True) -> str:
    current = tk.request.environ.get("CKAN_CURRENT_URL", "/")
    path = current if query else current.partition("?")[0]
    return tk.h.url_for(path, locale=_locale(language), qualified=qualified)


def _locale(language: str) -> str:
    return "default" if language == tk.config["ckan.locale_default"] else language
