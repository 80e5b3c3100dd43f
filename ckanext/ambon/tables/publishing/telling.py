"""What became of a file, in the words of who reads it: the worker speaks no language."""

from __future__ import annotations

import datetime
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.ambon.tables import model as kept
from ckanext.ambon.tables.guarding import files
from ckanext.ambon.tables.publishing.reading import Stored

# A worker that is there begins sooner, unless others are served first.
PATIENCE = datetime.timedelta(minutes=2)
UNREAD = "unread"
UNSTORED = "unstored"
OVERTAKEN = "overtaken"
LOST = "lost"
UNSEARCHED = "unsearched"
UNQUEUED = "unqueued"


def words(code: str) -> str:
    """Return the sentence for a code; any other text is a sentence already."""
    known = {
        UNREAD: tk._("The file could not be read because of an error of the portal. Try again."),
        UNSTORED: tk._(
            "The table could not be stored. What was published before is unchanged. Try again "
            "later; if it happens again, tell the administrator."
        ),
        UNSEARCHED: tk._(
            "The rows are published, but they cannot be searched yet. The portal makes up for it "
            "by night; who does not want to wait publishes the table once more."
        ),
        UNQUEUED: tk._(
            "The portal's queue does not answer, so the worker could not be told. The file is "
            "kept, and what was published before is unchanged. Try again later; if it happens "
            "again, tell the administrator."
        ),
        OVERTAKEN: tk._("A newer file was uploaded meanwhile; check that one."),
        LOST: tk._(
            "The work on this file stopped before its end. What was published before is "
            "unchanged. Try again."
        ),
    }
    return known.get(code, code)


def status(known: kept.TableFile | None, file: Stored) -> dict[str, Any]:
    """Return how far a file is on its way to a table."""
    if known is None or known.version != files.version_of(file.path):
        return {"resource_id": file.resource_id, "state": "new", "progress": 0.0, "message": ""}
    return {
        "resource_id": known.resource_id,
        "state": known.state,
        "progress": known.progress,
        "message": words(known.message),
        "is_late": known.state == kept.WAITING and kept.now() - known.updated_at > PATIENCE,
        "checks": known.open_checks,
        "published": [
            {"table": one.table_key, "resource_id": one.target_id, "rows": one.row_count}
            for one in kept.parts(known.resource_id).values()
            if one.version == known.version
        ],
        "updated_at": known.updated_at.isoformat(),
    }
