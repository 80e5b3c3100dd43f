"""Solr stopped, silent, or of another schema: saving goes on, pages say it, the index follows."""

from __future__ import annotations

import os
import shutil
import signal
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ckan
import pytest

from stack.process import give_to_server, wait_until

AWAY = "Pencarian sedang tidak menjawab"
OLD = "mungkin belum yang terbaru"
# Far less than a request to Solr may take, far more than a save does.
AT_ONCE = 20.0
NAME = "uji-gangguan"


@pytest.fixture(autouse=True)
def entry(site: Any) -> Iterator[dict[str, Any]]:
    """An entry that the index knows."""
    known = {"type": "dataset", "owner_org": "disdukcapil", "topics": ["kependudukan"]}
    made = site.asks("package_create", name=NAME, title="Cengkih kering", notes="x", **known)
    yield made
    site.asks("dataset_purge", id=made["id"])


@pytest.fixture
def solr(site: Any) -> Iterator[Any]:
    """Let the Solr of the portal be as before when the test is over."""
    yield site.operator.portal.solr
    for pid in site.pids("solr"):
        os.kill(pid, signal.SIGCONT)
    assert site.operator.types("up").returncode == 0


def renames(site: Any, title: str) -> None:
    """Save the entry with another title; fail where that is not done at once."""
    assert site.asks("package_patch", AT_ONCE, id=NAME, title=title)["title"] == title


def page(site: Any, path: str = "/dataset/") -> str:
    return site.fetches(f"{site.url}{path}").decode()


def finds(site: Any, title: str) -> bool:
    try:
        found = site.asks("package_search", fq=f'name:{NAME} title:"{title}"')
    except urllib.error.HTTPError:
        return False
    return found["count"] == 1


def until_finds(site: Any, title: str) -> bool:
    return wait_until(lambda: finds(site, title), 40, 0.5)


class TestStopped:
    def test_a_save_is_done_pages_say_it_and_the_index_follows(self, site: Any, solr: Any) -> None:
        solr.stop()
        renames(site, "Pala kering")
        assert AWAY in page(site)
        assert "Pala kering" in page(site, f"/dataset/{NAME}")
        solr.launch()
        solr.wait()
        assert until_finds(site, "Pala kering")

    def test_the_check_says_that_it_is_away(self, site: Any, solr: Any) -> None:
        solr.stop()
        with pytest.raises(Exception, match="Solr tidak menjawab"):
            site.operator.portal.ckan("ambon", "search", "check")


class TestSilent:
    def test_a_save_does_not_wait_for_it(self, site: Any, solr: Any) -> None:
        for pid in site.pids("solr"):
            os.kill(pid, signal.SIGSTOP)
        renames(site, "Pala kering")
        renames(site, "Kenari kering")
        assert AWAY in page(site)
        for pid in site.pids("solr"):
            os.kill(pid, signal.SIGCONT)
        assert until_finds(site, "Kenari kering")
        assert not finds(site, "Pala kering")


class TestOfAnotherSchema:
    """The core of plain CKAN, put in the place of ours."""

    @pytest.fixture
    def plain(self, solr: Any) -> Iterator[None]:
        core = f"{solr.url('admin')}/cores?action="
        folder = solr.home / "plain" / "conf"
        folder.parent.mkdir(exist_ok=True)
        shutil.copytree(solr.home / "ckan" / "conf", folder, dirs_exist_ok=True)
        schema = Path(ckan.__file__).parent / "config" / "solr" / "schema.xml"
        shutil.copy(schema, folder / "schema.xml")
        for path in (folder.parent, folder, *folder.iterdir()):
            give_to_server(path)
        asks(f"{core}CREATE&name=plain&instanceDir=plain")
        asks(f"{core}SWAP&core=ckan&other=plain")
        yield
        asks(f"{core}SWAP&core=ckan&other=plain")
        asks(f"{core}UNLOAD&core=plain&deleteInstanceDir=true")

    @pytest.mark.usefixtures("plain")
    def test_a_save_is_done_pages_and_the_check_say_it(self, site: Any) -> None:
        renames(site, "Pala kering")
        # Each process of the portal asks every other second whether the index is ours.
        assert wait_until(lambda: any(told in page(site) for told in (OLD, AWAY)), 20, 0.5)
        with pytest.raises(Exception, match="Skema indeks"):
            site.operator.portal.ckan("ambon", "search", "check")

    def test_the_index_follows_when_it_is_ours_again(
        self, site: Any, request: pytest.FixtureRequest
    ) -> None:
        request.getfixturevalue("plain")
        renames(site, "Pala kering")
        solr = site.operator.portal.solr
        asks(f"{solr.url('admin')}/cores?action=SWAP&core=ckan&other=plain")
        assert until_finds(site, "Pala kering")
        asks(f"{solr.url('admin')}/cores?action=SWAP&core=ckan&other=plain")


def asks(address: str) -> None:
    """Do what an operator does with curl."""
    with urllib.request.urlopen(address, timeout=60):
        pass
