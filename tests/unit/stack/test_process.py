"""A process is known by its number and birth; what it leaves behind is ended."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from stack import process
from stack.process import Process

# It leaves a child behind when it is killed.
PARENT = ["sh", "-c", "sleep 60 & sleep 60; true"]


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Process]:
    """Return a process that was not started yet; it runs as the caller."""
    monkeypatch.setattr(process, "server_user", lambda: None)
    monkeypatch.setattr(process, "give_to_server", lambda path: None)
    made = Process("web", tmp_path / "web.pid", tmp_path / "web.log")
    yield made
    made.stop(signal.SIGKILL)


def test_a_stopped_process_is_gone_with_its_children(server: Process, tmp_path: Path) -> None:
    server.start(PARENT, folder=tmp_path)
    pid = server.pid()
    assert pid
    server.stop()
    assert server.pid() is None
    assert process._members(pid) == []


def test_the_children_of_a_killed_process_are_ended(server: Process, tmp_path: Path) -> None:
    server.start(PARENT, folder=tmp_path)
    pid = server.pid()
    assert pid
    process.wait_until(lambda: len(process._members(pid)) > 1, 5)
    os.kill(pid, signal.SIGKILL)
    process.wait_until(lambda: server.pid() is None, 5)
    assert process._members(pid)
    server.end_remains()
    assert process._members(pid) == []


def test_a_number_that_another_process_has_now_is_not_ours(server: Process) -> None:
    with subprocess.Popen(["sleep", "60"]) as stranger:
        server.pid_file.write_text(f"{stranger.pid} 1")
        assert server.pid() is None
        server.stop()
        server.end_remains()
        assert stranger.poll() is None
        stranger.kill()


def test_a_torn_pid_file_is_no_process(server: Process) -> None:
    server.pid_file.write_text("12")
    assert server.pid() is None
