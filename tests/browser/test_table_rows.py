"""An officer adds, changes and deletes a row of a published table: a phone, no scripts."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import find_violations
from tests.browser.test_journeys import press_until_focus
from tests.conftest import RunningPortal

Visit = Callable[..., Page]

DATASET = "harga-bahan-pokok"
# No commodity has this name: what a test leaves behind by accident can be told from figures.
NAME = "Uji peramban"


def ask(portal: RunningPortal, action: str, **question: str) -> Any:
    with urlopen(f"{portal.url}/api/3/action/{action}?{urlencode(question)}") as answer:
        return json.load(answer)["result"]


@pytest.fixture
def place(portal: RunningPortal) -> str:
    """Return the address of the rows of a table that follows a standard."""
    file = ask(portal, "package_show", id=DATASET)["resources"][0]["id"]
    return f"/dataset/{DATASET}/resource/{file}/baris"


def sign_in(page: Page, portal: RunningPortal) -> None:
    page.goto("/user/login")
    page.fill("#field-login", "admin")
    page.fill("#field-password", portal.password)
    page.press("#field-password", "Enter")
    page.wait_for_load_state()


def type_into(page: Page, name: str, text: str) -> None:
    """Type into a field that is reached by Tab."""
    press_until_focus(page, f"#field-{name}")
    page.keyboard.type(text)


def prices(portal: RunningPortal, place: str) -> list[float]:
    file = place.split("/")[4]
    found = ask(portal, "datastore_search", resource_id=file, filters=f'{{"komoditas":"{NAME}"}}')
    return [row["harga_min"] for row in found["records"]]


def test_a_row_is_added_changed_and_deleted_by_keyboard_without_scripts(
    visit: Visit, portal: RunningPortal, place: str
) -> None:
    page = visit("/", width=360, java_script_enabled=False)
    sign_in(page, portal)
    page.goto(f"{place}/baru")
    page.fill("#field-tanggal", "2026-11-24")
    for name, text in (("komoditas", NAME), ("satuan", "kg"), ("harga_min", "14.000")):
        type_into(page, name, text)
    type_into(page, "harga_maks", "empat belas ribu")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("bukan bilangan")
    assert page.input_value("#field-komoditas") == NAME
    assert prices(portal, place) == []
    page.fill("#field-harga_maks", "14.500")
    page.press("#field-harga_maks", "Enter")
    expect(page.get_by_role("status").first).to_contain_text("Baris sudah disimpan")
    assert prices(portal, place) == [14000]
    page.goto(f"{place}?page=4")
    page.get_by_role("link", name=f"Ubah 24 November 2026, {NAME}, kg").click()
    page.fill("#field-harga_min", "13.500")
    page.press("#field-harga_min", "Enter")
    assert prices(portal, place) == [13500]
    page.goto(f"{place}?page=4")
    page.get_by_role("link", name=f"Hapus 24 November 2026, {NAME}, kg").click()
    page.get_by_role("button", name="Hapus baris").press("Enter")
    assert prices(portal, place) == []


def test_the_forms_can_be_read_by_everybody(
    visit: Visit, portal: RunningPortal, place: str
) -> None:
    page = visit("/")
    sign_in(page, portal)
    for address in (place, f"{place}/1", f"{place}/1/hapus"):
        page.goto(address)
        assert not find_violations(page)
        page.set_viewport_size({"width": 320, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") == 320
