"""What the tests of the search share."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _search(with_plugins: None, clean_db: None, clean_index: None) -> None:
    """Begin every test with the plugins loaded and nothing stored."""
