"""Rows about persons in the DataStore are read by nobody outside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import ckan.plugins.toolkit as tk
import pytest
from ckan import authz
from ckan.lib.search import common
from ckan.tests import factories, helpers
from ckanext.datastore.backend import DatastoreBackend
from ckanext.datastore.logic import action, auth

from ckanext.ambon.tables.guarding import records, rows

PERSONS = [
    {"nama": f"Petrus Lekransy{letter}", "nik": f"81710{n}150790{n:04}"}
    for n, letter in enumerate("abcde", 1)
]
COUNTS = [{"kecamatan": "Sirimau", "jumlah": 169322}]
FIELDS = [{"id": "nama", "type": "text"}, {"id": "nik", "type": "text"}]
NUMBER = PERSONS[0]["nik"]

Act = Callable[..., Any]


# No title and no word tells what these are.
NOTES = [{"catatan": f"Sudah diserahkan ({one['nik']})"} for one in PERSONS]
PLAIN = [{"catatan": f"Laporan {n} lengkap"} for n in range(250)]


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
    for name, data in asked.items():
        with pytest.raises(tk.NotAuthorized):
            act(name, **data)
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


def test_a_question_in_sql_gives_nothing_away_where_a_portal_allows_them(
    act: Act, dataset: dict[str, Any], editor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {"package_id": dataset["id"], "name": "Daftar"}
    # The DataStore of the tests keeps the names of earlier runs.
    alias = f"penerima_{uuid4().hex}"
    makings = ({"fields": FIELDS, "records": PERSONS, "aliases": alias}, {"records": COUNTS})
    ids = [act("datastore_create", editor, resource=told, **one)["resource_id"] for one in makings]
    backend = DatastoreBackend.get_active_backend()
    monkeypatch.setattr(backend, "allowed_sql_functions", set(), raising=False)
    name = "datastore_search_sql"
    monkeypatch.setitem(authz._AuthFunctions._functions, name, auth.datastore_search_sql)

    def ask(table: str) -> list[Any]:
        question = {"sql": f'SELECT * FROM "{table}"'}  # noqa: S608
        return action.datastore_search_sql({"user": "", "ignore_auth": False}, question)["records"]

    for table in (ids[0], alias):
        with pytest.raises((tk.NotAuthorized, tk.ObjectNotFound)):
            ask(table)
    with pytest.raises(tk.NotAuthorized):
        act("datastore_search", resource_id=alias)
    assert len(ask(ids[1])) == 1


@pytest.mark.parametrize("way", ["datastore_upsert", "datastore_create"])
def test_rows_about_persons_close_the_resource_they_are_added_to(
    app: helpers.CKANTestApp, act: Act, dataset: dict[str, Any], editor: str, way: str
) -> None:
    made = act(
        "datastore_create",
        editor,
        resource={"package_id": dataset["id"], "name": "Penerima"},
        fields=FIELDS,
    )
    more = {"method": "insert"} if way == "datastore_upsert" else {"fields": FIELDS}
    act(way, editor, resource_id=made["resource_id"], records=PERSONS, force=True, **more)
    assert is_closed(app, act, made["resource_id"])


@pytest.mark.parametrize("part", ["label", "notes", "id"])
def test_a_person_in_the_dictionary_closes_the_resource(
    app: helpers.CKANTestApp, act: Act, dataset: dict[str, Any], editor: str, part: str
) -> None:
    told = f"NIK {NUMBER}"
    field = {"id": told} if part == "id" else {"id": "jumlah", "info": {part: told}}
    made = act(
        "datastore_create",
        editor,
        resource={"package_id": dataset["id"], "name": "Jumlah"},
        fields=[{"type": "text", **field}],
    )
    assert is_closed(app, act, made["resource_id"])
    rows.search(made["resource_id"])
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


@pytest.fixture
def notes(act: Act, dataset: dict[str, Any], editor: str) -> str:
    """Return a table of notes that everybody reads."""
    told = {"package_id": dataset["id"], "name": "Catatan"}
    made = act("datastore_create", editor, resource=told, records=PLAIN[:3])
    return made["resource_id"]


def write(act: Act, editor: str, resource_id: str, *new: dict[str, Any]) -> None:
    told = {"resource_id": resource_id, "method": "insert", "force": True}
    act("datastore_upsert", editor, **told, records=list(new))


def test_rows_that_come_one_by_one_are_seen_together(
    app: helpers.CKANTestApp, act: Act, notes: str, editor: str
) -> None:
    for row in NOTES[:2]:
        write(act, editor, notes, row)
    assert act("datastore_search", resource_id=notes)["total"] == 5
    write(act, editor, notes, NOTES[2])
    assert is_closed(app, act, notes)


def test_rows_that_are_scattered_over_a_long_table_are_found_at_night(
    app: helpers.CKANTestApp, act: Act, notes: str, editor: str
) -> None:
    for row in NOTES[:3]:
        write(act, editor, notes, row, *PLAIN)
    assert act("datastore_search", resource_id=notes)["total"] == 756
    assert rows.search_changed() == 1
    assert is_closed(app, act, notes)
    assert rows.search_changed() == 0
    assert NUMBER not in records.check(notes, records.ROWS).findings


def test_a_table_that_changes_often_is_left_to_the_worker_once(
    act: Act, notes: str, editor: str
) -> None:
    from ckan.lib import jobs

    waiting = [job for job in jobs.get_queue().jobs if job.args == [notes]]
    assert len(waiting) == 1
    write(act, editor, notes, PLAIN[3])
    assert [job for job in jobs.get_queue().jobs if job.args == [notes]] == waiting
    rows.search(notes)
    write(act, editor, notes, PLAIN[4])
    assert len([job for job in jobs.get_queue().jobs if job.args == [notes]]) == 2


def test_an_exception_for_rows_does_not_cover_what_comes_later(
    act: Act, notes: str, editor: str
) -> None:
    for row in NOTES:
        write(act, editor, notes, row)
    records.check(notes, records.ROWS).state = records.EXCEPTED
    write(act, editor, notes, {"catatan": "Sudah diserahkan (8171065507900007)"})
    assert records.check(notes, records.ROWS).state == records.EXCEPTED
    fields = [{"id": "catatan", "type": "text"}, *FIELDS]
    told = {"resource_id": notes, "force": True, "fields": fields, "records": PERSONS}
    act("datastore_create", editor, **told)
    assert records.check(notes, records.ROWS).state == records.BLOCKED
