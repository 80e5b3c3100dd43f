"""Where the running portal is, for the tests that need one; no CKAN is imported here."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class RunningPortal:
    """The portal that `make test` started."""

    url: str
    state: Path

    @property
    def token(self) -> str:
        """The administrator's token."""
        return (self.state / "admin.token").read_text().strip()

    @property
    def password(self) -> str:
        """The administrator's password."""
        return (self.state / "admin.password").read_text().strip()


@pytest.fixture(scope="session")
def portal() -> RunningPortal:
    """Return the portal with the demonstration data that `make test` started."""
    url, state = os.environ.get("AMBON_SITE_URL"), os.environ.get("AMBON_STATE")
    if not url or not state:
        pytest.fail("No portal was started: run this test by `make test ARGS=…`.")
    return RunningPortal(url, Path(state))
