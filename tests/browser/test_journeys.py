"""What people come for, each found by keyboard alone and with scripts off."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import find_violations
from tests.conftest import RunningPortal

Visit = Callable[..., Page]


@pytest.fixture
def reader(visit: Visit) -> Page:
    """Return the home page in a browser that runs no scripts."""
    return visit("/", java_script_enabled=False)


def press_until(page: Page, text: str, limit: int = 120) -> None:
    """Press Tab until the link or button with this text has the focus."""
    for _step in range(limit):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.count() and text in " ".join(focused.inner_text().split()):
            return
    pytest.fail(f"No link “{text}” can be reached with Tab on {page.url}")


def press_until_focus(page: Page, selector: str, limit: int = 60) -> None:
    """Press Tab until the element has the focus."""
    for _step in range(limit):
        page.keyboard.press("Tab")
        if page.locator(f"{selector}:focus").count():
            return
    pytest.fail(f"{selector} cannot be reached with Tab on {page.url}")


def search(page: Page, words: str) -> None:
    """Type into the search box as who uses no mouse does, and press Enter."""
    press_until_focus(page, "input[type=search]")
    page.keyboard.type(words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def follow(page: Page, text: str) -> None:
    press_until(page, text)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_journalist_finds_residents_by_year_and_downloads_them(reader: Page) -> None:
    search(reader, "jumlah penduduk")
    follow(reader, "Jumlah penduduk Kota Ambon menurut beberapa sumber")
    assert reader.locator("table").first.locator("tbody tr").count() > 3
    press_until(reader, "Unduh CSV")
    with reader.expect_download() as download:
        reader.keyboard.press("Enter")
    text = download.value.path().read_text()
    assert len(list(csv.DictReader(io.StringIO(text)))) == 9


def test_a_resident_finds_what_a_ktp_needs(reader: Page) -> None:
    search(reader, "KTP")
    follow(reader, "Penerbitan KTP elektronik baru")
    assert "Kartu keluarga" in reader.locator(".answers").inner_text()


def test_a_visitor_finds_beaches(reader: Page) -> None:
    search(reader, "destinasi wisata")
    follow(reader, "Destinasi wisata di wilayah Kota Ambon")
    assert "Pantai" in reader.locator("table").first.inner_text()


def test_a_student_finds_how_to_cite_a_table(reader: Page) -> None:
    search(reader, "kemiskinan")
    follow(reader, "Penduduk miskin dan tingkat kemiskinan")
    press_until(reader, "Cara mengutip")
    reader.keyboard.press("Enter")
    citation = reader.locator("#cite p").inner_text()
    assert "Ambon Satu Data" in citation
    assert reader.url in citation


def test_a_developer_gets_rows_with_numbers(reader: Page) -> None:
    search(reader, "kemiskinan")
    follow(reader, "Penduduk miskin dan tingkat kemiskinan")
    address = reader.locator("#api pre").text_content() or ""
    rows = json.loads(reader.request.get(address).text())["result"]["records"]
    assert len(rows) == 5
    assert isinstance(rows[0]["persentase_penduduk_miskin"], float)


def test_a_long_table_is_searched_and_paged_without_scripts(reader: Page) -> None:
    search(reader, "harga bahan pokok")
    follow(reader, "Harga eceran bahan pokok")
    follow(reader, "Lihat dan cari semua baris")
    first = reader.locator("tbody tr").first.inner_text()
    follow(reader, "Halaman 2")
    assert reader.locator("tbody tr").first.inner_text() != first
    search(reader, "beras")
    rows = reader.locator("table").first.locator("tbody tr")
    assert rows.count() > 0
    assert all("beras" in row.lower() for row in rows.all_inner_texts())


def test_an_officer_sees_what_his_departments_have(visit: Visit, portal: RunningPortal) -> None:
    page = visit("/user/login")
    press_until_focus(page, "#field-login")
    page.keyboard.type("admin")
    page.keyboard.press("Tab")
    page.keyboard.type(portal.password)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("h1").inner_text() == "Dasbor"
    assert page.locator(".counts a", has_text="Dinas Kependudukan").count() == 1
    assert find_violations(page) == []
    page.goto("/dataset/kemiskinan-kota-ambon")
    assert page.locator(".completeness").count() == 1
    assert find_violations(page) == []
