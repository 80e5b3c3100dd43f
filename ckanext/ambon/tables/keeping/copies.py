"""The files that published tables were made of, beyond the upload that replaces them.

A copy is a second name of the stored file, and takes no room while the file is in use: an upload
puts a new file in its place and leaves the old one to its other name.
"""

from __future__ import annotations

import os
import shutil
import uuid
from contextlib import suppress
from pathlib import Path
from types import TracebackType

import ckan.plugins.toolkit as tk


def path_of(publication: str) -> Path:
    """Return where the file of a publication is kept, whether it is there or not."""
    return folder() / publication


def folder() -> Path:
    """Return the folder of all copies; nothing in it is served to readers."""
    return Path(str(tk.config["ckan.storage_path"]), "ambon_versions")


def keep(publication: str, stored: Path) -> None:
    """Keep the stored file of a publication; once for all its tables."""
    place = path_of(publication)
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        _double(stored, place)


def forget(*publications: str) -> None:
    """Let the files of publications go; a file that is in use stays where it is used."""
    for one in publications:
        path_of(one).unlink(missing_ok=True)


def _double(source: Path, place: Path) -> None:
    """Give a file a second name; copy it where the disk knows no second names."""
    beside = place.with_name(f"{place.name}.{uuid.uuid4().hex}~")
    try:
        os.link(source, beside)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copy2(source, beside)
    os.replace(beside, place)
    # Two names of one file are left as they are by a renaming.
    beside.unlink(missing_ok=True)


class Exchange:
    """Puts a kept file in the place of the stored one; a failure puts the stored one back."""

    def __init__(self) -> None:
        self._before: tuple[Path, Path] | None = None

    def __enter__(self) -> Exchange:
        return self

    def put(self, publication: str, stored: Path) -> None:
        """Put the file of a publication in the place of the stored one."""
        before = path_of(f"{publication}.{uuid.uuid4().hex}~")
        _double(stored, before)
        self._before = (before, stored)
        _double(path_of(publication), stored)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._before is None:
            return
        before, stored = self._before
        if kind is not None:
            os.replace(before, stored)
        with suppress(FileNotFoundError):
            before.unlink()
