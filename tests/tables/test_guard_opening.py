"""A dataset with a file about persons is not opened, and shows nothing where it becomes public."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests import factories, helpers
from persons import PERSONS, Act, Upload, is_closed


@pytest.fixture
def boss(office: dict[str, Any], member_of: Callable[[str, str], str]) -> str:
    """Return the name of the OPD's administrator."""
    return member_of(office["id"], "admin")


def test_a_draft_that_becomes_public_shows_nothing(
    app: helpers.CKANTestApp, act: Act, dataset: Callable[..., Any], editor: str, upload: Upload
) -> None:
    entry = dataset(state="draft")
    file = act(
        "resource_create", editor, package_id=entry["id"], name="Berkas", upload=upload(PERSONS)
    )
    act("package_patch", editor, id=entry["id"], state="active")
    assert is_closed(app, act, file)


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
    app: helpers.CKANTestApp, act: Act, withheld_file: dict[str, Any], editor: str
) -> None:
    act("package_delete", editor, id=withheld_file["package_id"])
    act("package_patch", editor, id=withheld_file["package_id"], state="active")
    assert model.Package.get(withheld_file["package_id"]).state == "active"
    assert is_closed(app, act, withheld_file)


def test_a_dataset_that_goes_to_another_opd_shows_nothing(
    app: helpers.CKANTestApp, act: Act, withheld_file: dict[str, Any]
) -> None:
    other = factories.Organization()
    helpers.call_action(
        "package_owner_org_update", id=withheld_file["package_id"], organization_id=other["id"]
    )
    assert is_closed(app, act, withheld_file)
