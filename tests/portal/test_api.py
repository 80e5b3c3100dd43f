"""The API as programs use it: ckanapi on the running portal with the figures of the city."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import requests
from ckanapi import NotFound, RemoteCKAN, ValidationError

from tests.conftest import RunningPortal

LEAST: dict[str, dict[str, Any]] = {
    "dataset": {},
    "layanan": {"requirements": [{"text": "Kartu keluarga"}]},
    "peraturan": {"regulation_kind": "perwali", "regulation_year": "2024"},
}


@pytest.fixture(scope="module")
def reader(portal: RunningPortal) -> RemoteCKAN:
    """Ask the portal as anybody may."""
    return RemoteCKAN(portal.url)


@pytest.fixture(scope="module")
def officer(portal: RunningPortal) -> RemoteCKAN:
    """Ask the portal as its administrator."""
    return RemoteCKAN(portal.url, apikey=portal.token)


@pytest.fixture(params=LEAST)
def entry(request: pytest.FixtureRequest, officer: RemoteCKAN) -> Iterator[dict[str, Any]]:
    """Create an entry of each type; take it away afterwards."""
    kind = request.param
    new = {
        "type": kind,
        "name": f"uji-api-{kind}",
        "title": f"Uji API {kind}",
        "notes": "Dibuat oleh pengujian.",
        "owner_org": "disdukcapil",
        "topics": ["kependudukan"],
        **LEAST[kind],
    }
    yield officer.action.package_create(**new)
    officer.action.dataset_purge(id=new["name"])


class TestThreeTypes:
    def test_an_entry_is_created_listed_found_shown(
        self, entry: dict[str, Any], reader: RemoteCKAN
    ) -> None:
        name = entry["name"]
        assert name in reader.action.package_list()
        found = reader.action.package_search(fq=f"name:{name}")
        assert [one["name"] for one in found["results"]] == [name]
        shown = reader.action.package_show(id=name)
        assert (shown["type"], shown["topics"]) == (entry["type"], ["kependudukan"])

    def test_an_entry_is_patched_and_nothing_else_changes(
        self, entry: dict[str, Any], officer: RemoteCKAN
    ) -> None:
        before = officer.action.package_show(id=entry["name"])
        officer.action.package_patch(id=entry["name"], title="Judul lain")
        after = officer.action.package_show(id=entry["name"])
        changed = {key for key in after if after[key] != before.get(key)}
        assert changed == {"title", "metadata_modified"}

    def test_an_entry_is_deleted(
        self, entry: dict[str, Any], officer: RemoteCKAN, reader: RemoteCKAN
    ) -> None:
        officer.action.package_delete(id=entry["name"])
        with pytest.raises((NotFound, Exception)):
            reader.action.package_show(id=entry["name"])
        assert reader.action.package_search(fq=f"name:{entry['name']}")["count"] == 0

    def test_what_is_shown_can_be_saved_as_it_is(
        self, entry: dict[str, Any], officer: RemoteCKAN
    ) -> None:
        shown = officer.action.package_show(id=entry["name"])
        saved = officer.action.package_update(**shown)
        assert saved["metadata_modified"] == shown["metadata_modified"]


class TestWhatIsPublished:
    def test_everything_is_there(self, reader: RemoteCKAN) -> None:
        question = {"facet.field": ["dataset_type"], "rows": 0}
        found = reader.action.package_search(**question)["facets"]["dataset_type"]
        assert found == {"dataset": 71, "peraturan": 50, "layanan": 15}
        assert len(reader.action.organization_list()) == 36
        assert len(reader.action.group_list()) == 10

    def test_thirty_three_opd_own_data(self, reader: RemoteCKAN) -> None:
        question = {
            "fq": "dataset_type:dataset",
            "facet.field": ["organization"],
            "rows": 0,
            "facet.limit": -1,
        }
        assert len(reader.action.package_search(**question)["facets"]["organization"]) == 33

    def test_rows_give_numbers_as_numbers(self, reader: RemoteCKAN) -> None:
        files = reader.action.package_show(id="jumlah-penduduk")["resources"]
        table = reader.action.datastore_search(resource_id=files[0]["id"])
        row = next(one for one in table["records"] if one["tahun"] == 2010)
        assert (row["jumlah"], row["laki_laki"], row["kode_wilayah"]) == (331254, None, "81.71")
        info = {field["id"]: field.get("info") for field in table["fields"]}
        assert info["jumlah"]["unit"] == "jiwa"

    def test_figures_are_quoted_with_their_source(self, reader: RemoteCKAN) -> None:
        found = reader.action.package_search(fq="dataset_type:dataset", rows=100)["results"]
        assert {one["figures_status"] for one in found} == {"quoted"}
        assert all(one["source"] and one["source_urls"] for one in found)

    @pytest.mark.parametrize(
        ("words", "name"),
        [("penduduk", "jumlah-penduduk"), ("APBD 2025", "apbd-2025"), ("KTP", "perekaman-ktp-el")],
    )
    def test_search_finds(self, reader: RemoteCKAN, words: str, name: str) -> None:
        found = reader.action.package_search(q=words, rows=20)["results"]
        assert name in [one["name"] for one in found]


class TestFacets:
    FIELDS = (
        "organization",
        "groups",
        "dataset_type",
        "res_format",
        "license_id",
        "vocab_year",
        "level",
    )

    @pytest.mark.parametrize("field", FIELDS)
    def test_each_count_is_what_the_filter_gives(self, reader: RemoteCKAN, field: str) -> None:
        found = reader.action.package_search(
            **{"facet.field": [field], "rows": 0, "facet.limit": -1}
        )
        counts = found["facets"][field]
        assert counts
        for value, count in list(counts.items())[:8]:
            asked = reader.action.package_search(fq=f'{field}:"{value}"', rows=0)
            assert asked["count"] == count, value

    @pytest.mark.parametrize(
        ("language", "label"), [("id", "Kelurahan/desa"), ("en", "Kelurahan or village")]
    )
    def test_codes_are_shown_by_their_labels(
        self, portal: RunningPortal, language: str, label: str
    ) -> None:
        address = f"{portal.url}/api/3/action/package_search"
        asked = {"facet.field": '["level"]', "rows": "0"}
        found = requests.get(address, asked, headers={"Accept-Language": language}).json()
        items = found["result"]["search_facets"]["level"]["items"]
        assert {item["name"]: item["display_name"] for item in items}["kelurahan"] == label


def test_a_bad_value_is_named_with_its_field(officer: RemoteCKAN) -> None:
    with pytest.raises(ValidationError) as error:
        officer.action.package_create(
            name="uji-salah", title="Uji", notes="Uji", owner_org="disdukcapil", topics=["sosal"]
        )
    assert set(error.value.error_dict) == {"topics", "__type"}
    assert "sosial" in str(error.value.error_dict["topics"])
