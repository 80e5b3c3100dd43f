"""What `ckan ambon search check` finds between index and database, and mends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from ckan import model
from ckan.cli.cli import ckan
from ckan.lib import search
from ckan.tests import factories

from ckanext.ambon.search.indexing import checking, solr


@pytest.fixture
def entry() -> dict[str, Any]:
    """An entry that is in the index as it should be."""
    organization = factories.Organization()
    known = {"owner_org": organization["id"], "notes": "x", "topics": ["kependudukan"]}
    return factories.Dataset(**known, type="dataset", title="Cengkih")


@pytest.fixture
def command(cli: Any, with_extended_cli: None) -> Callable[..., Any]:
    """Return a function that runs `ckan ambon search …`."""
    return lambda *words: cli.invoke(ckan, ["ambon", "search", *words])


def tamper(entry: dict[str, Any], **changes: Any) -> None:
    """Write an entry to the index otherwise than the database has it."""
    documents = checking.documents.of([entry["id"]])
    model.Session.rollback()
    connection = solr.connection()
    connection.add([{**documents[0], **changes}], commit=True)


def orphan(entry: dict[str, Any]) -> None:
    tamper(entry, id="nobody", index_id="nobody", name="nobody")


DAMAGES: dict[str, Callable[[dict[str, Any]], None]] = {
    "missing": lambda entry: search.clear(entry["id"]),
    "stale": lambda entry: tamper(entry, title="Pala"),
    "wrong_labels": lambda entry: tamper(entry, permission_labels=["nobody"]),
    "orphaned": orphan,
}


def test_nothing_where_the_index_is_right(entry: dict[str, Any]) -> None:
    assert checking.compare().all() == []


def test_nothing_after_core_made_the_index_anew(entry: dict[str, Any], cli: Any) -> None:
    assert cli.invoke(ckan, ["search-index", "rebuild"]).exit_code == 0
    assert checking.compare().all() == []


@pytest.mark.parametrize("kind", DAMAGES)
def test_each_kind_of_damage_is_found_and_mended(kind: str, entry: dict[str, Any]) -> None:
    DAMAGES[kind](entry)
    found = checking.compare()
    assert found.counts() == {**dict.fromkeys(DAMAGES, 0), kind: 1}
    checking.repair(found)
    assert checking.compare().all() == []


def test_the_command_says_what_differs_and_fails_until_it_is_mended(
    entry: dict[str, Any], command: Callable[..., Any]
) -> None:
    search.clear(entry["id"])
    told = command("check")
    assert told.exit_code == 1
    assert entry["id"] in told.output
    assert command("check", "--repair").exit_code == 0
    assert "Indeks sama" in command("check").output


@pytest.mark.parametrize("kind", DAMAGES)
def test_the_night_mends_each_kind(
    kind: str, entry: dict[str, Any], cli: Any, with_extended_cli: None
) -> None:
    DAMAGES[kind](entry)
    done = cli.invoke(ckan, ["ambon", "nightly", "run", "search-check"])
    assert done.exit_code == 0, done.output
    assert checking.compare().all() == []


def test_a_night_with_nothing_to_mend_is_no_fault(
    entry: dict[str, Any], cli: Any, with_extended_cli: None
) -> None:
    done = cli.invoke(ckan, ["ambon", "nightly", "run", "search-check"])
    assert done.exit_code == 0, done.output
