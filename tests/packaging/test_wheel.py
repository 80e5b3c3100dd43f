"""The wheel holds what the extension needs, and nothing of the workshop around it."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WORKSHOP = ("stack/", "demo/", "bench/", "deploy/", "tests/")

# Run in the empty environment: what an installed portal finds beside its code.
QUESTION = """
from ckanext.ambon import paths
from ckanext.ambon.domain import opd, vocabularies
print(len(opd.opd_list()), len(vocabularies.vocabulary("topics")))
for place in (paths.SCHEMAS / "dataset.yaml", paths.TEMPLATES / "catalogue",
              paths.I18N / "ambon", paths.SOLR / "conf" / "schema.xml"):
    assert place.exists(), place
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", str(folder), "."]
    subprocess.run(command, cwd=ROOT, check=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def names(wheel: Path) -> list[str]:
    """List the files in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def test_every_data_file_of_the_checkout_is_in_the_wheel(names: list[str]) -> None:
    listed = ["git", "ls-files", "schemas", "templates", "i18n", "solr"]
    run = subprocess.run(listed, cwd=ROOT, check=False, capture_output=True, text=True)
    files = run.stdout.split() or [
        str(path.relative_to(ROOT))
        for top in ("schemas", "templates", "i18n", "solr")
        for path in (ROOT / top).rglob("*")
        if path.is_file()
    ]
    missing = [file for file in files if f"ckanext/ambon/{file}" not in names]
    assert files
    assert missing == []


def test_the_workshop_stays_out(names: list[str]) -> None:
    assert [name for name in names if name.startswith(WORKSHOP)] == []


def test_an_empty_environment_finds_the_data(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    python = str(tmp_path / "venv" / "bin" / "python")
    subprocess.run([python, "-m", "pip", "install", "-q", "--no-deps", str(wheel)], check=True)
    subprocess.run([python, "-m", "pip", "install", "-q", "pyyaml", "babel"], check=True)
    run = subprocess.run(
        [python, "-c", QUESTION], cwd=tmp_path, check=True, capture_output=True, text=True
    )
    assert run.stdout.split() == ["36", "10"]
