"""Keeps the logs small: `python -m stack.logs FOLDER` looks at them every minute."""

from __future__ import annotations

import os
import shutil
import sys
import time
from pathlib import Path

LIMIT = 10 * 1024 * 1024
KEPT = 3
PAUSE = 60


def main() -> None:
    """Rotate what grew too long in the folder, for as long as the portal runs."""
    folder = Path(sys.argv[1])
    while True:
        for log in folder.glob("*.log"):
            rotate(log)
        time.sleep(PAUSE)


def rotate(log: Path, limit: int = LIMIT) -> None:
    """Keep a log that grew over the limit under another name; the oldest falls off."""
    if not log.exists() or log.stat().st_size < limit:
        return
    for number in range(KEPT - 1, 0, -1):
        older = log.with_name(f"{log.name}.{number}")
        if older.exists():
            older.replace(log.with_name(f"{log.name}.{number + 1}"))
    # Copied and cut, not moved: the running server keeps its open file.
    shutil.copy(log, log.with_name(f"{log.name}.1"))
    os.truncate(log, 0)


if __name__ == "__main__":
    main()
