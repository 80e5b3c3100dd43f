"""Tells the operator what is being done, and how long it took."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def step(words: str) -> Iterator[None]:
    """Say `words` now, and the time or the failure afterwards."""
    print(f"  {words} …", end=" ", flush=True)
    start = time.monotonic()
    try:
        yield
    except BaseException:
        print("gagal", flush=True)
        raise
    print(f"{time.monotonic() - start:.1f} s", flush=True)
