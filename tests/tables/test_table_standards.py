"""Table standards on their pages and in the API: template, and one table of the city."""

from __future__ import annotations

import base64
import csv
import json
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan.tests import factories
from openpyxl import load_workbook

from ckanext.ambon.domain import table_standards

Act = Callable[..., Any]
Publish = Callable[..., dict[str, Any]]

BEACH = {"destinasi": "Pantai A", "kode_wilayah": "81.71.01.2001", "harga_tiket": 5000}
PLACED = {"destinasi": "Bukit B", "kode_wilayah": "81.71", "lintang": -3.7, "bujur": 128.2}


def test_the_pages_say_each_standard_with_its_sources_and_gaps(app: Any) -> None:
    listed = app.get("/panduan/tabel").body
    for standard in table_standards.standards():
        assert standard.title["id"] in listed
    page = app.get("/panduan/tabel/umkm").body
    assert "PP 7/2021 pasal 35" in page
    assert "belum ada" in page
    assert "Belum ada OPD yang menerbitkan" in page
    assert "Micro, small and medium enterprises" in app.get("/en/panduan/tabel/umkm").body
    assert app.get("/panduan/tabel/tidak-ada", status=404)


def test_page_action_and_command_give_the_same_template(
    app: Any, act: Act, command: Callable[..., Any], tmp_path: Path
) -> None:
    page = app.get("/panduan/tabel/penduduk/templat.xlsx")
    told = act("ambon_table_template", name="penduduk")
    assert command("table", "template", "penduduk", "-o", str(tmp_path / "t.xlsx")).exit_code == 0
    files = [page.data, base64.b64decode(told["content"]), (tmp_path / "t.xlsx").read_bytes()]
    heads = [[cell.value for cell in load_workbook(BytesIO(one))["Data"][1]] for one in files]
    assert heads[0] == heads[1] == heads[2]
    assert heads[0][0] == "Wilayah"
    assert told["filename"] in page.headers["Content-Disposition"]


def test_a_command_without_a_standard_says_which_there_are(command: Callable[..., Any]) -> None:
    assert "harga-bahan-pokok" in command("table", "template").output
    wrong = command("table", "template", "pendudok")
    assert wrong.exit_code
    assert "yang terdekat: “penduduk”" in wrong.output


def test_a_standard_is_told_whole(act: Act) -> None:
    assert len(act("ambon_table_standard_list")) == len(table_standards.standards())
    told = act("ambon_table_standard_show", name="umkm")
    kelas = next(column for column in told["columns"] if column["name"] == "kelas")
    assert [one["value"] for one in kelas["values"]] == ["mikro", "kecil", "menengah"]
    with pytest.raises(tk.ObjectNotFound):
        act("ambon_table_standard_show", name="tidak-ada")


def test_tables_of_several_opd_make_one_of_the_city(
    app: Any, act: Act, office: dict[str, Any], publish_table: Publish
) -> None:
    other = factories.Organization(name="dispora")
    publish_table(office["id"], "wisata", [BEACH])
    publish_table(other["id"], "wisata", [PLACED])
    secret = {**BEACH, "destinasi": "Rahasia"}
    publish_table(other["id"], "wisata", [secret], private=True)
    found = act("ambon_table_combined", name="wisata")
    assert [field["id"] for field in found["fields"]][:4] == [
        "opd", "opd_name", "dataset", "destinasi",
    ]  # fmt: skip
    assert [(row["opd"], row["destinasi"], row["harga_tiket"]) for row in found["records"]] == [
        ("disdukcapil", "Pantai A", 5000),
        ("dispora", "Bukit B", None),
    ]
    assert found["total"] == 2
    assert act("ambon_table_combined", name="wisata", opd="dispora")["total"] == 1
    assert len(act("ambon_table_combined", name="wisata", limit=1, offset=1)["records"]) == 1
    rows = list(csv.DictReader(StringIO(app.get("/panduan/tabel/wisata/gabungan.csv").body)))
    assert [row["harga_tiket"] for row in rows] == ["5000", ""]
    places = json.loads(app.get("/panduan/tabel/wisata/gabungan.geojson").body)["features"]
    assert [place["geometry"]["coordinates"] for place in places] == [[128.2, -3.7]]
    assert places[0]["properties"]["opd"] == "dispora"
    page = app.get("/panduan/tabel/wisata").body
    assert "Desa/Negeri Latuhalat" in page
    assert "Peta (GeoJSON): 1 tempat" in page
    assert "Rahasia" not in page


def test_rows_that_the_guard_keeps_back_are_not_in_it(
    app: Any, act: Act, office: dict[str, Any], publish_table: Publish
) -> None:
    persons = [
        {**BEACH, "destinasi": f"Pantai {n}", "jenis": f"81710{n}150790{n:04}"} for n in range(1, 6)
    ]
    closed = publish_table(office["id"], "wisata", persons)["id"]
    found = act("ambon_table_combined", name="wisata")
    assert (found["total"], found["records"]) == (0, [])
    assert [one["resource_id"] for one in found["left_out"]] == [closed]
    assert "8171" not in app.get("/panduan/tabel/wisata/gabungan.csv").body


def test_a_table_that_does_not_fit_is_left_out_and_told(
    act: Act, office: dict[str, Any], publish_table: Publish
) -> None:
    wrong = [{"id": name, "type": "text"} for name in ("destinasi", "kode_wilayah", "harga_tiket")]
    resource = publish_table(office["id"], "wisata", [], fields=wrong)["id"]
    publish_table(office["id"], "wisata", [BEACH])
    found = act("ambon_table_combined", name="wisata")
    assert found["total"] == 1
    assert [one["resource_id"] for one in found["left_out"]] == [resource]
    assert "Ticket price" in found["left_out"][0]["why"] or "Harga" in found["left_out"][0]["why"]


def test_a_standard_that_is_not_there_is_refused_in_a_form(office: dict[str, Any]) -> None:
    file = {"name": "Destinasi", "url": "a.csv", "table_standard": "wisatta"}
    with pytest.raises(tk.ValidationError, match="wisatta"):
        factories.Dataset(
            owner_org=office["id"], type="dataset", topics=["sosial"], resources=[file]
        )
