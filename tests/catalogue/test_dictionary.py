"""CKAN's data dictionary follows the columns that a file describes."""

from __future__ import annotations

from typing import Any

import pytest
from ckan.tests import factories
from entries import act, entry

from ckanext.ambon.domain import columns

COLUMNS = [{"name": "jumlah", "type": "integer", "unit": "jiwa", "label": "Jumlah"}]


@pytest.fixture
def file(_catalogue: None) -> dict[str, Any]:
    """Return a file with a table of two columns, one of them described."""
    act("ambon_topic_sync")
    file = {"name": "Berkas", "url": "https://example.org/a.csv", "columns": COLUMNS}
    owner = factories.Organization()["id"]
    stored = act("package_create", **entry(owner, "bertabel", resources=[file]))["resources"][0]
    fields = [*columns.datastore_fields(COLUMNS), {"id": "lain", "type": "text"}]
    fields[1]["info"] = {"label": "Lain"}
    rows = [{"jumlah": 5, "lain": "a"}]
    act("datastore_create", resource_id=stored["id"], fields=fields, records=rows, force=True)
    return stored


def told(file: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what the data dictionary says of each column."""
    fields = act("datastore_info", id=file["id"])["fields"]
    return {field["id"]: field.get("info", {}) for field in fields}


def test_a_changed_column_changes_the_dictionary(file: dict[str, Any]) -> None:
    changed = [{"name": "jumlah", "label": "Jumlah penduduk", "definition": "Yang tercatat."}]
    act("resource_patch", id=file["id"], columns=changed)
    told_now = {"label": "Jumlah penduduk", "notes": "Yang tercatat.", "unit": ""}
    assert told(file)["jumlah"] == told_now


def test_rows_types_and_columns_not_described_stay(file: dict[str, Any]) -> None:
    act("resource_patch", id=file["id"], columns=[{"name": "jumlah", "label": "Banyaknya"}])
    found = act("datastore_search", resource_id=file["id"])
    assert [(field["id"], field["type"]) for field in found["fields"][1:]] == [
        ("jumlah", "int8"),
        ("lain", "text"),
    ]
    assert found["records"] == [{"_id": 1, "jumlah": 5, "lain": "a"}]
    assert told(file)["lain"] == {"label": "Lain"}


def test_a_column_that_the_table_lacks_is_described_in_the_file_alone(
    file: dict[str, Any],
) -> None:
    act("resource_patch", id=file["id"], columns=[*COLUMNS, {"name": "belum"}])
    assert set(told(file)) == {"jumlah", "lain"}


def test_an_editor_may(file: dict[str, Any]) -> None:
    editor = factories.User()["name"]
    place = {"id": act("package_show", id="bertabel")["owner_org"], "role": "editor"}
    act("organization_member_create", username=editor, **place)
    changed = [{"name": "jumlah", "label": "Oleh editor"}]
    act("resource_patch", user=editor, id=file["id"], columns=changed)
    assert told(file)["jumlah"]["label"] == "Oleh editor"
