"""Checks and tests, on servers of their own that leave nothing behind."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stack.portal import Portal
from stack.settings import PREFIX, ROOT, Settings
from stack.state import free_port

NO_CKAN = ("-p", "no:ckan", "-p", "no:ckan_fixtures")
QUICK = ("-m", "not slow")


def check(_arguments: list[str]) -> int:
    """Run the static checks; all of them, so that one run shows everything."""
    done = [
        _tool("ruff", "check", "."),
        _tool("ruff", "format", "--check", "."),
        _tool("pyright"),
        _tool("lint-imports"),
    ]
    return max(done)


def test(arguments: list[str]) -> int:
    """Run the suite without what is long."""
    return _suite([*QUICK, *arguments])


def test_all(arguments: list[str]) -> int:
    """Run the whole suite."""
    return _suite(arguments)


def bench(arguments: list[str]) -> int:
    """Run the comparisons in `bench/`."""
    programs = sorted((ROOT / "bench").glob("[a-z]*.py"))
    if not programs:
        print("Belum ada perbandingan di bench/.")
    return max((_tool("python", str(program), *arguments) for program in programs), default=0)


def _suite(options: list[str]) -> int:
    """Run the tests that need no servers first, then those that do."""
    _forget_choices()
    status = _pytest(*NO_CKAN, *options, "tests/unit", "tests/packaging")
    with _portal() as portal:
        environment = _test_site(portal)
        status |= _pytest("--ckan-ini=test.ini", *options, "tests/catalogue", environment=environment)
        status |= _pytest(*NO_CKAN, *options, "tests/portal", environment=_pointers(portal))
    return status


def _forget_choices() -> None:
    """Drop every `AMBON_*`: the tests can never touch a site that the operator runs."""
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        del os.environ[name]


@contextmanager
def _portal() -> Iterator[Portal]:
    """Start a portal with the demonstration data in a folder that is removed afterwards."""
    # The servers' user must get in; a folder of pytest's would be closed to it.
    folder = Path(tempfile.mkdtemp(prefix="ambon-test-"))
    port = free_port()
    choice = Settings(
        state=folder, port=port, host="127.0.0.1", demo=True, site_url=f"http://127.0.0.1:{port}", workers=2
    )
    portal = Portal(choice, lambda words, seconds: print(f"  {seconds:6.1f} s  {words}", flush=True))
    try:
        portal.up()
        yield portal
    finally:
        portal.down()
        shutil.rmtree(folder, ignore_errors=True)


def _test_site(portal: Portal) -> dict[str, str]:
    """Make databases and an index for tests inside one process; return where they are."""
    for database in ("ckan_test", "datastore_test"):
        portal.postgres.run(f"create database {database} owner ckan encoding 'UTF8'")
    portal.solr.add_core("ckan_test")
    environment = {
        "CKAN_SQLALCHEMY_URL": portal.postgres.url("ckan", "ckan_test"),
        "CKAN_DATASTORE_WRITE_URL": portal.postgres.url("ckan", "datastore_test"),
        "CKAN_DATASTORE_READ_URL": portal.postgres.url("datastore_ro", "datastore_test"),
        "CKAN_SOLR_URL": portal.solr.url("ckan_test"),
        "CKAN_REDIS_URL": portal.valkey.url(1),
        "CKAN_STORAGE_PATH": tempfile.mkdtemp(dir=portal.state.folder),
    }
    command = [f"{sys.prefix}/bin/ckan", "-c", "test.ini", "datastore", "set-permissions"]
    sql = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, check=True, capture_output=True, text=True
    )
    portal.postgres.run(sql.stdout, "datastore_test")
    return environment


def _pointers(portal: Portal) -> dict[str, str]:
    return {"AMBON_STATE": str(portal.state.folder), "AMBON_PORT": str(portal.settings.port)}


def _pytest(*options: str, environment: dict[str, str] | None = None) -> int:
    """Run pytest; a run in which nothing was chosen is no failure."""
    paths = [option for option in options if option.startswith("tests/")]
    others = [option for option in options if option not in paths]
    there = [path for path in paths if (ROOT / path.split("::")[0]).exists()]
    command = [f"{sys.prefix}/bin/python", "-m", "pytest", *others, *there]
    print(f"$ pytest {' '.join([*others, *there])}", flush=True)
    status = subprocess.run(command, cwd=ROOT, env={**os.environ, **(environment or {})}, check=False).returncode
    return 0 if status == 5 else status


def _tool(*command: str) -> int:
    print(f"$ {' '.join(command)}", flush=True)
    return subprocess.run([f"{sys.prefix}/bin/{command[0]}", *command[1:]], cwd=ROOT, check=False).returncode
