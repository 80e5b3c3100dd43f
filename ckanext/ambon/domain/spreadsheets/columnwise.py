"""The parts and columns of a large file side by side: their work leaves the interpreter free."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TypeVar

One = TypeVar("One")
Result = TypeVar("Result")
_MOST = 4


def each(work: Callable[[One], Result], columns: Iterable[One]) -> list[Result]:
    """Return what the work makes of each column, in order; raises what any of them raises."""
    with ThreadPoolExecutor(min(os.cpu_count() or 1, _MOST)) as pool:
        return list(pool.map(work, columns))


def ahead(parts: Generator[One, None, None]) -> Generator[One, None, None]:
    """Yield the parts, each next one made while the last is worked on."""
    with closing(parts), ThreadPoolExecutor(1) as maker:
        following = maker.submit(next, parts, None)
        while (part := following.result()) is not None:
            following = maker.submit(next, parts, None)
            yield part
