"""The addresses that search engines are told: own pages, topics, OPD, entries."""

from __future__ import annotations

from collections.abc import Iterator

import ckan.plugins.toolkit as tk

from ckanext.ambon.domain import table_standards

FIXED = (
    "home.index", "dataset.search", "layanan.search", "peraturan.search", "organization.index",
    "group.index", "ambon.about", "ambon.guide", "ambon.developers", "ambon.privacy",
)  # fmt: skip
# The search engines' own limit for one file.
MOST = 50_000
BATCH = 1000

Place = tuple[str, str | None]


def places() -> Iterator[Place]:
    """Return the full address of every public page, with the day it last changed if known."""
    yield from ((_full(endpoint), None) for endpoint in FIXED)
    yield (_full("/panduan/tabel"), None)
    standards = table_standards.standards()
    yield from ((_full(f"/panduan/tabel/{found.name}"), None) for found in standards)
    for kind in ("group", "organization"):
        names = tk.get_action(f"{kind}_list")({}, {"limit": BATCH})
        yield from ((_full(f"{kind}.read", id=name), None) for name in names)
    yield from _entries()


def _entries() -> Iterator[Place]:
    wanted = {
        "fl": ["name", "dataset_type", "metadata_modified"],
        "sort": "name asc",
        "rows": BATCH,
    }
    for start in range(0, MOST, BATCH):
        found = tk.get_action("package_search")({}, {**wanted, "start": start})["results"]
        for entry in found:
            address = _full(f"{entry['dataset_type']}.read", id=entry["name"])
            yield address, entry["metadata_modified"][:10]
        if len(found) < BATCH:
            return


def _full(endpoint: str, **values: str) -> str:
    return tk.h.url_for(endpoint, qualified=True, locale="default", **values)
