"""What is kept for an undo never brings personal data back, and goes with what it belongs to."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model

from ckanext.ambon.tables.guarding import records
from ckanext.ambon.tables.keeping import copies, store
from ckanext.ambon.tables.restoring import cleaning, versions
from tests.tables.undoing import (
    FIRST,
    SECOND,
    Act,
    Publish,
    as_site,
    listed,
    stored,
    undo,
)


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


@pytest.mark.parametrize("part", [records.ROWS, records.FILE])
def test_what_was_found_in_what_goes_does_not_close_what_comes_back(
    twice: str, act: Act, editor: str, part: str
) -> None:
    checked = records.check(twice)
    told = {"id": twice, "package_id": checked.package_id}
    records.keep(told, part, checked.version, state=records.BLOCKED)
    model.Session.commit()
    assert undo(act, editor, twice, dry_run=True)["is_replaced_kept"] is False
    undo(act, editor, twice)
    assert act("resource_show", id=twice)["url"].endswith("pertama.csv")
    assert listed(act, editor, twice) == []
    assert len(list(copies.folder().iterdir())) == 1


def kept_tables(resource: str) -> int:
    with store.opened() as cursor:
        return len([one for one in store.kept(cursor) if one.told["resource_id"] == resource])


@pytest.mark.parametrize("way", ["resource_delete", "dataset_purge"])
def test_with_a_file_or_an_entry_go_its_versions(
    twice: str, entry: dict[str, Any], act: Act, editor: str, way: str
) -> None:
    copy = copies.path_of(versions.of_file(twice).versions[0].id)
    assert copy.is_file()
    wanted = twice if way == "resource_delete" else entry["id"]
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
