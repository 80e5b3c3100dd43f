"""Where the file of a resource lies, and by what its version is known."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ckan.lib import uploader


def path_of(resource: Mapping[str, Any]) -> Path | None:
    """Return the stored file of a resource, None for a link or where there is no file."""
    if resource.get("url_type") != "upload":
        return None
    keeper = uploader.get_resource_uploader({"id": resource["id"]})
    folder = getattr(getattr(getattr(keeper, "storage", None), "settings", None), "path", "")
    path = Path(folder or "", str(keeper.get_path(str(resource["id"]))))
    return path if path.is_file() else None


def version_of(path: Path) -> str:
    """Return the mark of a stored file: another file in its place has another one."""
    told = os.stat(path)
    return f"{told.st_size}:{told.st_mtime_ns}:{told.st_ino}"
