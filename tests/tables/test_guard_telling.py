"""No page, list, feed or record of what was done tells of a file about persons."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan.tests import factories, helpers
from persons import NUMBER, PERSONS, Act, Upload

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
    app: helpers.CKANTestApp, act: Act, withheld_file: dict[str, Any], member_of: Any
) -> None:
    entry = act("package_show", id=withheld_file["package_id"])
    place = {"name": entry["name"], "id": withheld_file["id"], "opd": entry["organization"]["name"]}
    factories.Organization(name="dishub")
    other = factories.APIToken(user=member_of("dishub", "admin"))["token"]
    for headers in ({}, {"Authorization": other}):
        for address in READ_BY_MACHINES:
            answer = app.get(address.format(**place), headers=headers, status=None)
            text = answer.get_data(as_text=True).replace(address.format(**place), "")
            assert "Penerima" not in text, address
            assert NUMBER.decode() not in text, address
            # The error of an API names only what was asked.
            assert answer.status_code != 200 or withheld_file["url"] not in text, address


def test_an_earlier_version_of_an_entry_tells_nothing_of_a_withheld_file(
    act: Act, withheld_file: dict[str, Any], editor: str
) -> None:
    told = act("package_activity_list", editor, id=withheld_file["package_id"])
    assert withheld_file["id"] in str(told)
    stranger = factories.User()["name"]
    for name in ("", stranger):
        shown = act("activity_show", name, id=told[0]["id"], include_data=False)
        assert withheld_file["id"] not in str(shown)
        for action in ("activity_data_show", "activity_diff"):
            with pytest.raises(tk.NotAuthorized):
                act(action, name, id=told[0]["id"], object_type="package")


@pytest.fixture
def _open_details(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the portal show everybody what exactly was done."""
    monkeypatch.setitem(tk.config, "ckan.auth.public_activity_stream_detail", True)


@pytest.mark.usefixtures("_open_details")
def test_details_that_are_open_to_everybody_leave_a_withheld_file_out(
    app: helpers.CKANTestApp, act: Act, withheld_file: dict[str, Any], editor: str, upload: Upload
) -> None:
    act("resource_patch", editor, id=withheld_file["id"], upload=upload(PERSONS), name="Daftar")
    last, before = act("package_activity_list", editor, id=withheld_file["package_id"])[:2]
    for told in (
        act("package_activity_list", id=withheld_file["package_id"], include_data=True),
        act("activity_show", id=last["id"], include_data=True),
        act("activity_data_show", id=last["id"]),
        act("activity_data_show", id=last["id"], object_type="package"),
    ):
        assert withheld_file["id"] not in str(told)
    with pytest.raises(tk.NotAuthorized):
        act("activity_diff", id=last["id"], object_type="package")
    assert withheld_file["id"] in str(act("activity_data_show", editor, id=last["id"]))
    assert act("activity_diff", editor, id=last["id"], object_type="package")["diff"]
    entry = act("package_show", id=withheld_file["package_id"])["name"]
    for address in (
        f"/dataset/{entry}/history/{last['id']}",
        f"/dataset/{entry}/resources/{withheld_file['id']}/history/{last['id']}",
        f"/dataset/changes/{last['id']}",
        f"/dataset/changes_multiple?new_id={last['id']}&old_id={before['id']}",
    ):
        text = app.get(address, status=None).get_data(as_text=True)
        assert "Daftar" not in text, address
        assert withheld_file["url"] not in text, address


def test_the_page_of_a_file_as_it_was_is_for_editors(
    app: helpers.CKANTestApp, act: Act, withheld_file: dict[str, Any], editor: str
) -> None:
    last = act("package_activity_list", editor, id=withheld_file["package_id"])[0]
    act("resource_delete", editor, id=withheld_file["id"])
    entry = act("package_show", id=withheld_file["package_id"])["name"]
    address = f"/dataset/{entry}/resources/{withheld_file['id']}/history/{last['id']}"
    headers = {"Authorization": factories.APIToken(user=editor)["token"]}
    assert app.get(address, status=None).status_code == 403
    assert app.get(address, headers=headers).status_code == 200
    unknown = address.replace(withheld_file["id"], "no-such-file")
    assert app.get(unknown, headers=headers, status=None).status_code == 404


@pytest.mark.usefixtures("_open_details")
def test_the_details_of_open_files_stay_open(act: Act, dataset: Any, editor: str) -> None:
    link = {"name": "Berkas", "url": "https://ambon.go.id/a.csv"}
    made = act("resource_create", editor, package_id=dataset()["id"], **link)
    last = act("package_activity_list", id=made["package_id"])[0]
    assert made["id"] in str(act("activity_data_show", id=last["id"]))
    assert act("activity_diff", id=last["id"], object_type="package")["diff"]
