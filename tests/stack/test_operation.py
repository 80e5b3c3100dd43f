"""`make up`, `make down`, `make clean` do what they say, and nothing else."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest

from stack.state import any_free_port


def files_of(folder: Path) -> dict[str, int]:
    return {p.name: p.stat().st_mtime_ns for p in folder.iterdir() if p.is_file()}


def pids_of(site: Any) -> dict[str, str]:
    """Return the process of each part; what these start for a moment comes and goes."""
    return {file.stem: file.read_text() for file in (site.state / "run").glob("*.pid")}


@pytest.fixture
def other(operator: Any, tmp_path: Path) -> Any:
    """Return the operator of another portal, that was never started."""
    choices = {"AMBON_STATE": str(tmp_path / "state"), "AMBON_PORT": str(any_free_port())}
    return type(operator)({**choices, "AMBON_DEMO": "0"})


class TestUp:
    def test_a_second_one_says_so_and_changes_nothing(self, site: Any) -> None:
        pids, files = pids_of(site), files_of(site.state)
        done = site.operator.types("up")
        assert done.returncode == 0
        assert "sudah berjalan" in done.stdout
        assert (pids_of(site), files_of(site.state)) == (pids, files)

    def test_a_busy_port_is_named_with_the_way_out(self, other: Any) -> None:
        with socket.socket() as somebody:
            somebody.bind(("127.0.0.1", 0))
            somebody.listen()
            port = somebody.getsockname()[1]
            done = other.types("up", AMBON_PORT=str(port))
        assert done.returncode != 0
        assert f"Porta {port} sudah dipakai" in done.stderr
        assert f"AMBON_PORT={port + 1}" in done.stderr
        assert not Path(other.choices["AMBON_STATE"]).exists()

    def test_a_folder_with_other_files_is_left_alone(self, other: Any, tmp_path: Path) -> None:
        (tmp_path / "surat.txt").write_text("penting")
        mode = tmp_path.stat().st_mode
        done = other.types("up", AMBON_STATE=str(tmp_path))
        assert done.returncode != 0
        assert "AMBON_STATE" in done.stderr
        assert [p.name for p in tmp_path.iterdir()] == ["surat.txt"]
        assert tmp_path.stat().st_mode == mode

    def test_a_name_that_is_none_of_ours_is_refused(self, other: Any) -> None:
        done = other.types("up", AMBON_PROT="5001")
        assert done.returncode != 0
        assert "AMBON_PROT" in done.stderr
        assert "AMBON_PORT" in done.stderr


class TestClean:
    def test_only_ya_removes(self, site: Any) -> None:
        done = site.operator.types("clean", said="tidak\n")
        assert done.returncode != 0
        assert (site.state / "ckan.ini").exists()
        assert site.fetches(site.url)

    def test_refused_where_an_outside_server_is_set(self, site: Any) -> None:
        done = site.operator.types("clean", said="ya\n", AMBON_SOLR_URL="http://127.0.0.1:1/solr/x")
        assert done.returncode != 0
        assert "AMBON_SOLR_URL" in done.stderr
        assert (site.state / "ckan.ini").exists()

    def test_nothing_to_remove_is_no_failure(self, other: Any) -> None:
        assert other.types("clean").returncode == 0


class TestDown:
    def test_nothing_running_is_no_failure(self, other: Any) -> None:
        done = other.types("down")
        assert done.returncode == 0
        assert "tidak sedang berjalan" in done.stdout
