"""CKAN's own tests of searching and indexing pass with `ambon_search` on.

They run in a process of their own: on plain entries, without the other plugins.
"""

from __future__ import annotations

import configparser
import subprocess
import sys
from pathlib import Path

import pytest

WHOLE = ("ckan.tests.lib.search",)
SEARCHES = "ckan.tests.logic.action.test_get"

# What fails without any plugin of ours too.
EXCLUDED = {
    "test_index.py::TestSearchIndex::test_index_date_field": "pysolr writes +00:00, Solr wants Z",
    "test_search.py::test_check_invalid_schema": "reads a schema that the wheel lacks",
    "test_search.py::test_check_schema_with_wrong_version": "reads a schema that the wheel lacks",
}


def configuration(folder: Path) -> Path:
    """Write the configuration of core's tests: ours, but with one plugin."""
    ini = configparser.RawConfigParser()
    ini.optionxform = str  # pyright: ignore[reportAttributeAccessIssue]
    ini.read(Path(__file__).parents[2] / "test.ini")
    site = ini["app:main"]
    site["ckan.plugins"] = "ambon_search"
    site["ckan.auth.create_unowned_dataset"] = "true"
    site["ckan.extra_resource_fields"] = "alt_url"
    file = folder / "core.ini"
    with file.open("w") as opened:
        ini.write(opened)
    return file


@pytest.mark.slow
@pytest.mark.parametrize("chosen", [(*WHOLE,), (SEARCHES, "-k", "search or Search")], ids=str)
def test_core_passes(chosen: tuple[str, ...], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pytest", f"--ckan-ini={configuration(tmp_path)}", "-q"]
    left_out = [f"--deselect={name}" for name in EXCLUDED]
    done = subprocess.run(
        [*command, "-p", "no:cacheprovider", *left_out, "--pyargs", *chosen],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:]
