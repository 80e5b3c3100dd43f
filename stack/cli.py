"""The verbs: portal, up, down, clean, test, test-all, check, bench."""

from __future__ import annotations

import shutil
import signal
import sys
import time
from collections.abc import Callable
from typing import NoReturn

from stack import settings, testing
from stack.portal import Portal
from stack.settings import Problem


def run(arguments: list[str]) -> int:
    """Carry out the verb; return the exit status."""
    verb, *rest = arguments
    verbs: dict[str, Callable[[list[str]], int]] = {
        "portal": _portal,
        "up": _up,
        "down": _down,
        "clean": _clean,
        "test": testing.test,
        "test-all": testing.test_all,
        "check": testing.check,
        "bench": testing.bench,
        "i18n": testing.i18n,
    }
    if verb not in verbs:
        message = f"Tidak ada perintah “{verb}”. Yang ada: {', '.join(verbs)}."
        raise Problem(message)
    for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, _interrupt)
    return verbs[verb](rest)


def _interrupt(_number: int, _frame: object) -> NoReturn:
    """End as Ctrl-C does: what was begun is put away."""
    raise KeyboardInterrupt


def _up(_arguments: list[str]) -> int:
    portal = Portal(settings.read())
    if portal.is_up():
        print(f"Portal sudah berjalan: {portal.settings.site_url}")
        return 0
    try:
        portal.up()
    except Problem as problem:
        message = f"{problem}\nYang sudah berjalan dibiarkan; make down menghentikannya."
        raise Problem(message) from problem
    print("\n".join(portal.last_lines()))
    return 0


def _portal(_arguments: list[str]) -> int:
    portal = Portal(settings.read())
    try:
        portal.up()
        print("\n".join([*portal.last_lines(), "Ctrl-C menghentikan semuanya."]), flush=True)
        _watch(portal)
    except KeyboardInterrupt:
        print()
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        portal.down()
    return 0


def _watch(portal: Portal) -> None:
    """Start again what dies, until somebody stops the portal."""
    while True:
        time.sleep(2)
        dead = [part.title for part in portal.parts if not part.is_running()]
        if dead:
            print(f"  berhenti sendiri, dijalankan lagi: {', '.join(dead)}", flush=True)
            portal.up()


def _down(_arguments: list[str]) -> int:
    portal = Portal(settings.read())
    if not any(part.is_running() for part in portal.parts):
        print("Portal tidak sedang berjalan.")
    portal.down()
    return 0


def _clean(_arguments: list[str]) -> int:
    choice = settings.read()
    if choice.outside:
        names = ", ".join(sorted(settings.PREFIX + name for name in choice.outside))
        message = f"Tidak dihapus: portal ini memakai peladen luar ({names})."
        raise Problem(message)
    portal = Portal(choice)
    if not choice.state.exists():
        print(f"Tidak ada isi portal di {choice.state}.")
        return 0
    portal.state.refuse_foreign_folder()
    print(f"Semua isi portal di {choice.state} akan dihapus: dataset, berkas, pengguna.")
    print("Ketik “ya” untuk menghapus: ", end="", flush=True)
    if sys.stdin.readline().strip().lower() != "ya":
        print("Tidak ada yang dihapus.")
        return 1
    portal.down()
    shutil.rmtree(choice.state.resolve())
    if choice.state.is_symlink():
        choice.state.unlink()
    print("Terhapus.")
    return 0
