"""The state folder keeps secrets and ports, and refuses a full disk and strangers' files."""

from __future__ import annotations

import shutil
import socket
from pathlib import Path
from types import SimpleNamespace

import pytest

from stack import settings, state
from stack.settings import Problem
from stack.state import State


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> State:
    """Return the state of a portal; its files stay the caller's."""
    monkeypatch.setattr(state, "give_to_server", lambda path: None)
    monkeypatch.setattr(state.mirror, "is_closed", lambda folder: False)
    return State(settings.read({"AMBON_STATE": str(tmp_path / "state")}))


class TestKept:
    def test_secrets_stay_the_same_and_differ_from_each_other(self, kept: State) -> None:
        kept.prepare()
        assert kept.secret("session") == kept.secret("session") != kept.secret("token")

    def test_a_port_stays_the_same(self, kept: State) -> None:
        kept.prepare()
        assert kept.free_port("solr") == kept.port("solr") == kept.free_port("solr")

    def test_a_port_that_somebody_took_is_replaced(self, kept: State) -> None:
        kept.prepare()
        with socket.socket() as somebody:
            somebody.bind(("127.0.0.1", kept.port("solr")))
            somebody.listen()
            assert kept.free_port("solr") != somebody.getsockname()[1]

    def test_a_file_is_for_its_owner_alone(self, kept: State) -> None:
        kept.prepare()
        kept.write(kept.folder / "word", "x")
        assert (kept.folder / "word").stat().st_mode & 0o777 == 0o600


class TestRefused:
    def test_no_disk(self, kept: State, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=5 * 1024**2))
        with pytest.raises(Problem, match="tinggal 5 MB"):
            kept.prepare()

    def test_a_folder_with_other_files(self, kept: State) -> None:
        kept.folder.mkdir()
        (kept.folder / "letter").touch()
        with pytest.raises(Problem, match="AMBON_STATE"):
            kept.prepare()
