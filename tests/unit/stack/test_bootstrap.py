"""What is missing on the machine is installed, or the line to type is told."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from stack import bootstrap
from stack.settings import Problem


@pytest.fixture
def no_java(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take Java and Maven from the machine, and root's power from the caller."""
    gone = {"java", "javac", "mvn"}
    found = shutil.which
    monkeypatch.setattr(shutil, "which", lambda name: None if name in gone else found(name))
    monkeypatch.setattr(bootstrap, "solr_folder", lambda: Path("/nowhere"))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)


@pytest.mark.usefixtures("no_java")
def test_without_java_the_line_to_type_is_told() -> None:
    with pytest.raises(Problem, match=r"sudo apt-get install .*default-jdk-headless maven"):
        bootstrap._install_packages("portal")


def test_a_failed_step_tells_the_hint_and_the_last_words() -> None:
    with pytest.raises(Problem, match=r"periksa jaringan(.|\n)*tidak ada rute"):
        bootstrap._run(["sh", "-c", "echo tidak ada rute >&2; exit 1"], "periksa jaringan")


def test_a_broken_download_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_off(command: list[str], hint: str) -> None:
        raise Problem(hint)

    monkeypatch.setattr(bootstrap, "solr_folder", lambda: tmp_path / "solr" / "abc")
    monkeypatch.setattr(bootstrap, "_run", break_off)
    with pytest.raises(Problem, match="Solr"):
        bootstrap._fetch_solr()
    assert not (tmp_path / "solr" / "abc").exists()


class TestRequirements:
    @pytest.mark.parametrize("name", ["portal", "dev"])
    def test_every_package_is_pinned_and_hashed_without_an_index(self, name: str) -> None:
        text = (bootstrap.ROOT / "requirements" / f"{name}.txt").read_text()
        packages = [block for block in text.split("\n") if block and block[0].isalnum()]
        assert packages
        assert all("==" in line and line.endswith("\\") for line in packages)
        assert "http" not in text

    def test_dev_holds_the_same_versions_as_portal(self) -> None:
        portal, dev = (pins(name) for name in ("portal", "dev"))
        assert portal.items() <= dev.items()


def pins(name: str) -> dict[str, str]:
    """Return the packages of a list with their versions."""
    lines = (bootstrap.ROOT / "requirements" / f"{name}.txt").read_text().splitlines()
    named = (line.partition("==") for line in lines if line and line[0].isalnum())
    return {package: version.rstrip(" \\") for package, _, version in named}
