"""The verbs: portal, up, down, clean, test, test-all, check, bench."""

from __future__ import annotations

import shutil
import signal
import time
from collections.abc import Callable

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
    }
    if verb not in verbs:
        message = f"Tidak ada perintah “{verb}”. Yang ada: {', '.join(verbs)}."
        raise Problem(message)
    return verbs[verb](rest)


def _report(words: str, seconds: float) -> None:
    print(f"  {seconds:6.1f} s  {words}", flush=True)


def _up(_arguments: list[str]) -> int:
    portal = Portal(settings.read(), _report)
    if portal.is_up():
        print(f"Portal sudah berjalan: {portal.settings.site_url}")
        return 0
    portal.up()
    print("\n".join(portal.last_lines()))
    return 0


def _portal(_arguments: list[str]) -> int:
    portal = Portal(settings.read(), _report)
    try:
        portal.up()
        print("\n".join([*portal.last_lines(), "Ctrl-C menghentikan semuanya."]), flush=True)
        _watch(portal)
    except KeyboardInterrupt:
        print("\nMenghentikan …", flush=True)
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        portal.down()
    return 0


def _watch(portal: Portal) -> None:
    """Start again what dies, until somebody stops the portal."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    while True:
        time.sleep(2)
        dead = [part.name for part in portal.parts if not part.is_running()]
        if dead:
            print(f"  mati sendiri, dijalankan lagi: {', '.join(dead)}", flush=True)
            portal.up()


def _down(_arguments: list[str]) -> int:
    portal = Portal(settings.read(), _report)
    if not any(part.is_running() for part in portal.parts):
        print("Portal tidak sedang berjalan.")
        return 0
    portal.down()
    return 0


def _clean(_arguments: list[str]) -> int:
    choice = settings.read()
    if choice.outside:
        names = ", ".join(sorted(settings.PREFIX + name for name in choice.outside))
        message = f"Tidak dihapus: portal ini memakai peladen luar ({names})."
        raise Problem(message)
    portal = Portal(choice, _report)
    print(f"Semua isi portal di {choice.state} akan dihapus: dataset, berkas, pengguna.")
    if input("Ketik “ya” untuk menghapus: ").strip().lower() != "ya":
        print("Tidak ada yang dihapus.")
        return 1
    portal.down()
    shutil.rmtree(choice.state, ignore_errors=True)
    print("Terhapus.")
    return 0

