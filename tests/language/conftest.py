"""What the tests of the language get: the plugins loaded, and an empty site."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _language(with_plugins: None) -> None:
    """Load the plugins that `test.ini` names."""
