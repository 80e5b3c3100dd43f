"""The rows of a table lead to its entry as soon as they are written, and no longer when gone."""

from __future__ import annotations

from typing import Any

import pytest
from ckan.tests import factories
from entries import act, entry

PLACES = [{"tempat": "Pantai Natsepa"}, {"tempat": "Benteng Victoria"}]


@pytest.fixture
def resource() -> dict[str, Any]:
    """Return a file of a public dataset, without a table yet."""
    owner = factories.Organization()["id"]
    dataset = act("package_create", **entry(owner, "daftar-tempat", title="Daftar tempat"))
    return act(
        "resource_create", package_id=dataset["id"], name="Daftar", url="http://example.org/a.csv"
    )


@pytest.fixture
def table(resource: dict[str, Any]) -> str:
    fields = [{"id": "tempat", "type": "text"}]
    told = {"resource_id": resource["id"], "fields": fields, "primary_key": ["tempat"]}
    act("datastore_create", **told, records=PLACES, force=True)
    return resource["id"]


def found(q: str) -> list[str]:
    return [one["name"] for one in act("package_search", q=q)["results"]]


def test_new_rows_are_found(table: str) -> None:
    assert found("victoria") == ["daftar-tempat"]


def test_added_rows_are_found(table: str) -> None:
    assert found("pattimura") == []
    rows = [{"tempat": "Patung Pattimura"}]
    act("datastore_upsert", resource_id=table, records=rows, force=True)
    assert found("pattimura") == ["daftar-tempat"]


def test_rows_that_are_gone_are_not(table: str) -> None:
    gone = {"tempat": "Benteng Victoria"}
    act("datastore_delete", resource_id=table, filters=gone, force=True)
    assert found("victoria") == []
