"""What an undo changes, told before it is done."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.ambon.tables.keeping import store
from ckanext.ambon.tables.keeping.store import Kept
from ckanext.ambon.tables.publishing import loading, replacing
from ckanext.ambon.tables.publishing.versions import is_personal
from ckanext.ambon.tables.restoring import versions
from ckanext.ambon.tables.restoring.versions import History, Version

Told = dict[str, Any]


def changes(resource_id: str, wanted: str) -> Told:
    """Return what becomes of the file and of each table when a version comes back."""
    with store.opened() as cursor:
        known = versions.of_file(resource_id, cursor)
        chosen = known.version(wanted)
        cursor.execute(f"SET LOCAL search_path TO public, {store.SCHEMA}")
        tables = [_table(cursor, one) for one in chosen.tables]
    replaced = {one["resource_id"] for one in tables}
    return {
        "version": chosen.as_plain,
        "seen": known.seen,
        "file": chosen.file_name if chosen.path else None,
        "file_now": known.file.name,
        "is_upload_lost": bool(chosen.path) and not _is_kept(known),
        "tables": tables,
        "is_replaced_kept": not any(
            is_personal(target, told) for target, told in known.live.items() if target in replaced
        ),
        "unchanged": sorted(set(known.live) - replaced),
    }


def _is_kept(known: History) -> bool:
    """Tell whether the stored file is of a publication, and so stays when it is replaced."""
    published = [Version(told["publication"], told) for told in known.live.values()]
    return any(
        one.told.get("version") == known.file.version and one.path
        for one in (*published, *known.versions)
    )


def _table(cursor: Any, one: Kept) -> Told:
    target, rows = one.told["target_id"], one.told["rows"]
    now = tk.get_action("resource_show")({"ignore_auth": True}, {"id": target})
    is_there = loading.exists(cursor, target)
    loaded = loading.Loaded(
        cursor=cursor, staging=one.name, target=target, row_count=rows, is_indexed=True
    )
    found = replacing.compare(loaded, now.get("columns") or [], one.told["columns"], "versi ini")
    before, after = _titles(now.get("columns") or []), _titles(one.told["columns"])
    return {
        "resource_id": target,
        "name": now.get("name") or "",
        "rows": rows,
        "rows_now": store.count(cursor, target) if is_there else 0,
        "columns_gone": [title for name, title in before.items() if name not in after],
        "columns_back": [title for name, title in after.items() if name not in before],
        "changes": [change.as_plain for change in found if not change.key.startswith("gone:")],
    }


def _titles(columns: list[Told]) -> dict[str, str]:
    return {one["name"]: one.get("label") or one["name"] for one in columns}
