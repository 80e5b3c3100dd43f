"""Questions that others asked and that found something, as far as they name nobody."""

from __future__ import annotations

import datetime
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.ambon.search.counting import report

FOR = datetime.timedelta(days=90)


def completions(words: str) -> list[dict[str, Any]]:
    """Return the questions that begin so, the most asked first, the typed one left out."""
    begin = words.casefold()
    return [
        {"kind": "query", "text": term, "url": tk.h.url_for("dataset.search", q=term)}
        for term in report.beginning(begin, FOR)
        if term != begin
    ]
