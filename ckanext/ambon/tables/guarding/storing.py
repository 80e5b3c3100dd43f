"""Where there is no room for an uploaded file, it is said, and nothing of it is left behind."""

from __future__ import annotations

import logging
from contextlib import suppress
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.lib import files, uploader

log = logging.getLogger(__name__)


class FileUpload(uploader.ResourceUpload):
    """CKAN's own way to store a file, which leaves its beginning where the disk becomes full."""

    def upload(self, id: str, max_size: int = 10) -> None:
        try:
            super().upload(id, max_size)
        except OSError as error:
            log.exception("The file of %s could not be stored", id)
            with suppress(OSError):
                Path(f"{self.get_path(id)}~").unlink(missing_ok=True)
            message = tk._(
                "The server could not store this file: its disk may be full. What was there "
                "before is unchanged. Tell the administrator; upload it again when there is room."
            )
            raise tk.ValidationError({"upload": [message]}) from error


def for_resource(resource: dict[str, Any]) -> FileUpload | None:
    """Return what stores the file of a resource; CKAN's own where a storage is configured."""
    try:
        files.get_storage(tk.config["ckan.files.default_storages.resource"])
    except files.exc.UnknownStorageError:
        return FileUpload(resource)
    return None
