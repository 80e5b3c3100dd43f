"""The rows of a file to take along: clean, and beside the file as it was sent."""

from __future__ import annotations

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from ckan.tests import factories
from entries import act


@pytest.fixture
def file(_catalogue: None) -> dict[str, Any]:
    """Return a CSV whose rows stand in the DataStore."""
    owner = factories.Organization()["id"]
    told = {
        "name": "Penduduk",
        "url": "http://example.org/a.csv",
        "format": "CSV",
        "url_type": "upload",
    }
    entry = factories.Dataset(
        name="penduduk", owner_org=owner, type="dataset", topics=["sosial"], resources=[told]
    )
    found = entry["resources"][0]
    rows = [{"tahun": 2024, "kode": "81.71.01"}, {"tahun": 2025, "kode": None}]
    fields = [{"id": "tahun", "type": "integer"}, {"id": "kode", "type": "text"}]
    act("datastore_create", resource_id=found["id"], force=True, fields=fields, records=rows)
    return found


def test_the_clean_csv_stands_beside_the_file_and_has_no_row_numbers(
    app: Any, file: dict[str, Any]
) -> None:
    page = BeautifulSoup(app.get(f"/dataset/penduduk/resource/{file['id']}").data, "html.parser")
    links = {link.text.strip(): link["href"] for link in page.select(".actions a")}
    assert links["Unduh CSV"] != links["CSV bersih"]
    lines = app.get(links["CSV bersih"]).get_data(as_text=True).splitlines()
    assert lines == ["tahun,kode", "2024,81.71.01", "2025,"]
    told = json.loads(app.get(links["JSON"]).data)
    assert told["records"] == [[2024, "81.71.01"], [2025, None]]


def test_a_file_without_a_table_or_another_form_is_not_found(
    app: Any, file: dict[str, Any]
) -> None:
    assert app.get("/baris/no-such-file.csv", status=None).status_code == 404
    assert app.get(f"/baris/{file['id']}.exe", status=None).status_code == 404


def test_a_name_with_a_comma_keeps_the_row_numbers(app: Any, file: dict[str, Any]) -> None:
    fields = [{"id": "luas, ha", "type": "numeric"}]
    act("datastore_delete", resource_id=file["id"], force=True)
    rows = [{"luas, ha": 5}]
    act("datastore_create", resource_id=file["id"], force=True, fields=fields, records=rows)
    answer = app.get(f"/baris/{file['id']}.csv").get_data(as_text=True)
    assert answer.splitlines() == ['_id,"luas, ha"', "1,5"]
