"""One index at several addresses: whoever asks it, asks the one that answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import ckan.plugins.toolkit as tk
import pysolr
import pytest
from ckan import model
from ckan.cli.cli import ckan
from ckan.lib import search
from ckan.tests import factories, helpers

from ckanext.ambon.search.asking import slips, terms
from ckanext.ambon.search.indexing import addresses, checking, places, rebuilding

DEAD = "http://127.0.0.1:9/solr/ckan_test"


def publish(title: str) -> dict[str, Any]:
    organization = factories.Organization()
    known = {"owner_org": organization["id"], "notes": "x", "topics": ["kependudukan"]}
    return factories.Dataset(**known, type="dataset", title=title)


@pytest.fixture(autouse=True)
def entry(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """Publish an entry, then let the first of two addresses be dead."""
    monkeypatch.setattr(slips, "FRESH_FOR", -1)
    made, living = publish("Cengkih kering"), tk.config["solr_url"]
    monkeypatch.setitem(tk.config, "solr_url", DEAD)
    monkeypatch.setitem(tk.config, addresses.OPTION, f"{DEAD} {living}")
    addresses.forget()
    yield made
    addresses.forget()


def found(q: str) -> list[str]:
    return [one["title"] for one in helpers.call_action("package_search", q=q)["results"]]


ASKED: dict[str, Callable[[], Any]] = {
    "a question as typed": lambda: found("cengkih"),
    "a question with a slip": lambda: found("cengkih kerng"),
    "a program's question": lambda: found("title:cengkih"),
    "everything": lambda: found("*:*"),
    "what is proposed": lambda: helpers.call_action("ambon_suggest", q="ceng"),
    "the words of the index": lambda: terms.of("ambon_exact"),
    "core: all ids": lambda: search.query_for(model.Package).get_all_entity_ids(),
    "core: whether Solr is there": search.is_available,
    "core: the schema": search.check_solr_schema_version,
    "the administration": places.place,
}


@pytest.mark.parametrize("who", ASKED)
def test_is_asked_at_the_one_that_lives(who: str) -> None:
    assert ASKED[who]()
    assert tk.config["solr_url"] != DEAD


def test_tells_core_what_it_holds_of_an_entry(entry: dict[str, Any]) -> None:
    assert search.show(entry["name"])["id"] == entry["id"]


def test_takes_a_save_at_once() -> None:
    publish("Pala kering")
    assert tk.config["solr_url"] != DEAD
    assert found("title:pala") == ["Pala kering"]


def test_is_made_anew_by_cores_command_and_by_ours(cli: Any, with_extended_cli: None) -> None:
    assert cli.invoke(ckan, ["search-index", "rebuild"]).exit_code == 0
    tk.config["solr_url"] = DEAD
    assert rebuilding.rebuild(lambda _done, _whole: None) == 1
    assert checking.compare().all() == []


class TestOneThatTakesNothing:
    """As a server of SolrCloud does that has lost its ZooKeeper."""

    @pytest.fixture(autouse=True)
    def _takes_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        send = pysolr.Solr._send_request

        def refuse(self: Any, method: str, path: str = "", *args: Any, **options: Any) -> Any:
            if path.startswith("update"):
                message = "Solr responded with an error (HTTP 503): Updates are disabled."
                raise pysolr.SolrError(message)
            return send(self, method, path, *args, **options)

        monkeypatch.setattr(pysolr.Solr, "_send_request", refuse)

    def test_goes_on_answering_and_the_change_waits(self) -> None:
        publish("Pala kering")
        assert addresses.takes_nothing()
        assert found("cengkih") == ["Cengkih kering"]
        assert found("pala") == []
