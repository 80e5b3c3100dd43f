"""What the tests of the language share: an application in a language, and a mail server."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller


@pytest.fixture(autouse=True)
def _language(with_plugins: None) -> None:
    """Load the plugins that `test.ini` names."""


@pytest.fixture
def empty_site(clean_db: None, clean_index: None) -> None:
    """Begin with nothing stored."""


@pytest.fixture
def speak(app: Any) -> Callable[[str], Any]:
    """Return a function that opens a request in a language."""

    def in_language(language: str) -> Any:
        environ = {"CKAN_LANG": language, "CKAN_LANG_IS_DEFAULT": language == "id"}
        return app.flask_app.test_request_context(environ_overrides=environ)

    return in_language


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
    bag = Letters()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(bag, hostname="127.0.0.1", port=port)
    server.start()
    monkeypatch.setitem(ckan_config, "smtp.server", f"127.0.0.1:{port}")
    yield bag.received
    server.stop()
