"""A checkout that is closed to others is served from a copy that follows it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from stack import mirror
from stack.settings import Problem


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep copies in a folder of the test, for a caller who counts as root."""
    monkeypatch.setattr(mirror, "PLACES", tmp_path / "places")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    return tmp_path / "places"


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """Return a folder that nobody else can enter."""
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    return folder


class TestClosed:
    def test_a_closed_parent_closes_what_is_in_it(self, places: Path, closed: Path) -> None:
        (closed / "checkout").mkdir(mode=0o755)
        assert mirror.is_closed(closed / "checkout")

    def test_who_is_not_root_runs_servers_as_themselves(
        self, closed: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(os, "geteuid", lambda: 1000)
        assert not mirror.is_closed(closed)


class TestCopy:
    @pytest.fixture
    def checkout(self, closed: Path) -> Path:
        (closed / "stack").mkdir()
        (closed / "stack" / "cli.py").write_text("old")
        (closed / ".git").mkdir()
        (closed / ".stack").mkdir()
        return closed

    def test_it_can_be_read_by_others(self, places: Path, checkout: Path) -> None:
        (checkout / "stack" / "cli.py").chmod(0o600)
        copy = mirror.copy_of(checkout)
        assert copy.parent == places
        assert (copy / "stack").stat().st_mode & 0o005 == 0o005
        assert (copy / "stack" / "cli.py").stat().st_mode & 0o004

    def test_the_closed_folder_keeps_its_mode(self, places: Path, checkout: Path) -> None:
        mirror.copy_of(checkout)
        assert checkout.stat().st_mode & 0o777 == 0o700

    def test_history_and_state_stay_out(self, places: Path, checkout: Path) -> None:
        assert {entry.name for entry in mirror.copy_of(checkout).iterdir()} == {"stack"}

    def test_changes_and_deletions_follow(self, places: Path, checkout: Path) -> None:
        copy = mirror.copy_of(checkout)
        (checkout / "stack" / "cli.py").write_text("newer")
        (checkout / "stack" / "added.py").touch()
        mirror.copy_of(checkout)
        assert (copy / "stack" / "cli.py").read_text() == "newer"
        (checkout / "stack" / "added.py").unlink()
        mirror.copy_of(checkout)
        assert not (copy / "stack" / "added.py").exists()

    def test_the_checkout_shows_its_environment_by_a_link(
        self, places: Path, checkout: Path
    ) -> None:
        copy = mirror.copy_of(checkout)
        assert (checkout / ".venv").readlink() == copy / ".venv"


class TestState:
    def test_a_closed_one_is_a_link_to_an_open_place(self, places: Path, closed: Path) -> None:
        state = closed / "state"
        place = mirror.open_place(state)
        mirror.link_to_open_place(state)
        assert place.parent == places
        assert state.resolve() == place == mirror.open_place(state)
        assert place.stat().st_mode & 0o777 == 0o700

    def test_one_that_holds_something_is_left_alone(self, places: Path, closed: Path) -> None:
        (closed / "state").mkdir()
        (closed / "state" / "letter").touch()
        with pytest.raises(Problem, match="AMBON_STATE"):
            mirror.link_to_open_place(closed / "state")
        assert (closed / "state" / "letter").exists()
