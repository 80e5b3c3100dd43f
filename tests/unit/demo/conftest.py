"""The published data, read once."""

from __future__ import annotations

import pytest

from demo import read
from demo.read import Entry


@pytest.fixture(scope="session")
def entries() -> list[Entry]:
    return read.entries()
