"""Logs stay small, and a running server keeps writing to its own."""

from __future__ import annotations

from pathlib import Path

from stack import logs


def test_a_long_log_is_kept_aside_and_begins_anew(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    with log.open("a") as server:
        server.write("old\n")
        server.flush()
        logs.rotate(log, limit=1)
        server.write("new\n")
    assert log.read_text() == "new\n"
    assert (tmp_path / "web.log.1").read_text() == "old\n"


def test_a_short_log_stays(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    log.write_text("short")
    logs.rotate(log)
    assert [file.name for file in tmp_path.iterdir()] == ["web.log"]


def test_the_oldest_falls_off(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    for number in range(logs.KEPT + 2):
        log.write_text(str(number))
        logs.rotate(log, limit=1)
    names = sorted(file.name for file in tmp_path.iterdir())
    assert names == ["web.log", *(f"web.log.{n}" for n in range(1, logs.KEPT + 1))]
    assert (tmp_path / "web.log.1").read_text() == str(logs.KEPT + 1)
