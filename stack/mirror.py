"""A checkout that the servers' user cannot enter is served from a copy that it can.

Root's home is closed to everybody, and stays so: the checkout is copied, and what the
portal makes (`.venv`, its state) is made in the copy and shown in the checkout by links.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

COPIES = Path("/var/lib/ambon-portal")
LEFT_OUT = {".git", ".venv", ".cache", "node_modules", "__pycache__", ".pytest_cache", ".ruff_cache"}


def is_closed(folder: Path) -> bool:
    """Tell whether another user cannot get into `folder`, for a caller who is root."""
    return os.geteuid() == 0 and any(not p.stat().st_mode & 0o001 for p in [folder, *folder.parents])


def copy_of(root: Path) -> Path:
    """Bring the copy of the checkout `root` up to date and return its place."""
    place = COPIES / hashlib.sha256(str(root).encode()).hexdigest()[:12]
    place.mkdir(parents=True, exist_ok=True, mode=0o755)
    _follow(root, place)
    for name in (".venv", ".cache", ".stack"):
        _link(root / name, place / name)
    return place


def _follow(source: Path, copy: Path) -> None:
    wanted = {entry.name: entry for entry in source.iterdir() if not _is_left_out(entry)}
    for entry in copy.iterdir():
        if entry.name not in wanted and not _is_left_out(entry):
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    for name, entry in wanted.items():
        if entry.is_dir():
            (copy / name).mkdir(exist_ok=True, mode=0o755)
            _follow(entry, copy / name)
        elif _differs(entry, copy / name):
            shutil.copy2(entry, copy / name)
            (copy / name).chmod(0o755 if entry.stat().st_mode & 0o100 else 0o644)


def _is_left_out(entry: Path) -> bool:
    return entry.name in LEFT_OUT or entry.is_symlink() or entry.name.startswith(".stack")


def _differs(entry: Path, copy: Path) -> bool:
    if not copy.exists():
        return True
    ours, theirs = entry.stat(), copy.stat()
    return (ours.st_size, ours.st_mtime_ns) != (theirs.st_size, theirs.st_mtime_ns)


def _link(link: Path, target: Path) -> None:
    if not link.exists() and not link.is_symlink():
        link.symlink_to(target)
