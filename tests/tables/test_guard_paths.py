"""A file about persons goes out by no upload or link; other files go out as before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from ckan.tests import helpers
from persons import COUNTS, NUMBER, PERSONS, Act, Upload, download, is_closed

from ckanext.ambon.tables.guarding import checking, records


def test_an_upload_to_a_public_dataset_stays_inside(
    app: helpers.CKANTestApp, act: Act, withheld_file: dict[str, Any], editor: str
) -> None:
    assert is_closed(app, act, withheld_file)
    assert NUMBER in download(app, withheld_file, editor).data
    assert [
        one["id"]
        for one in act("package_show", editor, id=withheld_file["package_id"])["resources"]
    ] == [withheld_file["id"]]


def test_a_file_of_counts_goes_out(
    app: helpers.CKANTestApp, act: Act, dataset: Callable[..., Any], editor: str, upload: Upload
) -> None:
    resource = act(
        "resource_create", editor, package_id=dataset()["id"], name="Berkas", upload=upload(COUNTS)
    )
    assert download(app, resource).data == COUNTS
    assert records.check(resource["id"]).state == records.CLEAR


@pytest.mark.parametrize("action", ["resource_update", "resource_patch"])
def test_a_link_that_becomes_a_file_about_persons_stays_inside(
    app: helpers.CKANTestApp,
    act: Act,
    dataset: Callable[..., Any],
    editor: str,
    upload: Upload,
    action: str,
) -> None:
    resource = act(
        "resource_create",
        editor,
        package_id=dataset()["id"],
        name="Berkas",
        url="https://ambon.go.id/a.csv",
    )
    resource = act(action, editor, id=resource["id"], name="Berkas", upload=upload(PERSONS))
    assert is_closed(app, act, resource)


def test_a_clean_file_replaced_by_one_about_persons_stays_inside(
    app: helpers.CKANTestApp, act: Act, dataset: Callable[..., Any], editor: str, upload: Upload
) -> None:
    resource = act(
        "resource_create", editor, package_id=dataset()["id"], name="Berkas", upload=upload(COUNTS)
    )
    resource = act("resource_patch", editor, id=resource["id"], upload=upload(PERSONS))
    assert is_closed(app, act, resource)
    resource = act("resource_patch", editor, id=resource["id"], upload=upload(COUNTS))
    assert download(app, resource).data == COUNTS


@pytest.mark.parametrize("path", ["update", "revise"])
def test_a_file_that_comes_with_its_dataset_stays_inside(
    app: helpers.CKANTestApp,
    act: Act,
    dataset: Callable[..., Any],
    editor: str,
    upload: Upload,
    path: str,
) -> None:
    file = {"name": "Berkas", "url": "data.csv", "url_type": "upload", "upload": upload(PERSONS)}
    entry = dataset()
    wanted = ("id", "name", "title", "owner_org", "type", "topics", "notes")
    told = {key: entry[key] for key in wanted}
    ways: dict[str, Callable[[], Any]] = {
        "update": lambda: act("package_update", editor, **told, resources=[file]),
        "revise": lambda: act(
            "package_revise",
            editor,
            match={"id": entry["id"]},
            update={"resources": [{"name": "Berkas", "url": "data.csv"}]},
            update__resources__0__upload=upload(PERSONS),
        )["package"],
    }
    made = ways[path]()
    found = act("package_show", editor, id=made["id"])["resources"][0]
    assert is_closed(app, act, {**found, "package_id": made["id"]})


def test_a_file_put_in_place_behind_the_portal_is_not_trusted(
    app: helpers.CKANTestApp, act: Act, dataset: Callable[..., Any], editor: str, upload: Upload
) -> None:
    from ckanext.ambon.tables.guarding import files

    resource = act(
        "resource_create", editor, package_id=dataset()["id"], name="Berkas", upload=upload(COUNTS)
    )
    path = files.path_of(resource)
    assert path
    path.write_bytes(PERSONS)
    assert download(app, resource).status_code == 403


def test_what_is_left_to_the_worker_stays_inside_until_it_was_searched(
    app: helpers.CKANTestApp,
    act: Act,
    dataset: Callable[..., Any],
    editor: str,
    upload: Upload,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(checking, "AT_ONCE", 10)
    told = {"package_id": dataset()["id"], "name": "Berkas"}
    files_of = [act("resource_create", editor, **told, upload=upload(c)) for c in (PERSONS, COUNTS)]
    for file in files_of:
        assert records.check(file["id"]).state == records.WAITING
        assert is_closed(app, act, file)
        checking.check_later(file["id"])
    assert is_closed(app, act, files_of[0])
    assert download(app, files_of[1]).data == COUNTS
    assert str(act("package_search", fl=["validated_data_dict"])).count(files_of[1]["id"])


def test_the_worker_searches_the_file_that_is_there_when_it_comes(
    app: helpers.CKANTestApp,
    act: Act,
    withheld_file: dict[str, Any],
    editor: str,
    upload: Upload,
) -> None:
    act("resource_patch", editor, id=withheld_file["id"], upload=upload(COUNTS))
    checking.check_later(withheld_file["id"])
    assert download(app, withheld_file).data == COUNTS
    act("resource_delete", editor, id=withheld_file["id"])
    checking.check_later(withheld_file["id"])
    checking.check_later("no-such-file")
