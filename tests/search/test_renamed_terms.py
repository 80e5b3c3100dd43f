"""A topic or a region that gets another name: its entries are found and shown by it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from ckan.cli.cli import ckan
from ckan.tests import factories, helpers

from ckanext.ambon import paths
from ckanext.ambon.domain import regions, vocabularies
from ckanext.ambon.search.indexing import worker

PASSO = "81.71.03.2001"
Rename = Callable[[str, str, str], None]


@pytest.fixture
def rename(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Rename]:
    """Return a function that writes another text into a vocabulary, as before a restart."""
    schemas = tmp_path / "schemas"
    shutil.copytree(paths.SCHEMAS, schemas)

    def write(name: str, old: str, new: str) -> None:
        file = schemas / "vocabularies" / f"{name}.yaml"
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new))
        monkeypatch.setattr(paths, "SCHEMAS", schemas)
        read_anew()

    yield write
    monkeypatch.undo()
    read_anew()


def read_anew() -> None:
    readings: tuple[Any, ...] = (
        vocabularies.vocabulary,
        vocabularies._by_value,
        regions.regions,
        regions._by_code,
        regions._folded,
    )
    for reading in readings:
        reading.cache_clear()


@pytest.fixture
def entry() -> dict[str, Any]:
    """Return an entry under a topic and a region."""
    sync()
    told = {"topics": ["sosial"], "region_codes": [PASSO], "notes": "x", "title": "Panti"}
    return factories.Dataset(owner_org=factories.Organization()["id"], type="dataset", **told)


def sync() -> Any:
    site = helpers.call_action("get_site_user", {"ignore_auth": True})["name"]
    return helpers.call_action("ambon_topic_sync", {"user": site})


def found(question: str) -> list[str]:
    return [one["name"] for one in helpers.call_action("package_search", q=question)["results"]]


def test_a_topic_is_found_and_shown_by_its_new_name(
    rename: Rename, entry: dict[str, Any], app: Any
) -> None:
    rename("topics", "id: Sosial\n", "id: Cakalang\n")
    assert found("cakalang") == []
    assert sync() == [{"topic": "sosial", "change": "updated"}]
    worker.empty()
    assert found("cakalang") == [entry["name"]]
    assert helpers.call_action("package_search")["results"][0]["groups"][0]["title"] == "Cakalang"
    for address in (f"/dataset/{entry['name']}", "/group/sosial", "/group/"):
        assert "Cakalang" in app.get(address).get_data(as_text=True), address


@pytest.mark.parametrize("words", [("check", "--repair"), ("rebuild",)])
def test_a_region_is_found_by_its_new_name_after_the_index_was_mended_or_made_anew(
    rename: Rename,
    entry: dict[str, Any],
    app: Any,
    cli: Any,
    with_extended_cli: None,
    words: tuple[str, ...],
) -> None:
    rename("regions", "Passo", "Cakalang")
    assert "Cakalang" in app.get(f"/dataset/{entry['name']}").get_data(as_text=True)
    assert found("cakalang") == []
    assert cli.invoke(ckan, ["ambon", "search", *words]).exit_code == 0
    assert found("cakalang") == [entry["name"]]
