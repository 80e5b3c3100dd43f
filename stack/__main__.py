"""`python3 -m stack VERB`: what the Makefile's targets call."""

from __future__ import annotations

import os
import sys

from stack import bootstrap, mirror, settings

WITH_TESTS = {"test", "test-all", "check", "bench", "i18n"}
WITHOUT_SERVERS = {"down", "clean"}


def main() -> int:
    """Prepare the machine, then carry on in the virtual environment."""
    arguments = sys.argv[1:] or ["portal"]
    os.umask(0o022)
    try:
        _enter_copy(arguments)
        if not (arguments[0] in WITHOUT_SERVERS and bootstrap.PYTHON.exists()):
            bootstrap.prepare("dev" if arguments[0] in WITH_TESTS else "portal")
        _enter_environment(arguments)
        from stack.cli import run  # noqa: PLC0415 - its imports are installed only now

        return run(arguments)
    except settings.Problem as problem:
        print(f"\n{problem}", file=sys.stderr)
    except KeyboardInterrupt:
        print("\nDihentikan.", file=sys.stderr)
    return 1


def _enter_copy(arguments: list[str]) -> None:
    """Go on in a copy of the checkout, if the servers' user cannot enter this one."""
    if mirror.is_closed(settings.ROOT):
        # A state folder named from here stays the one that is meant.
        os.environ["AMBON_STATE"] = str(settings.state_folder(os.environ))
        place = mirror.copy_of(settings.ROOT)
        print(
            f"  Folder ini tertutup bagi pengguna lain; portal dijalankan dari {place}.", flush=True
        )
        os.chdir(place)
        os.execv(sys.executable, [sys.executable, "-m", "stack", *arguments])  # noqa: S606


def _enter_environment(arguments: list[str]) -> None:
    if os.path.realpath(sys.prefix) != os.path.realpath(bootstrap.VENV):
        os.execv(bootstrap.PYTHON, [str(bootstrap.PYTHON), "-m", "stack", *arguments])  # noqa: S606


if __name__ == "__main__":
    sys.exit(main())
