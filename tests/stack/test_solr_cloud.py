"""A portal on a SolrCloud of two nodes: one of them may die at any time."""

from __future__ import annotations

import tempfile
import time
import urllib.error
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from cloud import Node

from stack import outside
from stack.process import wait_until
from stack.state import any_free_port

pytestmark = pytest.mark.slow

# The alias is what the portal searches; behind it stands a collection.
ALIAS, COLLECTION = "ckan", "ckan_1"
OFFICE = "disdukcapil"


@dataclass(frozen=True)
class Cloud:
    """The portal, the node that runs ZooKeeper, and the other."""

    site: Any
    keeper: Node
    other: Node

    def saves(self, name: str, title: str) -> None:
        """Publish an entry."""
        known = {"type": "dataset", "owner_org": OFFICE, "notes": "x", "topics": ["kependudukan"]}
        self.site.asks("package_create", name=name, title=title, **known)

    def finds(self, q: str) -> list[str]:
        """Return the names that a search finds."""
        found = self.site.asks("package_search", q=q, rows=100)["results"]
        return sorted(one["name"] for one in found)

    def finds_again(self, q: str, number: int) -> bool:
        """Tell whether so many are found; while nodes find each other, nothing need be."""
        try:
            return len(self.finds(q)) == number
        except urllib.error.HTTPError:
            return False

    def waiting(self) -> int:
        """Return how many notes stand in the outbox."""
        told = self.site.operator.portal.postgres.run(
            "SELECT count(*) FROM ambon_search_outbox", "ckan"
        )
        return int(told.strip().splitlines()[-1])

    def check(self) -> str:
        """Return what `ckan ambon search check` says."""
        return self.site.operator.portal.ckan("ambon", "search", "check")


@pytest.fixture(scope="module")
def nodes() -> Iterator[tuple[Node, Node]]:
    """Start the nodes with the collection and its alias, as docs/search.md says."""
    with tempfile.TemporaryDirectory(prefix="ambon-cloud-") as place:
        folder = Path(place)
        folder.chmod(0o755)
        keeper = Node(folder / "keeper")
        keeper.start()
        other = Node(folder / "other", keeper.zookeeper)
        other.start()
        yield keeper, other
        for node in (other, keeper):
            node.process.stop()


@pytest.fixture(scope="module")
def cloud(
    site: Any, nodes: tuple[Node, Node], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Cloud]:
    """Start a portal that knows both nodes, the one without ZooKeeper first."""
    keeper, other = nodes
    choices = {
        "AMBON_STATE": str(tmp_path_factory.mktemp("cloud") / "state"),
        "AMBON_PORT": str(any_free_port()),
        "AMBON_DEMO": "0",
        "AMBON_WORKERS": "1",
        "AMBON_SOLR_URL": f"{other.url}/{ALIAS} {keeper.url}/{ALIAS}",
    }
    own = type(site.operator)(choices)
    _make_collection(own, keeper)
    try:
        done = own.types("up")
        assert done.returncode == 0, done.stdout + done.stderr
        portal = own.portal
        own_site = type(site)(portal.settings.site_url, portal.state.folder, own)
        yield Cloud(own_site, keeper, other)
    finally:
        own.types("down")
        # An outside server holds `clean` up; without it only our folder is left.
        del choices["AMBON_SOLR_URL"]
        own.types("clean", said="ya\n")


def _make_collection(operator: Any, node: Node) -> None:
    state = operator.portal.state
    state.prepare()
    outside.write_configset(state, node.url)
    node.upload(state.folder / "solr-configset.zip")
    node.ask(
        "collections",
        action="CREATE",
        name=COLLECTION,
        numShards=1,
        replicationFactor=2,
        **{"collection.configName": "ambon"},
    )
    node.ask("collections", action="CREATEALIAS", name=ALIAS, collections=COLLECTION)


def until(is_true: Callable[[], object], seconds: float = 60) -> bool:
    """Tell whether it became true."""
    return wait_until(is_true, seconds, 0.5)


def test_the_node_without_zookeeper_is_killed_and_nothing_is_noticed(cloud: Cloud) -> None:
    cloud.saves("cengkih", "Cengkih kering")
    assert until(lambda: cloud.finds("cengkih"))
    cloud.other.kill()
    assert cloud.finds("cengkih") == ["cengkih"]
    cloud.saves("pala", "Pala kering")
    assert until(lambda: cloud.finds("pala") == ["pala"])
    assert until(lambda: cloud.waiting() == 0)
    cloud.other.start()
    assert until(cloud.keeper.knows_replicas)
    assert "Indeks sama" in cloud.check()


def test_the_other_is_killed_and_changes_wait_until_it_is_back(cloud: Cloud) -> None:
    cloud.keeper.kill()
    assert cloud.finds("cengkih") == ["cengkih"]
    for number in range(5):
        cloud.saves(f"kenari-{number}", f"Kenari {number}")
        assert cloud.finds("cengkih") == ["cengkih"]
    assert cloud.finds("kenari") == []
    assert cloud.waiting() == 5
    time.sleep(6)
    assert cloud.site.asks("package_search")["ambon"]["may_be_old"]
    cloud.keeper.start()
    assert until(lambda: cloud.finds_again("kenari", 5), 120)
    assert until(lambda: cloud.waiting() == 0)
    assert until(cloud.other.knows_replicas)
    assert "Indeks sama" in cloud.check()


def test_the_index_is_made_anew_behind_the_alias(cloud: Cloud) -> None:
    told = cloud.site.operator.portal.ckan("ambon", "search", "rebuild")
    assert "Indeks baru dipakai" in told
    assert "Indeks sama" in cloud.check()
    assert cloud.finds("cengkih") == ["cengkih"]
    assert until(cloud.keeper.knows_replicas)
