"""The one click group `ckan ambon`, to which the rooms add their verbs."""

from __future__ import annotations

import os
from pathlib import Path

import ckan.plugins.toolkit as tk
import click

__all__ = ["ambon"]


@click.group(short_help="Ambon Satu Data")
def ambon() -> None:
    """Commands of Ambon Satu Data."""
    _become_owner_of(tk.config.get("ckan.storage_path"))


def _become_owner_of(folder: str | None) -> None:
    """Go on as the portal's own user where root calls: root's files would be closed to it."""
    if os.geteuid() != 0 or not folder or not Path(folder).is_dir():
        return
    owner = Path(folder).stat()
    if owner.st_uid != 0:
        os.setgroups([])
        os.setgid(owner.st_gid)
        os.setuid(owner.st_uid)
