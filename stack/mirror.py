"""Places that the servers' user cannot enter are replaced by ones that it can.

Root's home is closed to everybody, and stays so: a checkout there is served from a copy,
a state folder there is a link. What the portal makes (`.venv`, its state) is shown in the
checkout by links. Imports nothing that needs installing.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

from stack.settings import Problem

PLACES = Path("/var/lib/ambon-portal")
LEFT_OUT = {
    ".git",
    ".venv",
    ".cache",
    "node_modules",
    "__pycache__",
    ".pytest_cache",
    ".ruff_cache",
}
LINKED = (".venv", ".cache")


def is_closed(folder: Path) -> bool:
    """Tell whether another user cannot get into `folder`, for a caller who is root."""
    ways = [folder, *folder.parents]
    return os.geteuid() == 0 and any(p.exists() and not p.stat().st_mode & 0o001 for p in ways)


def copy_of(root: Path) -> Path:
    """Bring the copy of the checkout `root` up to date and return its place."""
    place = _place_for(root)
    place.mkdir(parents=True, exist_ok=True, mode=0o755)
    _follow(root, place)
    for name in LINKED:
        _link(root / name, place / name)
    return place


def open_place(folder: Path) -> Path:
    """Return where what `folder` shows really is: elsewhere, if its parents are closed."""
    is_settled = folder.is_symlink() or not is_closed(folder.parent)
    return folder.resolve() if is_settled else _place_for(folder)


def link_to_open_place(folder: Path) -> None:
    """Make `folder` a link to its open place, if it has one elsewhere."""
    place = open_place(folder)
    if place == folder.resolve():
        return
    if folder.exists() and any(folder.iterdir()):
        message = (
            f"Isi {folder} tidak terbaca oleh pengguna portal. Pilih folder lain: AMBON_STATE=…"
        )
        raise Problem(message)
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    if folder.exists():
        folder.rmdir()
    _link(folder, place)


def _place_for(path: Path) -> Path:
    return PLACES / hashlib.sha256(str(path).encode()).hexdigest()[:12]


def _follow(source: Path, copy: Path) -> None:
    wanted = {entry.name: entry for entry in source.iterdir() if not _is_left_out(entry)}
    for entry in copy.iterdir():
        if not _is_left_out(entry) and not _is_same_kind(wanted.get(entry.name), entry):
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


def _is_same_kind(one: Path | None, other: Path) -> bool:
    return one is not None and one.is_dir() == other.is_dir()


def _differs(entry: Path, copy: Path) -> bool:
    if not copy.exists():
        return True
    ours, theirs = entry.stat(), copy.stat()
    return (ours.st_size, ours.st_mtime_ns) != (theirs.st_size, theirs.st_mtime_ns)


def _link(link: Path, target: Path) -> None:
    if not link.exists() and not link.is_symlink():
        link.symlink_to(target)
