"""Undo: what was published before comes back, by whom may publish, and never personal data."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import ckan.plugins.toolkit as tk
import psycopg2
import pytest
from ckan import model
from ckan.tests import factories, helpers
from openpyxl import Workbook
from werkzeug.datastructures import FileStorage

from ckanext.ambon.tables import model as kept
from ckanext.ambon.tables.guarding import files, records
from ckanext.ambon.tables.keeping import copies, store
from ckanext.ambon.tables.publishing import loading, work
from ckanext.ambon.tables.restoring import cleaning, versions
from ckanext.ambon.tables.restoring.work import bring_back_later

Act = Callable[..., Any]
Publish = Callable[..., str]

FIRST = b"kecamatan;jumlah;luas\nNusaniwe;93;4\nSirimau;141;8\n"
SECOND = b"kecamatan;jumlah\nNusaniwe;95\nSirimau;142\nBaguala;60\n"
AGREED = ["gone:luas"]


@pytest.fixture
def dataset(office: dict[str, Any]) -> dict[str, Any]:
    return factories.Dataset(owner_org=office["id"], type="dataset", topics=["sosial"])


@pytest.fixture
def publish(dataset: dict[str, Any], editor: str, act: Act) -> Publish:
    """Return a function that uploads a file and publishes it; again: in the place of the first."""
    known: list[str] = []

    def one(content: bytes, name: str, *, is_published: bool = True) -> str:
        told = {"upload": FileStorage(BytesIO(content), name), "name": "Penduduk", "url": name}
        if known:
            act("resource_patch", editor, id=known[0], **told)
        else:
            known.append(act("resource_create", editor, package_id=dataset["id"], **told)["id"])
        if is_published:
            act("ambon_table_preview", editor, id=known[0])
            done = act("ambon_table_publish", editor, id=known[0], agreed=AGREED)
            assert done["state"] == "published", done
        return known[0]

    return one


@pytest.fixture
def twice(publish: Publish) -> str:
    """Publish a file and another one in its place; give the resource."""
    publish(FIRST, "pertama.csv")
    return publish(SECOND, "kedua.csv")


def rows_of(resource: str) -> list[list[Any]]:
    found = helpers.call_action("datastore_search", resource_id=resource, sort="_id")
    return [[row["kecamatan"], row["jumlah"]] for row in found["records"]]


def file_of(resource: str) -> bytes:
    path = files.path_of({"id": resource, "url_type": "upload"})
    assert path is not None
    return path.read_bytes()


def stored(resource: str) -> tuple[list[list[Any]], bytes, str, list[str]]:
    """Return all that readers see: rows, file, its name, the columns that are described."""
    file = helpers.call_action("resource_show", id=resource)
    names = [one["name"] for one in file["columns"]]
    return rows_of(resource), file_of(resource), file["url"].rpartition("/")[2], names


def as_site(action: str, **data: Any) -> Any:
    """Call an action as the portal itself."""
    site = helpers.call_action("get_site_user", {"ignore_auth": True})["name"]
    return helpers.call_action(action, {"user": site, "ignore_auth": True}, **data)


def listed(act: Act, editor: str, resource: str) -> list[dict[str, Any]]:
    return act("ambon_table_versions", editor, id=resource)["versions"]


def undo(act: Act, editor: str, resource: str, **more: Any) -> dict[str, Any]:
    """Bring back what was replaced last."""
    wanted = listed(act, editor, resource)[0]["id"]
    return act("ambon_table_restore", editor, id=resource, version=wanted, **more)


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


def test_a_dry_run_tells_what_changes_and_changes_nothing(
    twice: str, act: Act, editor: str
) -> None:
    before = stored(twice)
    told = undo(act, editor, twice, dry_run=True)
    table = told["tables"][0]
    assert (table["rows_now"], table["rows"]) == (3, 2)
    assert (table["columns_back"], table["columns_gone"]) == (["luas"], [])
    assert (told["file_now"], told["file"]) == ("kedua.csv", "pertama.csv")
    assert told["is_upload_lost"] is False
    assert stored(twice) == before


def test_an_upload_that_was_not_published_is_undone_alone_and_told_to_be_lost(
    twice: str, publish: Publish, act: Act, editor: str
) -> None:
    before = stored(twice)
    publish(b"kecamatan;jumlah\nNusaniwe;1\n", "salah.csv", is_published=False)
    told = undo(act, editor, twice, dry_run=True)
    assert (told["is_upload_lost"], told["tables"]) == (True, [])
    undo(act, editor, twice)
    assert stored(twice) == before


def test_only_who_may_change_the_file_may_undo(twice: str, act: Act, editor: str) -> None:
    wanted = listed(act, editor, twice)[0]["id"]
    for user in (factories.User()["name"], ""):
        for action, more in (
            ("ambon_table_versions", {}),
            ("ambon_table_restore", {"version": wanted}),
            ("ambon_table_restore", {"version": wanted, "dry_run": True}),
        ):
            with pytest.raises(tk.NotAuthorized):
                act(action, user, id=twice, **more)


def test_an_undo_after_somebody_published_meanwhile_is_refused(
    twice: str, publish: Publish, act: Act, editor: str
) -> None:
    told = act("ambon_table_versions", editor, id=twice)
    publish(SECOND.replace(b"60", b"61"), "ketiga.csv")
    before = stored(twice)
    wanted = told["versions"][0]["id"]
    with pytest.raises(tk.ValidationError) as refused:
        act("ambon_table_restore", editor, id=twice, version=wanted, seen=told["seen"])
    assert "seen" in refused.value.error_dict
    assert stored(twice) == before


def test_the_second_of_two_undos_of_one_version_is_refused(
    twice: str, act: Act, editor: str
) -> None:
    wanted = listed(act, editor, twice)[0]["id"]
    act("ambon_table_restore", editor, id=twice, version=wanted)
    before = stored(twice)
    with pytest.raises(tk.ValidationError):
        act("ambon_table_restore", editor, id=twice, version=wanted)
    assert stored(twice) == before


def test_an_undo_while_the_worker_is_at_the_file_is_refused(
    twice: str, act: Act, editor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.keep(twice, state=kept.LOADING, job_id="a-job")
    monkeypatch.setattr(work, "_is_at_work", lambda job_id: True)
    with pytest.raises(tk.ValidationError) as refused:
        undo(act, editor, twice)
    assert "id" in refused.value.error_dict


@pytest.mark.parametrize("place", ["bring_back", "drop_aliases"])
def test_a_failure_in_the_middle_leaves_all_as_it_was(
    twice: str, act: Act, editor: str, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    before = stored(twice)

    def full(*told: Any) -> None:
        raise psycopg2.errors.DiskFull("could not extend file: No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(store if place == "bring_back" else loading, place, full)
        with pytest.raises(tk.ValidationError):
            undo(act, editor, twice)
    assert stored(twice) == before
    assert len(listed(act, editor, twice)) == 1
    undo(act, editor, twice)
    assert len(rows_of(twice)) == 2


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


def put_persons_into(version: versions.Version) -> None:
    """Make a kept file one about persons, as if a rule that finds it came later."""
    path = version.path
    assert path is not None
    path.unlink()
    path.write_bytes(
        b"Nama,NIK,Alamat\n"
        + b"".join(
            f"Petrus Lekransy{letter},81710{n}150790{n:04},Jl. Melati {n}\n".encode()
            for n, letter in enumerate("abcde", 1)
        )
    )


def test_a_version_with_personal_data_never_comes_back_and_is_not_kept(
    twice: str, act: Act, editor: str
) -> None:
    before = stored(twice)
    version = versions.of_file(twice).versions[0]
    put_persons_into(version)
    with pytest.raises(tk.ValidationError):
        undo(act, editor, twice)
    assert stored(twice) == before
    assert listed(act, editor, twice) == []
    assert not copies.path_of(version.id).exists()


def test_rows_about_persons_in_a_version_are_found_too(twice: str, act: Act, editor: str) -> None:
    version = versions.of_file(twice).versions[0]
    with store.opened() as cursor:
        for n, letter in enumerate("abcde", 1):
            values = f"Petrus Lekransy{letter}, NIK 817101150790000{n}", n, n
            cursor.execute(
                f"INSERT INTO {version.tables[0].place} (kecamatan, jumlah, luas)"  # noqa: S608
                " VALUES (%s, %s, %s)",
                values,
            )
    with pytest.raises(tk.ValidationError):
        undo(act, editor, twice)
    assert listed(act, editor, twice) == []


@pytest.mark.parametrize("state", [records.BLOCKED, records.EXCEPTED])
def test_a_table_that_is_withheld_or_public_by_an_exception_is_not_kept(
    publish: Publish, act: Act, editor: str, state: str
) -> None:
    resource = publish(FIRST, "pertama.csv")
    checked = records.check(resource)
    told = {"id": resource, "package_id": checked.package_id}
    records.keep(told, records.ROWS, "", state=state)
    model.Session.commit()
    publish(SECOND, "kedua.csv")
    assert listed(act, editor, resource) == []


def test_what_was_found_in_the_rows_before_does_not_close_the_rows_that_came_back(
    twice: str, act: Act, editor: str
) -> None:
    checked = records.check(twice)
    told = {"id": twice, "package_id": checked.package_id}
    records.keep(told, records.ROWS, "", state=records.BLOCKED)
    model.Session.commit()
    undo(act, editor, twice)
    assert records.check(twice, records.ROWS).state == records.CLEAR
    assert act("resource_show", id=twice)["id"] == twice


def kept_tables(resource: str) -> int:
    with store.opened() as cursor:
        return len([one for one in store.kept(cursor) if one.told["resource_id"] == resource])


@pytest.mark.parametrize("way", ["resource_delete", "package_delete", "dataset_purge"])
def test_with_a_file_or_an_entry_go_its_versions(
    twice: str, dataset: dict[str, Any], act: Act, editor: str, way: str
) -> None:
    copy = copies.path_of(versions.of_file(twice).versions[0].id)
    assert copy.is_file()
    wanted = twice if way == "resource_delete" else dataset["id"]
    as_site(way, id=wanted)
    assert kept_tables(twice) == 0
    assert not copy.exists()


def test_with_a_table_that_is_deleted_go_its_versions(twice: str) -> None:
    as_site("datastore_delete", resource_id=twice, force=True)
    assert kept_tables(twice) == 0


def test_every_night_goes_what_is_old_lost_or_personal(
    twice: str, publish: Publish, act: Act, editor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(SECOND.replace(b"60", b"61"), "ketiga.csv")
    lost = copies.folder() / "half"
    lost.write_bytes(b"1")
    monkeypatch.setattr(cleaning, "MOMENT", -1)
    put_persons_into(versions.of_file(twice).versions[0])
    cleaning.clean()
    assert [one["file"] for one in listed(act, editor, twice)] == ["pertama.csv"]
    assert not lost.exists()
    with store.opened() as cursor:
        one = next(one for one in store.kept(cursor) if one.told["resource_id"] == twice)
        store.note(cursor, one, {"replaced_at": "2020-01-01T00:00:00"})
    cleaning.clean()
    assert listed(act, editor, twice) == []


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
    dataset: dict[str, Any], act: Act, editor: str
) -> None:
    resource = None
    for factor in (1, 2):
        told = {"upload": FileStorage(BytesIO(two_tables(factor)), "dua.xlsx"), "url": "dua.xlsx"}
        if resource is None:
            made = act("resource_create", editor, package_id=dataset["id"], name="Dua", **told)
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
