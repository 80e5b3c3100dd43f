"""Options of this room, one reader each; defaults and descriptions stand in the declaration."""

from __future__ import annotations

import ckan.plugins.toolkit as tk


def suggested_searches() -> list[str]:
    """Return the searches that the home page proposes."""
    words = tk.config["ckanext.ambon.suggested_searches"].split(",")
    return [word.strip() for word in words if word.strip()]
