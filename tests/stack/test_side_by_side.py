"""Two portals with their own state share nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from stack import settings
from stack.portal import Portal
from stack.state import any_free_port


@pytest.fixture
def second() -> Iterator[Portal]:
    """Start the servers of another portal."""
    with tempfile.TemporaryDirectory(prefix="ambon-second-") as folder:
        state = Path(folder) / "state"
        Path(folder).chmod(0o755)
        choices = {"AMBON_STATE": str(state), "AMBON_PORT": str(any_free_port())}
        portal = Portal(settings.read(choices))
        try:
            portal.state.prepare()
            portal.start_stores()
            yield portal
        finally:
            portal.down()


def test_each_has_its_own_ports_sockets_and_secrets(site: Any, second: Portal) -> None:
    first = site.operator.portal
    for one, other in ((first, second), (second, first)):
        assert one.postgres.run("select current_setting('data_directory')") == str(
            one.postgres.folder
        )
        assert one.valkey.url() != other.valkey.url()
        assert one.solr.url() != other.solr.url()
    assert first.state.secret("session") != second.state.secret("session")
