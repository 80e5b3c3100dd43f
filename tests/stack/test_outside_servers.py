"""Servers that the operator names are used, and none of our own is started for them."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest

from stack.state import any_free_port

DATABASES = ("outside_ckan", "outside_datastore")
CORE = "outside"


@pytest.fixture(scope="module")
def started(site: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """Start a second portal beside the first, on the first one's servers."""
    servers = site.operator.portal
    servers.postgres.make_databases(DATABASES)
    servers.solr.add_core(CORE)
    choices = {
        "AMBON_STATE": str(tmp_path_factory.mktemp("beside") / "state"),
        "AMBON_PORT": str(any_free_port()),
        "AMBON_DEMO": "0",
        "AMBON_WORKERS": "1",
        "AMBON_DATABASE_URL": servers.postgres.url("ckan", DATABASES[0]),
        "AMBON_DATASTORE_WRITE_URL": servers.postgres.url("ckan", DATABASES[1]),
        "AMBON_DATASTORE_READ_URL": servers.postgres.url("datastore_ro", DATABASES[1]),
        "AMBON_SOLR_URL": servers.solr.url(CORE),
        "AMBON_REDIS_URL": servers.valkey.url(2),
    }
    operator = type(site.operator)(choices)
    yield {
        "operator": operator,
        "done": operator.types("up"),
        "state": operator.portal.state.folder,
    }
    operator.types("down")
    own = {name: choices[name] for name in ("AMBON_STATE", "AMBON_PORT")}
    type(site.operator)(own).types("clean", said="ya\n")


def test_the_second_portal_answers_beside_the_first(site: Any, started: dict[str, Any]) -> None:
    assert started["done"].returncode == 0, started["done"].stdout + started["done"].stderr
    assert site.fetches(started["operator"].portal.web.url())
    assert site.fetches(site.url)


def test_only_web_and_worker_are_started(started: dict[str, Any]) -> None:
    names = {file.stem for file in (started["state"] / "run").glob("*.pid")}
    assert names == {"web", "worker", "logs"}


def test_it_has_its_own_content(site: Any, started: dict[str, Any]) -> None:
    address = f"{started['operator'].portal.web.url()}/api/3/action/package_search"
    with urllib.request.urlopen(address, timeout=60) as answer:
        assert json.load(answer)["result"]["count"] == 0
    assert site.asks("package_search", rows=0)["count"] > 0


def test_what_needs_a_superuser_is_in_a_file_with_the_line_to_type(started: dict[str, Any]) -> None:
    file = started["state"] / "datastore-permissions.sql"
    assert f"psql -f {file}" in started["done"].stdout
    assert DATABASES[1] in file.read_text()


def test_the_configset_is_in_a_file_with_the_line_to_type(started: dict[str, Any]) -> None:
    file = started["state"] / "solr-configset.zip"
    assert f"--data-binary @{file}" in started["done"].stdout


def test_its_passwords_are_not_shown(started: dict[str, Any]) -> None:
    password = started["operator"].choices["AMBON_REDIS_URL"].split(":")[2].split("@")[0]
    assert password not in started["done"].stdout + started["done"].stderr


def test_clean_is_refused(started: dict[str, Any]) -> None:
    done = started["operator"].types("clean", said="ya\n")
    assert done.returncode != 0
    assert (started["state"] / "ckan.ini").exists()
