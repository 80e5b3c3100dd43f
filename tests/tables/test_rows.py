"""Single rows of a table that follows a standard: checked, written, changed, deleted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from bs4 import BeautifulSoup
from ckan.tests import factories, helpers

Act = Callable[..., Any]

RICE = {
    "tanggal": "2026-11-24",
    "komoditas": "Beras medium",
    "satuan": "kg",
    "harga_min": "14.000",
    "harga_maks": "14500",
}


@pytest.fixture
def table(office: dict[str, Any], publish_table: Callable[..., dict[str, Any]]) -> dict[str, Any]:
    """Publish a table of staple prices with one row."""
    sugar = {**RICE, "komoditas": "Gula pasir", "harga_min": 17000, "harga_maks": 18000}
    return publish_table(office["id"], "harga-bahan-pokok", [sugar])


def rows_of(table: dict[str, Any]) -> list[dict[str, Any]]:
    return helpers.call_action("datastore_search", resource_id=table["id"], sort="_id")["records"]


def test_a_row_is_checked_and_stored_in_its_types(
    act: Act, table: dict[str, Any], editor: str
) -> None:
    made = act("ambon_table_row_save", editor, resource_id=table["id"], row=RICE)
    assert (made["harga_min"], made["tanggal"]) == (14000, "2026-11-24")
    assert [row["komoditas"] for row in rows_of(table)] == ["Gula pasir", "Beras medium"]


@pytest.mark.parametrize(
    ("change", "column", "told"),
    [
        ({"komoditas": ""}, "komoditas", "wajib diisi"),
        ({"harga_min": "-1"}, "harga_min", "kurang dari batasnya"),
        ({"tanggal": "2026-02-30"}, "tanggal", "bukan tanggal"),
        ({"komoditas": "Gula pasir"}, "tanggal", ""),
        ({"warna": "merah"}, "warna", ""),
        ({"pasar": "8171011507900001"}, "pasar", ""),
    ],
)
def test_what_is_wrong_in_a_row_is_told_and_nothing_written(
    act: Act,
    table: dict[str, Any],
    editor: str,
    change: dict[str, str],
    column: str,
    told: str,
) -> None:
    with pytest.raises(tk.ValidationError) as refused:
        act("ambon_table_row_save", editor, resource_id=table["id"], row={**RICE, **change})
    assert set(refused.value.error_dict) == {column}
    assert told in str(refused.value.error_dict)
    assert len(rows_of(table)) == 1


def test_only_the_opd_that_owns_a_table_changes_its_rows(
    act: Act, table: dict[str, Any], member_of: Callable[[str, str], str]
) -> None:
    stranger = member_of(factories.Organization(name="dispora")["id"], "editor")
    for user in ("", stranger):
        with pytest.raises(tk.NotAuthorized):
            act("ambon_table_row_save", user, resource_id=table["id"], row=RICE)
        with pytest.raises(tk.NotAuthorized):
            act("ambon_table_row_delete", user, resource_id=table["id"], row_id=1)
    assert len(rows_of(table)) == 1


def test_a_row_that_somebody_changed_meanwhile_is_not_overwritten(
    act: Act, table: dict[str, Any], editor: str
) -> None:
    change = {**RICE, "komoditas": "Gula pasir"}
    seen = "0" * 20
    with pytest.raises(tk.ValidationError) as refused:
        act(
            "ambon_table_row_save", editor, resource_id=table["id"], row=change, row_id=1, seen=seen
        )
    assert "seen" in refused.value.error_dict
    with pytest.raises(tk.ValidationError):
        act("ambon_table_row_delete", editor, resource_id=table["id"], row_id=1, seen=seen)
    assert rows_of(table)[0]["harga_min"] == 17000


def test_a_file_without_a_standard_has_no_rows_to_edit(
    act: Act, office: dict[str, Any], editor: str
) -> None:
    more = {"type": "dataset", "topics": ["sosial"], "resources": [{"name": "A", "url": "a.csv"}]}
    made = factories.Dataset(owner_org=office["id"], **more)
    with pytest.raises(tk.ValidationError):
        act("ambon_table_row_save", editor, resource_id=made["resources"][0]["id"], row=RICE)


def test_the_form_adds_keeps_what_was_typed_changes_and_deletes(
    app: Any, table: dict[str, Any], editor: str
) -> None:
    token = helpers.call_action("api_token_create", user=editor, name="uji")["token"]
    headers = {"Authorization": token}
    place = f"/dataset/{table['name']}/resource/{table['id']}/baris"
    wrong = app.post(f"{place}/baru", data={**RICE, "harga_maks": "x"}, headers=headers)
    page = BeautifulSoup(wrong.body, "html.parser")
    assert _value(page, "komoditas") == "Beras medium"
    assert page.select_one("#field-harga_maks")["aria-invalid"] == "true"
    english = app.post(f"/en{place}/baru", data={**RICE, "harga_maks": "x"}, headers=headers)
    assert "“x” is no number." in english.body
    app.post(f"{place}/baru", data=RICE, headers=headers, follow_redirects=False)
    assert len(rows_of(table)) == 2
    form = BeautifulSoup(app.get(f"{place}/2", headers=headers).body, "html.parser")
    assert (_value(form, "harga_min"), _value(form, "tanggal")) == ("14000", "2026-11-24")
    change = {**RICE, "harga_min": "13.500", "seen": _value(form, "seen")}
    app.post(f"{place}/2", data=change, headers=headers, follow_redirects=False)
    assert rows_of(table)[1]["harga_min"] == 13500
    sure = BeautifulSoup(app.get(f"{place}/2/hapus", headers=headers).body, "html.parser")
    app.post(f"{place}/2/hapus", data={"seen": _value(sure, "seen")}, headers=headers)
    assert len(rows_of(table)) == 1


def test_after_a_conflict_the_form_shows_both_and_can_be_saved(
    app: Any, table: dict[str, Any], editor: str
) -> None:
    token = helpers.call_action("api_token_create", user=editor, name="uji")["token"]
    headers = {"Authorization": token}
    place = f"/dataset/{table['name']}/resource/{table['id']}/baris/1"
    change = {**RICE, "komoditas": "Gula pasir", "seen": "0" * 20}
    page = BeautifulSoup(app.post(place, data=change, headers=headers).body, "html.parser")
    assert "17.000" in page.select_one("[role=alert]").text
    assert _value(page, "harga_min") == "14.000"
    again = {**change, "seen": _value(page, "seen")}
    app.post(place, data=again, headers=headers, follow_redirects=False)
    assert rows_of(table)[0]["harga_min"] == 14000


def test_nobody_else_opens_the_form(app: Any, table: dict[str, Any]) -> None:
    place = f"/dataset/{table['name']}/resource/{table['id']}/baris"
    assert app.get(place, status=403)
    assert app.post(f"{place}/baru", data=RICE, status=403)
    assert len(rows_of(table)) == 1


def _value(page: BeautifulSoup, name: str) -> str:
    field = page.select_one(f"[name={name}]")
    assert field is not None
    return str(field.get("value", ""))
