"""A file about persons goes out by no path; everybody else's files go out as before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests import factories, helpers

from ckanext.ambon.tables.guarding import checking, records

PERSONS = b"Nama,NIK,Alamat\n" + b"".join(
    f"Petrus Lekransy{letter},81710{n}150790{n:04},Jl. Melati {n}\n".encode()
    for n, letter in enumerate("abcde", 1)
)
COUNTS = b"Kecamatan,Jumlah Penduduk\nSirimau,169322\nNusaniwe,98214\n"
NUMBER = b"8171011507900001"

Act = Callable[..., Any]
Upload = Callable[..., Any]


@pytest.fixture
def dataset(office: dict[str, Any]) -> Callable[..., dict[str, Any]]:
    """Return a function that makes a dataset of the OPD."""
    return lambda **more: factories.Dataset(
        owner_org=office["id"], topics=["kependudukan"], type="dataset", **more
    )


@pytest.fixture
def boss(office: dict[str, Any], member_of: Callable[[str, str], str]) -> str:
    """Return the name of the OPD's administrator."""
    return member_of(office["id"], "admin")


@pytest.fixture
def published(dataset: Callable[..., Any], editor: str, act: Act, upload: Upload) -> dict[str, Any]:
    """Return a resource with a file about persons, in a public dataset."""
    return act(
        "resource_create",
        editor,
        package_id=dataset()["id"],
        name="Penerima",
        upload=upload(PERSONS),
    )


def download(app: helpers.CKANTestApp, resource: dict[str, Any], user: str = "") -> Any:
    place = tk.h.url_for(
        "dataset_resource.download",
        id=resource["package_id"],
        resource_id=resource["id"],
        filename="data.csv",
    )
    environ = {}
    if user:
        token = factories.APIToken(user=user)
        environ = {"Authorization": token["token"]}
    return app.get(place, headers=environ, status=None, follow_redirects=False)


def is_closed(app: helpers.CKANTestApp, act: Act, resource: dict[str, Any]) -> bool:
    """Tell whether nobody outside can see anything of a file."""
    answer = download(app, resource)
    assert NUMBER not in answer.data
    with pytest.raises(tk.NotAuthorized):
        act("resource_show", id=resource["id"])
    try:
        seen = act("package_show", id=resource["package_id"])["resources"]
    except tk.NotAuthorized:
        seen = []
    found = act("package_search", fl=["data_dict", "validated_data_dict", "res_url", "id"])
    assert resource["id"] not in str(seen) + str(found)
    return answer.status_code != 200


def test_an_upload_to_a_public_dataset_stays_inside(
    app: helpers.CKANTestApp, act: Act, published: dict[str, Any], editor: str
) -> None:
    assert is_closed(app, act, published)
    assert NUMBER in download(app, published, editor).data
    assert [
        one["id"] for one in act("package_show", editor, id=published["package_id"])["resources"]
    ] == [published["id"]]


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


def test_a_draft_that_becomes_public_shows_nothing(
    app: helpers.CKANTestApp, act: Act, dataset: Callable[..., Any], editor: str, upload: Upload
) -> None:
    entry = dataset(state="draft")
    file = act(
        "resource_create", editor, package_id=entry["id"], name="Berkas", upload=upload(PERSONS)
    )
    act("package_patch", editor, id=entry["id"], state="active")
    assert is_closed(app, act, file)


READ_BY_MACHINES = (
    "/catalog.ttl",
    "/dataset/{name}.jsonld",
    "/dataset/{name}.ttl",
    "/feeds/dataset.atom",
    "/feeds/organization/{opd}.atom",
    "/dataset/{name}",
    "/dataset/activity/{name}",
    "/dataset/{name}/resource/{id}",
    "/dataset/{name}/resource/{id}/view",
    "/dataset/{name}/resource/{id}/data-pribadi",
    "/dataset/{name}/resource/{id}/periksa",
    "/datastore/dump/{id}",
    "/api/3/action/package_search?include_private=true&include_drafts=true",
    "/api/3/action/package_search?fl=*&q=*:*",
    "/api/3/action/current_package_list_with_resources",
    "/api/3/action/resource_search?query=name:Penerima",
    "/api/3/action/package_activity_list?id={name}",
    "/api/3/action/recently_changed_packages_activity_list",
    "/api/3/action/organization_activity_list?id={opd}",
    "/api/3/action/resource_view_list?id={id}",
    "/api/3/action/datastore_info?id={id}",
)


