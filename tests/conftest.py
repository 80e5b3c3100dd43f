"""Where the running portal is, and the application of the tests inside CKAN.

No CKAN is imported until a test asks for it: the tests that need none stay quick.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

# Plugins with tables of their own.
WITH_TABLES = ("ambon", "activity", "ambon_search", "ambon_tables")


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


@pytest.fixture(scope="session")
def site() -> Iterator[Any]:
    """Make the application once: reading all schemas takes seconds, each time."""
    from ckan import plugins
    from ckan.tests import helpers

    yield helpers._get_test_app().app
    plugins.unload_all()


@pytest.fixture
def app(site: Any) -> Any:
    """Return a browser of its own, for the application that all tests share."""
    from ckan.tests import helpers

    return helpers.CKANTestApp(site)


@pytest.fixture
def with_plugins(site: Any) -> None:
    """Load the plugins as the application does, not for every test anew."""


@pytest.fixture
def clean_db(reset_db: Callable[[], None], migrate_db_for: Callable[[str], None]) -> None:
    """Empty the database, and make the tables of the plugins that have some.

    CKAN's own fixture leaves the table of activities as it was in 2.9. What earlier tests
    left for the worker is dropped: it speaks of what is no longer there.
    """
    from ckan.lib import jobs

    jobs.get_queue().empty()
    reset_db()
    for plugin in WITH_TABLES:
        migrate_db_for(plugin)


class Letters:
    """A mail server's post-bag."""

    def __init__(self) -> None:
        self.received: list[EmailMessage] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        letter = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        self.received.append(letter)
        return "250 OK"


@pytest.fixture
def letters(ckan_config: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[EmailMessage]]:
    """Run a mail server and return what it receives."""
    from aiosmtpd.controller import Controller

    bag = Letters()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(bag, hostname="127.0.0.1", port=port)
    server.start()
    monkeypatch.setitem(ckan_config, "smtp.server", f"127.0.0.1:{port}")
    yield bag.received
    server.stop()
