"""An entry as the portal takes it, and how a change of it is seen."""

from __future__ import annotations

from typing import Any

import pytest

from demo import compose
from demo.content import fingerprint
from demo.read import Entry


@pytest.fixture
def package(entries: list[Entry]) -> dict[str, Any]:
    return compose.package(next(e for e in entries if e.name == "kemiskinan-kota-ambon"))


def test_the_contact_is_the_office_and_nothing_is_made_up(package: dict[str, Any]) -> None:
    [contact] = package["contact"]
    assert set(contact) == {"name"}
    assert contact["name"].startswith("Badan Perencanaan")


def test_the_file_has_the_columns_and_the_period_of_its_dataset(package: dict[str, Any]) -> None:
    [file] = package["resources"]
    assert (file["period_start"], file["period_end"]) == ("2018-01-01", "2025-12-31")
    assert [column["name"] for column in file["columns"]][:2] == ["kode_wilayah", "tahun"]


def test_notes_for_the_keeper_of_the_files_are_not_published(package: dict[str, Any]) -> None:
    assert not {"record", "columns"} & package.keys()


def test_ids_are_the_same_in_every_load() -> None:
    assert compose.file_id("kapal") == "1fb66ccf-94b7-5cf5-b961-46f70e93e68d"
    assert compose.entry_id("kapal") == "6b84fa50-9658-5b64-9eb7-f97b90d4e4e7"


def test_what_the_portal_adds_makes_no_difference(package: dict[str, Any]) -> None:
    [file] = package["resources"]
    shown = {
        **package,
        "id": "1",
        "metadata_modified": "2026-11-24T00:00:00",
        "owner_org": "uuid",
        "organization": {"name": package["owner_org"]},
        "method": "",
        "resources": [{**file, "url": f"http://portal/download/{file['url']}", "hash": ""}],
        "tags": [{**tag, "id": "2"} for tag in reversed(package["tags"])],
    }
    assert fingerprint(shown) == fingerprint(package)


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Lain"},
        {"method": "Survei"},
        {"tags": []},
        {"resources": []},
        {"private": True},
        {"state": "deleted"},
    ],
)
def test_what_an_officer_changes_makes_one(package: dict[str, Any], change: dict[str, Any]) -> None:
    assert fingerprint({**package, **change}) != fingerprint(package)


def test_free_of_charge_is_not_the_same_as_unknown(entries: list[Entry]) -> None:
    free = compose.package(next(e for e in entries if e.fields.get("fee_kind") == "gratis"))
    assert fingerprint({**free, "fee_min": None}) != fingerprint(free)
