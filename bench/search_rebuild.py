"""How fast the search index is made anew, against CKAN's own command on the same entries.

Wanted: at least five times as fast on 2,000 entries. Prints entries a second and the
ratio, with the start of the command left out of both; takes about four minutes.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from stack import settings
from stack.portal import Portal
from stack.state import any_free_port

WANTED = 5.0
ENTRIES = 2000
# Some entries are made by the API, the others are copies of their rows.
TEMPLATES = 20
FOLDER = Path(__file__).with_name("rebuild")


def main() -> None:
    """Start a portal of its own with 2,000 entries, and make its index twice."""
    state = Path(tempfile.mkdtemp(prefix="ambon-bench-"))
    choices = {"AMBON_STATE": str(state), "AMBON_PORT": str(any_free_port()), "AMBON_DEMO": "0"}
    portal = Portal(settings.read(choices))
    try:
        portal.state.prepare()
        portal.up()
        portal.web.stop()
        portal.worker.stop()
        _make_entries(portal)
        _compare(portal)
    finally:
        portal.down()
        shutil.rmtree(state, ignore_errors=True)


def _make_entries(portal: Portal) -> None:
    program = FOLDER / "entries.py"
    environment = {**os.environ, "CKAN_INI": str(portal.state.config)}
    command = [sys.executable, str(program), str(TEMPLATES)]
    subprocess.run(command, env=environment, check=True)
    portal.postgres.run(
        (FOLDER / "entries.sql").read_text().replace(":copies", str(ENTRIES // TEMPLATES - 1)),
        "ckan",
    )
    portal.ckan("ambon", "search", "rebuild")


def _compare(portal: Portal) -> None:
    start = min(_seconds(portal, "ambon", "nightly", "--help") for _ in range(2))
    plain = _seconds(portal, "search-index", "rebuild", "--quiet") - start
    ours = min(_seconds(portal, "ambon", "search", "rebuild") for _ in range(2)) - start
    told = portal.ckan("ambon", "search", "check")
    print(
        f"{ENTRIES} entri: ckan search-index rebuild {ENTRIES / plain:.0f}/s, "
        f"ckan ambon search rebuild {ENTRIES / ours:.0f}/s, nisbah {plain / ours:.1f} "
        f"(paling sedikit {WANTED:.0f}); {re.sub(r'.*dicocokkan', '', told).strip()}"
    )


def _seconds(portal: Portal, *command: str) -> float:
    start = time.monotonic()
    portal.ckan(*command)
    return time.monotonic() - start


if __name__ == "__main__":
    main()
