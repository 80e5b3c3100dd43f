"""Options of this room, one reader each; defaults and descriptions stand in the declaration."""

from __future__ import annotations

import ckan.plugins.toolkit as tk


def suggested_searches() -> list[str]:
    """Return the searches that the home page proposes."""
    words = tk.config["ckanext.ambon.suggested_searches"].split(",")
    return [word.strip() for word in words if word.strip()]


def inquiry_personal_days() -> int:
    """Return after how many days name and address of who asked are deleted."""
    return tk.config["ckanext.ambon.inquiry_personal_days"]


def inquiries_per_hour() -> int:
    """Return how many inquiries one address may send in an hour."""
    return tk.config["ckanext.ambon.inquiries_per_hour"]
