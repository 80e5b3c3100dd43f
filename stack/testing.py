"""Checks and tests, on servers of their own that leave nothing behind."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from stack import settings
from stack.portal import Portal
from stack.settings import PREFIX, ROOT, Problem
from stack.state import any_free_port
from stack.steps import step

PROGRAMS = Path(sys.executable).parent
NO_CKAN = ("-p", "no:ckan", "-p", "no:ckan_fixtures")
QUICK = ("-m", "not slow")
NOTHING_CHOSEN = 5

# In three steps: without servers, inside one process on servers, against a running portal.
ALONE = ("tests/unit", "tests/packaging")
INSIDE = ("tests/language", "tests/catalogue", "tests/search", "tests/tables")
RUNNING = ("tests/portal", "tests/browser", "tests/stack")

DATABASES = ("ckan_test", "datastore_test")
CORE = "ckan_test"


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


def i18n(_arguments: list[str]) -> int:
    """Gather the messages, merge, check and compile the translations."""
    return _tool("python", "-m", "ckanext.ambon.language.catalogues")


def bench(arguments: list[str]) -> int:
    """Run the comparisons in `bench/`, or those that are named; the other words are for them."""
    programs = {program.stem: str(program) for program in (ROOT / "bench").glob("[a-z]*.py")}
    named = [word for word in arguments if word in programs]
    rest = [word for word in arguments if word not in programs]
    run = [programs[name] for name in named or sorted(programs)]
    own = {"PYTHONPATH": str(ROOT)}
    return max((_tool("python", program, *rest, environment=own) for program in run), default=0)


def _suite(arguments: list[str]) -> int:
    """Run what was asked for, what is quickest first; return the worst exit status."""
    _forget_choices()
    options = [argument for argument in arguments if not argument.startswith("tests")]
    chosen = [argument for argument in arguments if argument.startswith("tests")]
    status = _pytest(_of(ALONE, chosen), *NO_CKAN, *options)
    inside, running = _of(INSIDE, chosen), _of(RUNNING, chosen)
    if inside or running:
        with _portal() as portal:
            if inside:
                environment = test_site(portal)
                status |= _pytest(inside, "--ckan-ini=test.ini", *options, environment=environment)
            if running:
                portal.up()
                status |= _pytest(running, *NO_CKAN, *options, environment=_choices(portal))
    return status


def _of(folders: tuple[str, ...], chosen: list[str]) -> list[str]:
    """Return the tests in `folders` that were chosen: all of them if nothing was."""
    if not chosen:
        return [folder for folder in folders if (ROOT / folder).is_dir()]
    return [path for path in chosen if path.startswith(folders)]


def _forget_choices() -> None:
    """Drop every `AMBON_*` and `CKAN_*`: the tests can never touch a site that somebody runs."""
    for name in [name for name in os.environ if name.startswith((PREFIX, "CKAN_"))]:
        del os.environ[name]


@contextmanager
def _portal() -> Iterator[Portal]:
    """Start the servers of a portal in a folder that is removed afterwards, whatever happens."""
    folder = Path(tempfile.mkdtemp(prefix="ambon-test-"))
    port = str(any_free_port())
    portal = Portal(settings.read({"AMBON_STATE": str(folder), "AMBON_PORT": port}))
    try:
        portal.state.prepare()
        portal.start_stores()
        yield portal
    finally:
        portal.down()
        shutil.rmtree(folder, ignore_errors=True)


def test_site(portal: Portal) -> dict[str, str]:
    """Make databases and an index for tests inside one process; return where they are."""
    postgres, storage = portal.postgres, portal.state.folder / "test-storage"
    environment = {
        "CKAN_SQLALCHEMY_URL": postgres.url("ckan", DATABASES[0]),
        "CKAN_DATASTORE_WRITE_URL": postgres.url("ckan", DATABASES[1]),
        "CKAN_DATASTORE_READ_URL": postgres.url("datastore_ro", DATABASES[1]),
        "CKAN_SOLR_URL": portal.solr.url(CORE),
        "CKAN_REDIS_URL": portal.valkey.url(1),
        "CKAN_STORAGE_PATH": str(storage),
    }
    if not storage.exists():
        with step("basis data dan indeks untuk pengujian"):
            storage.mkdir()
            postgres.make_databases(DATABASES)
            portal.solr.add_core(CORE)
            _ckan(environment, "db", "upgrade")
            postgres.run(_ckan(environment, "datastore", "set-permissions"), DATABASES[1])
    return environment


def _ckan(environment: Mapping[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [str(PROGRAMS / "ckan"), "-c", "test.ini", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        message = f"ckan {' '.join(arguments)} gagal:\n{done.stderr[-2000:]}"
        raise Problem(message)
    return done.stdout


def _choices(portal: Portal) -> dict[str, str]:
    """Return what a test needs to find the portal, and `make up` to be the one that started it."""
    choice = portal.settings
    return {
        "AMBON_STATE": str(choice.state),
        "AMBON_PORT": str(choice.port),
        "AMBON_SITE_URL": choice.site_url,
    }


def _pytest(paths: list[str], *options: str, environment: Mapping[str, str] | None = None) -> int:
    """Run pytest; a run in which nothing was chosen is no failure."""
    if not paths:
        return 0
    status = _tool("pytest", *options, *paths, environment=environment)
    return 0 if status == NOTHING_CHOSEN else status


def _tool(*command: str, environment: Mapping[str, str] | None = None) -> int:
    print(f"$ {' '.join(command)}", flush=True)
    program = str(PROGRAMS / command[0])
    own = {"PATH": f"{PROGRAMS}:{os.environ.get('PATH', '')}", **(environment or {})}
    done = subprocess.run([program, *command[1:]], cwd=ROOT, env={**os.environ, **own}, check=False)
    return done.returncode
