"""What an officer sees of the departments he works in, and what happened to an entry."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.ambon.catalogue import config, finding
from ckanext.ambon.catalogue.pages import entries
from ckanext.ambon.domain import opd

ROWS = 10


def ambon_desk() -> dict[str, Any]:
    """Return the `offices` in which the reader may publish, and their `entries`, newest first."""
    may = tk.get_action("organization_list_for_user")({}, {"permission": "create_dataset"})
    if not may:
        return {"offices": [], "entries": []}
    found = _entries([office["name"] for office in may])
    counts = found["facets"].get("organization", {})
    offices = [
        {
            "title": office["title"],
            "url": tk.h.url_for("organization.read", id=office["name"]),
            "count": counts.get(office["name"], 0),
        }
        for office in may
    ]
    lines = [{"result": entries.ambon_result(entry)} for entry in found["results"]]
    return {"offices": offices, "entries": lines}


def ambon_offices_to_ask() -> list[opd.Opd]:
    """Return the OPD that stand today, by title, for who asks one of them."""
    return sorted((one for one in opd.opd_list() if not one.merged_into), key=lambda one: one.title)


def ambon_inquiry_days() -> int:
    """Return after how many days name and address of who asked are deleted."""
    return config.inquiry_personal_days()


def ambon_open_inquiries() -> int:
    """Return how many reports and requests wait for the offices of who looks."""
    try:
        return len(tk.get_action("ambon_inquiry_list")({"user": tk.current_user.name}, {}))
    except tk.NotAuthorized:
        return 0


def ambon_activity(activity: dict[str, Any]) -> str:
    """Return what was done, in words."""
    kind: str = activity["activity_type"]
    sentences = {
        "new": tk._("published on this portal"),
        "changed": tk._("changed"),
        "deleted": tk._("taken away"),
    }
    return sentences.get(kind.split(maxsplit=1)[0]) or kind


def _entries(names: list[str]) -> dict[str, Any]:
    wanted = " OR ".join(f'"{name}"' for name in names)
    question = {
        "fq": f"+organization:({wanted})",
        "sort": "metadata_modified desc",
        "rows": ROWS,
        "facet.field": ["organization"],
        "facet.limit": -1,
        "include_private": True,
        "include_drafts": True,
    }
    return finding.found(question)
