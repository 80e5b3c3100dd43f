"""What an entry can be found by: its own words, its office, topics, places, and no addresses."""

from __future__ import annotations

from typing import Any

from ckanext.ambon.domain import opd, regions
from ckanext.ambon.search.document import texts


def _is_district(code: str) -> bool:
    return regions.is_in_city(code) and code != regions.CITY


def entry(**more: Any) -> dict[str, Any]:
    return {"name": "sampah", "title": "Sampah", "type": "dataset", **more}


def test_its_own_words_are_read_from_lists_and_parts_too() -> None:
    found = texts.details(entry(steps=[{"text": "Ambil nomor"}], requirements=["KTP lama"]))
    assert found == ["KTP lama", "Ambil nomor"]


def test_codes_and_addresses_are_no_words() -> None:
    channels = [{"kind": "online", "url": "https://example.org", "text": "Lewat laman"}]
    assert texts.details(entry(channels=channels)) == ["Lewat laman"]


def test_columns_are_found_by_label_unit_and_definition() -> None:
    column = {"name": "jml", "label": "Jumlah", "unit": "ton", "definition": "Berat sampah"}
    found = texts.details(entry(resources=[{"name": "Tabel", "columns": [column]}]))
    assert found == ["Jumlah ton Berat sampah"]


def test_files_are_found_by_their_names() -> None:
    assert "Tabel 2020" in texts.described(entry(resources=[{"name": "Tabel 2020"}]))


def test_an_office_is_found_by_all_its_names() -> None:
    one = opd.opd_list()[0]
    found = texts.about(entry(organization={"name": one.code, "title": "x"}))
    assert {one.title, one.short_name, *one.aliases} <= set(found)


def test_an_office_that_the_list_does_not_know_is_found_by_its_title() -> None:
    assert texts.about(entry(organization={"name": "baru", "title": "Kantor Baru"})) == [
        "Kantor Baru"
    ]


def test_a_place_is_found_by_what_it_lies_in() -> None:
    inside = next(one for one in regions.regions() if one.parent and _is_district(one.parent))
    found = " ".join(texts.about(entry(region_codes=[inside.code])))
    district = regions.region(inside.parent or "")
    assert district
    assert inside.name in found
    assert district.name in found


def test_an_empty_entry_has_no_words() -> None:
    assert [*texts.described(entry()), *texts.details(entry())] == []
