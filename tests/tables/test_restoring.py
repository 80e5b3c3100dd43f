"""Undo: what was published before comes back, by whom may publish, and never personal data."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import ckan.plugins.toolkit as tk
import psycopg2
import pytest
from ckan.tests import factories, helpers
from openpyxl import Workbook
from werkzeug.datastructures import FileStorage

from ckanext.ambon.tables import model as kept
from ckanext.ambon.tables.keeping import copies, store
from ckanext.ambon.tables.publishing import work
from ckanext.ambon.tables.restoring import versions
from ckanext.ambon.tables.restoring.work import bring_back_later
from tests.tables.undoing import (
    FIRST,
    SECOND,
    Act,
    Publish,
    as_site,
    file_of,
    listed,
    rows_of,
    stored,
    undo,
)


def test_an_undo_brings_rows_description_and_file_back_and_can_be_undone(
    publish: Publish, act: Act, editor: str
) -> None:
    resource = publish(FIRST, "pertama.csv")
    before = stored(resource)
    publish(SECOND, "kedua.csv")
    after = stored(resource)
    assert before != after
    told = listed(act, editor, resource)
    assert [(one["file"], one["tables"][0]["rows"], one["has_file"]) for one in told] == [
        ("pertama.csv", 2, True)
    ]
    assert undo(act, editor, resource)["state"] == "published"
    assert stored(resource) == before
    undo(act, editor, resource)
    assert stored(resource) == after


def test_what_comes_back_is_open_to_readers_and_whole_in_the_datastore(
    twice: str, act: Act, editor: str, app: Any
) -> None:
    alias = f"kota_{twice[:8]}"
    aliases = {"aliases": alias, "force": True}
    as_site("datastore_create", resource_id=twice, **aliases)
    undo(act, editor, twice)
    file = helpers.call_action("resource_show", id=twice)
    place = f"/dataset/{file['package_id']}/resource/{twice}/download/pertama.csv"
    assert app.get(place).data == FIRST
    found = helpers.call_action("datastore_search", resource_id=alias, q="sirimau")
    assert [row["luas"] for row in found["records"]] == [8]
    told = helpers.call_action("datastore_info", id=twice)
    assert told["meta"]["count"] == 2
    assert [one["info"]["label"] for one in told["fields"]][:2] == ["kecamatan", "jumlah"]
    assert file["size"] == len(FIRST)
    published = act("ambon_table_status", editor, id=twice)["published"]
    assert [(one["resource_id"], one["rows"]) for one in published] == [(twice, 2)]
    # The file reads as it was: nothing is left to be published.
    assert act("ambon_table_preview", editor, id=twice)["state"] == "published"
    row = {"kecamatan": "Leitimur", "jumlah": 7, "luas": 5}
    as_site("datastore_upsert", resource_id=twice, records=[row], method="insert", force=True)
    found = helpers.call_action("datastore_search", resource_id=twice, q="leitimur")
    assert found["total"] == 1


def test_an_undo_is_told_before_and_left_to_who_may_change_the_file(
    twice: str, act: Act, editor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = stored(twice)
    told = undo(act, editor, twice, dry_run=True)
    table = told["tables"][0]
    assert (table["rows_now"], table["rows"]) == (3, 2)
    assert (table["columns_back"], table["columns_gone"]) == (["luas"], [])
    assert (told["file_now"], told["file"]) == ("kedua.csv", "pertama.csv")
    assert (told["is_upload_lost"], told["is_replaced_kept"]) == (False, True)
    wanted = told["version"]["id"]
    for user in (factories.User()["name"], ""):
        for action, more in (
            ("ambon_table_versions", {}),
            ("ambon_table_restore", {"version": wanted}),
            ("ambon_table_restore", {"version": wanted, "dry_run": True}),
        ):
            with pytest.raises(tk.NotAuthorized):
                act(action, user, id=twice, **more)
    kept.keep(twice, state=kept.LOADING, job_id="a-job")
    with monkeypatch.context() as patched:
        patched.setattr(work, "_is_at_work", lambda job_id: True)
        with pytest.raises(tk.ValidationError, match="id"):
            undo(act, editor, twice)
    assert stored(twice) == before


def test_an_undo_of_what_is_another_by_now_is_refused(
    twice: str, publish: Publish, act: Act, editor: str
) -> None:
    told = act("ambon_table_versions", editor, id=twice)
    publish(SECOND.replace(b"60", b"61"), "ketiga.csv")
    before = stored(twice)
    wanted = told["versions"][0]["id"]
    with pytest.raises(tk.ValidationError, match="seen"):
        act("ambon_table_restore", editor, id=twice, version=wanted, seen=told["seen"])
    assert stored(twice) == before
    act("ambon_table_restore", editor, id=twice, version=wanted)
    # The second of two who want the same version back.
    with pytest.raises(tk.ValidationError, match="version"):
        act("ambon_table_restore", editor, id=twice, version=wanted)
    assert len(rows_of(twice)) == 2


def test_an_upload_that_was_not_published_is_undone_alone_and_told_to_be_lost(
    twice: str, publish: Publish, act: Act, editor: str
) -> None:
    before = stored(twice)
    publish(b"kecamatan;jumlah\nNusaniwe;1\n", "salah.csv", is_published=False)
    told = undo(act, editor, twice, dry_run=True)
    assert (told["is_upload_lost"], told["tables"]) == (True, [])
    undo(act, editor, twice)
    assert stored(twice) == before


def test_a_failure_in_the_middle_leaves_all_as_it_was(
    twice: str, act: Act, editor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = stored(twice)

    def full(*told: Any) -> None:
        raise psycopg2.errors.DiskFull("could not extend file: No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(store, "bring_back", full)
        with pytest.raises(tk.ValidationError):
            undo(act, editor, twice)
    assert stored(twice) == before
    assert len(listed(act, editor, twice)) == 1
    undo(act, editor, twice)
    assert len(rows_of(twice)) == 2


def test_versions_are_listed_and_brought_back_by_command(
    twice: str, command: Act, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The command reads its settings anew.
    monkeypatch.setenv("CKAN_STORAGE_PATH", tk.config["ckan.storage_path"])
    assert "pertama.csv, 2 baris" in command("table", "versions", twice).output
    assert "3 menjadi 2 baris" in command("table", "restore", twice, "--dry-run").output
    assert len(rows_of(twice)) == 3
    assert command("table", "restore", twice).exit_code == 0
    assert len(rows_of(twice)) == 2
    assert command("table", "restore", twice, "--version", "lain").exit_code == 1
    assert " di DataStore." in command("table", "versions").output


def test_a_large_version_is_left_to_the_worker(
    twice: str, act: Act, editor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(versions, "FEW_ROWS", 1)
    told = act("ambon_table_versions", editor, id=twice)
    wanted = told["versions"][0]["id"]
    answer = act("ambon_table_restore", editor, id=twice, version=wanted, seen=told["seen"])
    assert answer["state"] == "waiting"
    assert len(rows_of(twice)) == 3
    bring_back_later(twice, wanted, editor, told["seen"])
    assert len(rows_of(twice)) == 2
    assert act("ambon_table_status", editor, id=twice)["state"] == "published"


class KilledError(BaseException):
    """Stands for the end of the process: nothing of it is tidied up."""


def test_an_undo_that_is_killed_leaves_the_rows_and_can_be_done_again(
    twice: str, act: Act, editor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rows_of(twice)
    wanted = listed(act, editor, twice)[0]["id"]

    def killed(*told: Any) -> None:
        raise KilledError

    with monkeypatch.context() as patched:
        patched.setattr(store, "bring_back", killed)
        patched.setattr(copies.Exchange, "__exit__", lambda *told: None)
        with pytest.raises(KilledError):
            act("ambon_table_restore", editor, id=twice, version=wanted)
    assert rows_of(twice) == before
    act("ambon_table_restore", editor, id=twice, version=wanted)
    assert (len(rows_of(twice)), file_of(twice)) == (2, FIRST)


def test_a_table_that_came_by_the_api_comes_back_with_its_file(
    publish: Publish, act: Act, editor: str
) -> None:
    resource = publish(FIRST, "pertama.csv", is_published=False)
    fields = [{"id": "kecamatan", "type": "text"}, {"id": "jumlah", "type": "bigint"}]
    records_ = [{"kecamatan": "Nusaniwe", "jumlah": 1}]
    as_site("datastore_create", resource_id=resource, fields=fields, records=records_, force=True)
    publish(SECOND, "kedua.csv")
    assert listed(act, editor, resource)[0]["file"] == "pertama.csv"
    undo(act, editor, resource)
    assert (rows_of(resource), file_of(resource)) == ([["Nusaniwe", 1]], FIRST)


def two_tables(factor: int) -> bytes:
    """Return a workbook with two sheets that hold tables of their own."""
    book = Workbook()
    book.active.title = "Penduduk"
    for row in (["Kecamatan", "Jumlah"], ["Nusaniwe", 93 * factor], ["Sirimau", 141 * factor]):
        book.active.append(row)
    other = book.create_sheet("Sekolah")
    for row in (["Jenjang", "Jumlah"], ["SD", 22 * factor], ["SMP", 18 * factor]):
        other.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_tables_of_one_file_come_back_together(
    entry: dict[str, Any], act: Act, editor: str
) -> None:
    resource = None
    for factor in (1, 2):
        told = {"upload": FileStorage(BytesIO(two_tables(factor)), "dua.xlsx"), "url": "dua.xlsx"}
        if resource is None:
            made = act("resource_create", editor, package_id=entry["id"], name="Dua", **told)
            resource = made["id"]
        else:
            act("resource_patch", editor, id=resource, **told)
        found = act("ambon_table_preview", editor, id=resource)
        keys = [one["key"] for one in found["tables"]]
        done = act("ambon_table_publish", editor, id=resource, tables=keys)
        assert done["state"] == "published"
    targets = [one.target_id for one in kept.parts(resource).values()]
    assert len(targets) == 2
    assert [len(one["tables"]) for one in listed(act, editor, resource)] == [2]
    undo(act, editor, resource)
    found = [helpers.call_action("datastore_search", resource_id=one) for one in targets]
    assert sorted(row["jumlah"] for one in found for row in one["records"]) == [18, 22, 93, 141]
