"""Rows about persons in the DataStore are read by nobody outside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan.lib.search import common
from ckan.tests import factories, helpers

PERSONS = [
    {"nama": f"Petrus Lekransy{letter}", "nik": f"81710{n}150790{n:04}"}
    for n, letter in enumerate("abcde", 1)
]
COUNTS = [{"kecamatan": "Sirimau", "jumlah": 169322}]
FIELDS = [{"id": "nama", "type": "text"}, {"id": "nik", "type": "text"}]
NUMBER = PERSONS[0]["nik"]

Act = Callable[..., Any]


@pytest.fixture
def dataset(office: dict[str, Any]) -> dict[str, Any]:
    return factories.Dataset(owner_org=office["id"], topics=["kependudukan"], type="dataset")


def is_closed(app: helpers.CKANTestApp, act: Act, resource_id: str) -> bool:
    """Tell whether no reading action and no page gives rows of a resource away."""
    asked: dict[str, dict[str, Any]] = {
        "datastore_search": {"resource_id": resource_id},
        "datastore_info": {"id": resource_id},
        "resource_show": {"id": resource_id},
    }
    for action, data in asked.items():
        with pytest.raises(tk.NotAuthorized):
            act(action, **data)
    pages = [app.get(f"/datastore/dump/{resource_id}", status=None, follow_redirects=False)]
    assert not any(NUMBER in page.data.decode() for page in pages)
    return all(page.status_code != 200 for page in pages)


def test_rows_about_persons_close_the_resource_they_are_made_with(
    app: helpers.CKANTestApp, act: Act, dataset: dict[str, Any], editor: str
) -> None:
    made = act(
        "datastore_create",
        editor,
        resource={"package_id": dataset["id"], "name": "Penerima"},
        fields=FIELDS,
        records=PERSONS,
    )
    assert is_closed(app, act, made["resource_id"])
    rows = act("datastore_search", editor, resource_id=made["resource_id"])["records"]
    assert [row["nik"] for row in rows] == [row["nik"] for row in PERSONS]


@pytest.mark.parametrize("action", ["datastore_upsert", "datastore_create"])
def test_rows_about_persons_close_the_resource_they_are_added_to(
    app: helpers.CKANTestApp, act: Act, dataset: dict[str, Any], editor: str, action: str
) -> None:
    made = act(
        "datastore_create",
        editor,
        resource={"package_id": dataset["id"], "name": "Penerima"},
        fields=FIELDS,
    )
    more = {"method": "insert"} if action == "datastore_upsert" else {"fields": FIELDS}
    act(action, editor, resource_id=made["resource_id"], records=PERSONS, force=True, **more)
    assert is_closed(app, act, made["resource_id"])


def test_rows_of_counts_are_read_by_everybody(
    act: Act, dataset: dict[str, Any], editor: str
) -> None:
    made = act(
        "datastore_create",
        editor,
        resource={"package_id": dataset["id"], "name": "Jumlah"},
        records=COUNTS,
    )
    rows = act("datastore_search", resource_id=made["resource_id"])["records"]
    assert rows[0]["jumlah"] == 169322


def test_who_may_not_write_closes_nothing(act: Act, dataset: dict[str, Any], editor: str) -> None:
    made = act(
        "datastore_create",
        editor,
        resource={"package_id": dataset["id"], "name": "Jumlah"},
        records=COUNTS,
    )
    stranger = factories.User()["name"]
    with pytest.raises(tk.NotAuthorized):
        act("datastore_upsert", stranger, resource_id=made["resource_id"], records=PERSONS)
    assert act("datastore_search", resource_id=made["resource_id"])["total"] == 1


def test_nothing_of_a_withheld_table_stands_in_the_index(
    act: Act, dataset: dict[str, Any], editor: str
) -> None:
    fields = [*FIELDS, {"id": "keterangan", "type": "text", "info": {"label": "Sandi kolom"}}]
    records = [{**row, "keterangan": f"anggrek{n}"} for n, row in enumerate(PERSONS)]
    told = {"package_id": dataset["id"], "name": "Berkas rahasia"}
    act("datastore_create", editor, resource=told, fields=fields, records=records)
    index = common.make_connection(decode_dates=False)
    asked = {"fl": "*", "rows": 1, "defType": "lucene"}
    document = str(index.search(f'id:"{dataset["id"]}"', **asked).docs[0]).lower()
    assert "anggrek" not in document
    assert "berkas rahasia" not in document
    assert act("package_search", q="anggrek3")["count"] == 0
