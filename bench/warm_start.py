"""How long a portal takes to its first page: a new one, and one that was killed.

Wanted: a warm start within 15 s. Prints both times and their ratio; takes two minutes.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

from stack.settings import ROOT
from stack.state import any_free_port


def main() -> None:
    """Start a portal of its own twice, and take it away."""
    state = Path(tempfile.mkdtemp(prefix="ambon-bench-"))
    choices = {"AMBON_STATE": str(state), "AMBON_PORT": str(any_free_port()), "AMBON_DEMO": "0"}
    try:
        first = _up(choices)
        _kill(state)
        warm = _up(choices)
        print(f"pertama {first:.1f} s, hangat {warm:.1f} s, nisbah {first / warm:.1f}")
    finally:
        _make("down", choices)
        shutil.rmtree(state, ignore_errors=True)


def _up(choices: dict[str, str]) -> float:
    start = time.monotonic()
    _make("up", choices)
    with urllib.request.urlopen(f"http://127.0.0.1:{choices['AMBON_PORT']}/"):
        return time.monotonic() - start


def _make(verb: str, choices: dict[str, str]) -> None:
    command = [sys.executable, "-m", "stack", verb]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **choices}, check=True)


def _kill(state: Path) -> None:
    for file in (state / "run").glob("*.pid"):
        with suppress(ProcessLookupError):
            os.killpg(int(file.read_text().split()[0]), signal.SIGKILL)


if __name__ == "__main__":
    main()
