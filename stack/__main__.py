"""`python3 -m stack VERB`: what the Makefile's targets call."""

from __future__ import annotations

import os
import sys

from stack import bootstrap, mirror, settings


def main() -> int:
    """Prepare the machine, then carry on in the virtual environment."""
    arguments = sys.argv[1:] or ["portal"]
    try:
        _enter_copy(arguments)
        for done in bootstrap.prepare(with_tests=arguments[0] in {"test", "test-all", "check", "bench"}):
            print(f"  terpasang: {done}", flush=True)
        _enter_environment(arguments)
        from stack.cli import run  # noqa: PLC0415 - its imports are installed only now

        return run(arguments)
    except settings.Problem as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1


def _enter_copy(arguments: list[str]) -> None:
    """Go on in a copy of the checkout, if the servers' user cannot enter this one."""
    if mirror.is_closed(settings.ROOT):
        place = mirror.copy_of(settings.ROOT)
        print(f"  Folder ini tertutup bagi pengguna lain; portal dijalankan dari {place}.", flush=True)
        os.chdir(place)
        os.execv(sys.executable, [sys.executable, "-m", "stack", *arguments])


def _enter_environment(arguments: list[str]) -> None:
    if sys.prefix != str(bootstrap.VENV) and os.path.realpath(sys.prefix) != os.path.realpath(bootstrap.VENV):
        os.execv(bootstrap.PYTHON, [str(bootstrap.PYTHON), "-m", "stack", *arguments])


if __name__ == "__main__":
    sys.exit(main())
