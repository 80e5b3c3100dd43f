"""A file that is too large to be read while its officer waits: the page follows the worker."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from typing import Any
from urllib.request import urlopen
from uuid import uuid4

import pytest
from ckanapi import RemoteCKAN
from playwright.sync_api import FilePayload, Page, expect

from tests.conftest import RunningPortal

Visit = Callable[..., Page]

PASSWORD = "kata-sandi-uji-1"
SAVE = "button[name=save]:not([value=again])"
# The worker may have others to serve first.
PATIENCE = 90_000
PLACES = ("Wainitu", "Silale", "Batu Merah", "Rumah Tiga")
NOTES = ("ikan; cakalang", "=SUM(A1)", 'kata "kutip"', "", "pala, cengkih")
HEAD = ("Nomor", "Kelurahan", "Kepadatan", "Tanggal", "Kode Barang", "Catatan")


def line(number: int) -> tuple[str, ...]:
    """Return a row as an office writes it: nothing decides between thousands and decimals."""
    density = f"{1 + number % 9}.{100 + number % 900}"
    date = f"{number % 28 + 1:02}/{number % 12 + 1:02}/2024"
    place, note = PLACES[number % 4], NOTES[number % 5]
    return (str(number), place, density, date, f"{number:06}", note)


ROWS = [line(number) for number in range(1, 15_001)]


def written(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([head, *rows])
    return text.getvalue().encode()


@pytest.fixture(scope="module")
def api(portal: RunningPortal) -> Any:
    return RemoteCKAN(portal.url, apikey=portal.token).action


@pytest.fixture
def dataset(api: Any) -> Iterator[str]:
    """Make an officer, an OPD that never answered anything, and a dataset: all of one name."""
    name = f"uji-besar-{uuid4().hex[:8]}"
    api.user_create(name=name, email=f"{name}@example.org", password=PASSWORD)
    api.organization_create(name=name, title="Uji peramban")
    api.organization_member_create(id=name, username=name, role="editor")
    told = {"title": "Uji peramban", "notes": "Untuk uji.", "topics": ["kependudukan"]}
    api.package_create(name=name, owner_org=name, type="dataset", **told)
    yield name
    api.dataset_purge(id=name)
    api.organization_purge(id=name)
    api.user_delete(id=name)


@pytest.fixture
def page(visit: Visit, dataset: str) -> Page:
    """Return the phone of the officer, without scripts, signed in."""
    page = visit("/user/login", width=360, java_script_enabled=False)
    page.set_default_timeout(PATIENCE)
    page.fill("#field-login", dataset)
    page.fill("#field-password", PASSWORD)
    page.press("#field-password", "Enter")
    page.wait_for_load_state()
    return page


def upload(page: Page, dataset: str, content: bytes) -> None:
    page.goto(f"/dataset/{dataset}/resource/new")
    file = FilePayload(name="ikan.csv", mimeType="text/csv", buffer=content)
    page.set_input_files("#field-resource-upload", file)
    page.fill("#field-name", "Tangkapan ikan")
    page.click(SAVE)


def test_a_large_file_is_followed_asked_and_published_on_a_phone_without_scripts(
    page: Page, dataset: str, api: Any, portal: RunningPortal
) -> None:
    upload(page, dataset, written(HEAD, ROWS))
    expect(page.get_by_role("status")).to_contain_text("berkas", ignore_case=True)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    expect(page.locator(".table-question")).to_contain_text("Kepadatan", timeout=PATIENCE)
    page.get_by_role("button", name="Titik untuk ribuan, koma untuk desimal").click()
    # The page goes on by itself, though it was opened at the table in it.
    page.get_by_role("button", name="Terbitkan tabel").click()
    expect(page.get_by_role("status")).to_contain_text("15.000 baris", timeout=PATIENCE)
    file = api.package_show(id=dataset)["resources"][0]
    assert is_as_written(portal, file["id"])
    page.get_by_role("link", name="Lihat tabel: 15.000 baris").click()
    expect(page.get_by_role("link", name="CSV bersih")).to_be_visible()


def is_as_written(portal: RunningPortal, resource: str) -> bool:
    """Compare the clean CSV with the file cell by cell."""
    with urlopen(f"{portal.url}/datastore/dump/{resource}?format=csv") as answer:
        found = csv.DictReader(io.TextIOWrapper(answer, "utf-8-sig"))
        return [tuple(row.values())[1:7] for row in found] == [clean(row) for row in ROWS]


def clean(row: tuple[str, ...]) -> tuple[str, ...]:
    number, place, density, date, code, note = row
    day, month, year = date.split("/")
    density = density.replace(".", "")
    return (number, place, density, f"{year}-{month}-{day}", code, note)


@pytest.mark.slow
def test_a_large_file_about_persons_is_withheld(page: Page, dataset: str, api: Any) -> None:
    numbers = [f"817101{1 + n % 28:02}0790{n % 10_000:04}" for n in range(40_000)]
    persons = [(f"Petrus Lekransy {chr(97 + int(nik[-1]))}", nik, PLACES[0]) for nik in numbers]
    upload(page, dataset, written(("Nama", "NIK", "Kelurahan"), persons))
    found = page.get_by_role("region", name="Data pribadi")
    expect(found).to_contain_text("nama orang", timeout=PATIENCE)
    assert "Lekransy" not in page.inner_text("main")
    expect(page.get_by_role("button", name="Terbitkan tabel")).to_have_count(0)
    assert not api.package_show(id=dataset)["resources"][0].get("datastore_active")