def test_no_page_and_no_machine_is_told_of_a_withheld_file(
    app: helpers.CKANTestApp, act: Act, published: dict[str, Any], member_of: Any
) -> None:
    entry = act("package_show", id=published["package_id"])
    place = {"name": entry["name"], "id": published["id"], "opd": entry["organization"]["name"]}
    factories.Organization(name="dishub")
    other = factories.APIToken(user=member_of("dishub", "admin"))["token"]
    for headers in ({}, {"Authorization": other}):
        for address in READ_BY_MACHINES:
            answer = app.get(address.format(**place), headers=headers, status=None)
            text = answer.get_data(as_text=True).replace(address.format(**place), "")
            assert "Penerima" not in text, address
            assert NUMBER.decode() not in text, address
            # The error of an API names only what was asked.
            assert answer.status_code != 200 or published["url"] not in text, address


def test_an_earlier_version_of_an_entry_tells_nothing_of_a_withheld_file(
    act: Act, published: dict[str, Any], editor: str
) -> None:
    told = act("package_activity_list", editor, id=published["package_id"])
    assert published["id"] in str(told)
    stranger = factories.User()["name"]
    for name in ("", stranger):
        shown = act("activity_show", name, id=told[0]["id"], include_data=False)
        assert published["id"] not in str(shown)
        for action in ("activity_data_show", "activity_diff"):
            with pytest.raises(tk.NotAuthorized):
                act(action, name, id=told[0]["id"], object_type="package")


@pytest.mark.parametrize("path", ["patch", "update", "bulk", "revise"])
def test_a_private_dataset_with_such_a_file_is_not_opened(
    app: helpers.CKANTestApp,
    act: Act,
    boss: str,
    dataset: Callable[..., Any],
    upload: Upload,
    path: str,
) -> None:
    made = dataset(private=True)
    resource = act(
        "resource_create", boss, package_id=made["id"], name="Berkas", upload=upload(PERSONS)
    )
    ways: dict[str, Callable[[], Any]] = {
        "patch": lambda: act("package_patch", boss, id=made["id"], private=False),
        "update": lambda: act(
            "package_update", boss, **{**act("package_show", boss, id=made["id"]), "private": False}
        ),
        "bulk": lambda: act(
            "bulk_update_public", boss, datasets=[made["id"]], org_id=made["owner_org"]
        ),
        "revise": lambda: act(
            "package_revise", boss, match={"id": made["id"]}, update={"private": False}
        ),
    }
    with pytest.raises(tk.ValidationError) as refused:
        ways[path]()
    assert "private" in refused.value.error_dict
    assert model.Package.get(made["id"]).private
    assert is_closed(app, act, resource)


def test_a_deleted_dataset_that_is_restored_shows_nothing(
    app: helpers.CKANTestApp, act: Act, published: dict[str, Any], editor: str
) -> None:
    act("package_delete", editor, id=published["package_id"])
    act("package_patch", editor, id=published["package_id"], state="active")
    assert model.Package.get(published["package_id"]).state == "active"
    assert is_closed(app, act, published)


def test_a_dataset_that_goes_to_another_opd_shows_nothing(
    app: helpers.CKANTestApp, act: Act, published: dict[str, Any]
) -> None:
    other = factories.Organization()
    helpers.call_action(
        "package_owner_org_update", id=published["package_id"], organization_id=other["id"]
    )
    assert is_closed(app, act, published)


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
    published: dict[str, Any],
    editor: str,
    upload: Upload,
) -> None:
    act("resource_patch", editor, id=published["id"], upload=upload(COUNTS))
    checking.check_later(published["id"])
    assert download(app, published).data == COUNTS
    act("resource_delete", editor, id=published["id"])
    checking.check_later(published["id"])
    checking.check_later("no-such-file")
