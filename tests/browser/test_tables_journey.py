"""An officer's workbook becomes a table in a browser: asked, answered, published, replaced."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from ckanapi import RemoteCKAN
from openpyxl import Workbook, load_workbook
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.conftest import find_violations
from tests.browser.test_journeys import follow, press_until_focus
from tests.conftest import RunningPortal

Visit = Callable[..., Page]

PASSWORD = "kata-sandi-uji-1"
DISTRICTS = ("Nusaniwe", "Sirimau", "Teluk Ambon", "Teluk Ambon Baguala", "Leitimur Selatan")
DENSITY = ("1.052", "1.947", "1.538", "1.572", "1.240")
SAVE = "button[name=save]:not([value=again])"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def book(month: str, men: list[int], *, has_density: bool = True) -> bytes:
    """Return a workbook as an office has it: letterhead, merged header, total, signature."""
    made = Workbook()
    sheet = made.active
    sheet.title = "Rekap"
    women = [count + 7 for count in men]
    lines: list[list[Any]] = [
        ["PEMERINTAH KOTA AMBON"],
        ["DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL"],
        [],
        [f"JUMLAH PENDUDUK MENURUT KECAMATAN, {month}"],
        [],
        ["No", "Kecamatan", "Jumlah Penduduk (jiwa)", None, "Kepadatan"],
        [None, None, "Laki-laki", "Perempuan", None],
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
    ]
    rows = zip(range(1, 6), DISTRICTS, men, women, DENSITY, strict=True)
    lines += [list(row) for row in rows]
    lines += [[None, "Jumlah", sum(men), sum(women)], [], ["Sumber: register"], []]
    lines += [[None, None, None, "Ambon, 1 Juli 2025"], [None, None, None, "Kepala Dinas"]]
    for line in lines:
        sheet.append(line if has_density else line[:4])
    for area in ("A6:A7", "B6:B7", "C6:D6", *(("E6:E7",) if has_density else ())):
        sheet.merge_cells(area)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


MEN = [46021, 84012, 25310, 31210, 6120]


def as_file(content: bytes, name: str = "penduduk.xlsx") -> FilePayload:
    return FilePayload(name=name, mimeType=XLSX, buffer=content)


@pytest.fixture(scope="module")
def api(portal: RunningPortal) -> Any:
    return RemoteCKAN(portal.url, apikey=portal.token).action


@pytest.fixture(scope="module")
def officer(api: Any) -> Iterator[str]:
    """Make an officer for the time of these tests."""
    name = f"uji-tabel-{uuid4().hex[:8]}"
    api.user_create(name=name, email=f"{name}@example.org", password=PASSWORD)
    yield name
    api.user_delete(id=name)


@pytest.fixture
def dataset(api: Any, officer: str) -> Iterator[str]:
    """Make an OPD of the officer, which never answered anything, and a dataset of it."""
    name = f"uji-tabel-{uuid4().hex[:8]}"
    api.organization_create(name=name, title="Uji peramban")
    api.organization_member_create(id=name, username=officer, role="editor")
    told = {"title": "Uji peramban", "notes": "Untuk uji.", "topics": ["kependudukan"]}
    api.package_create(name=name, owner_org=name, type="dataset", **told)
    yield name
    api.dataset_purge(id=name)
    api.organization_purge(id=name)


@pytest.fixture
def open_as_officer(visit: Visit, officer: str) -> Callable[..., Page]:
    """Return a function that opens a page for who signed in as the officer."""

    def open_page(**options: Any) -> Page:
        page = visit("/user/login", **options)
        page.fill("#field-login", officer)
        page.fill("#field-password", PASSWORD)
        page.press("#field-password", "Enter")
        page.wait_for_load_state()
        return page

    return open_page


def upload(page: Page, dataset: str, content: bytes, name: str = "penduduk.xlsx") -> None:
    """Upload a file on the form for a new one, as by its key."""
    page.goto(f"/dataset/{dataset}/resource/new")
    page.set_input_files("#field-resource-upload", as_file(content, name))
    page.fill("#field-name", "Penduduk menurut kecamatan")
    press_until_focus(page, SAVE, limit=90)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def rows(api: Any, dataset: str) -> list[dict[str, Any]]:
    file = api.package_show(id=dataset)["resources"][0]
    found = api.datastore_search(resource_id=file["id"], sort="_id")["records"]
    return [{name: row[name] for name in row if name != "_id"} for row in found]


def test_a_messy_workbook_is_asked_answered_and_published_on_a_phone_without_scripts(
    open_as_officer: Callable[..., Page], api: Any, dataset: str
) -> None:
    page = open_as_officer(width=360, java_script_enabled=False)
    upload(page, dataset, book("JANUARI 2025", MEN))
    assert page.url.endswith("/periksa")
    expect(page.get_by_role("heading", level=2).first).to_contain_text("JUMLAH PENDUDUK MENURUT")
    left_out = page.locator(".left-out")
    expect(left_out.filter(has_text="Jumlah 192673")).to_contain_text("total")
    question = page.locator(".table-question")
    expect(question.locator("li").first).to_contain_text("1052")
    expect(page.get_by_role("button", name="Terbitkan tabel")).to_have_count(0)
    follow(page, "Titik untuk ribuan, koma untuk desimal")
    expect(page.get_by_role("status").first).to_contain_text("Tidak ada pertanyaan")
    follow(page, "Terbitkan tabel")
    expect(page.get_by_role("status").first).to_contain_text("terbit")
    assert rows(api, dataset)[0] == {
        "kecamatan": "Nusaniwe",
        "jumlah_penduduk_jiwa_laki_laki": 46021,
        "jumlah_penduduk_jiwa_perempuan": 46028,
        "kepadatan": 1052,
        "kode_kecamatan": "81.71.01",
    }
    follow(page, "Lihat tabel: 5 baris")
    expect(page.get_by_role("cell", name="46.021")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def replace(page: Page, content: bytes) -> None:
    """Upload another file in the place of the one that is there."""
    with page.expect_navigation():
        page.get_by_role("link", name="Unggah berkas yang").click()
    page.get_by_role("button", name="Batalkan unggahan").click()
    page.set_input_files("#field-resource-upload", as_file(content))
    with page.expect_navigation():
        page.locator(SAVE).click()


def marked(page: Page, folder: Path) -> Any:
    """Return the first sheet of *Unduh berkas bertanda*."""
    with page.expect_download() as started:
        page.get_by_role("link", name="Unduh berkas bertanda").last.click()
    target = folder / "bertanda.xlsx"
    started.value.save_as(target)
    return load_workbook(target).worksheets[0]


@pytest.fixture
def published(open_as_officer: Callable[..., Page], api: Any, dataset: str) -> Page:
    """Return *Periksa tabel* of a file whose question was answered and whose table is public."""
    page = open_as_officer()
    upload(page, dataset, book("JANUARI 2025", MEN))
    page.get_by_role("button", name="Titik untuk ribuan, koma untuk desimal").click()
    page.get_by_role("button", name="Terbitkan tabel").click()
    expect(page.get_by_role("status").first).to_contain_text("terbit")
    return page


def mended(sheet: Any) -> bytes:
    """Return the marked workbook as the officer mends it: what stays marked is no matter."""
    for row, count in enumerate(MEN, 9):
        for column, value in ((3, count), (4, count + 7), (5, DENSITY[row - 9])):
            sheet.cell(row, column, value)
    sheet["E6"] = "Kepadatan"
    sheet["C14"], sheet["D14"] = sum(MEN), sum(MEN) + 35
    stream = io.BytesIO()
    sheet.parent.save(stream)
    return stream.getvalue()


def test_next_months_file_is_not_asked_and_an_undo_brings_last_months_back(
    published: Page, api: Any, dataset: str
) -> None:
    page, before = published, rows(api, dataset)
    replace(page, book("FEBRUARI 2025", [count + 11 for count in MEN]))
    assert page.url.endswith("/periksa")
    expect(page.locator(".table-question:not(.is-answered)")).to_have_count(0)
    page.get_by_role("button", name="Terbitkan tabel").click()
    expect(page.get_by_role("status").first).to_contain_text("terbit")
    assert rows(api, dataset)[0]["jumlah_penduduk_jiwa_laki_laki"] == 46032
    follow(page, "Kembalikan versi ini")
    expect(page.get_by_role("heading", name="Yang berubah")).to_be_visible()
    assert not find_violations(page)
    follow(page, "Kembalikan versi ini")
    expect(page.get_by_role("status").first).to_contain_text("terbit")
    assert rows(api, dataset) == before


def test_a_mistake_in_a_replacement_is_asked_marked_and_mended(
    published: Page, api: Any, dataset: str, tmp_path: Path
) -> None:
    page, before = published, rows(api, dataset)
    replace(page, book("MARET 2025", [count * 1000 for count in MEN], has_density=False))
    page.get_by_role("button", name="Terbitkan tabel").click()
    asked = page.get_by_role("group", name="Periksa hal berikut")
    expect(asked).to_contain_text("Kolom “Kepadatan” ada di tabel yang terbit")
    expect(asked).to_contain_text("Nilai tengah kolom")
    assert rows(api, dataset) == before
    assert not find_violations(page)
    sheet = marked(page, tmp_path)
    assert "berubah dari" in sheet["C6"].comment.text
    assert sheet["C6"].fill.fgColor.rgb != "00000000"
    replace(page, mended(sheet))
    page.get_by_role("button", name="Terbitkan tabel").click()
    expect(page.get_by_role("status").first).to_contain_text("terbit")
    assert rows(api, dataset) == before


PERSONS = "Nama;NIK;Kecamatan;Paket\n" + "".join(
    f"Petrus Lekransy{letter};81710{n}150790{n:04};{district};{n}\n"
    for n, (letter, district) in enumerate(zip("abcde", DISTRICTS, strict=True), 1)
)


def test_a_file_about_persons_is_cleaned_then_published(
    open_as_officer: Callable[..., Page], api: Any, dataset: str, tmp_path: Path
) -> None:
    page = open_as_officer(width=360)
    upload(page, dataset, PERSONS.encode(), "penerima.csv")
    found = page.get_by_role("region", name="Data pribadi")
    expect(found).to_contain_text("NIK: NIK (lembar penerima), 5 sel: B2, B3, B4, B5, B6")
    assert not find_violations(page)
    expect(found).to_contain_text("nama orang")
    assert not {"8171011507900001", "Petrus"} & set(page.inner_text("main").split())
    expect(page.get_by_role("button", name="Terbitkan tabel")).to_have_count(0)
    assert "DATA PRIBADI" in marked(page, tmp_path)["B2"].comment.text
    page.get_by_role("link", name="Bersihkan berkas atau minta pengecualian").click()
    assert not find_violations(page)
    for title in ("Nama", "NIK"):
        page.get_by_role("group", name=title).get_by_label("Buang kolomnya").check()
    page.get_by_role("button", name="Tampilkan salinan bersih").click()
    expect(page.get_by_role("cell", name="Sirimau")).to_be_visible()
    page.get_by_role("button", name="Pakai salinan bersih").click()
    expect(page.get_by_role("status").first).to_contain_text("Salinan bersih")
    page.goto(page.url.replace("data-pribadi", "periksa"))
    page.get_by_role("button", name="Terbitkan tabel").click()
    expect(page.get_by_role("status").first).to_contain_text("terbit")
    assert rows(api, dataset)[0] == {
        "kecamatan": "Nusaniwe",
        "paket": 1,
        "kode_kecamatan": "81.71.01",
    }


@pytest.mark.slow
def test_a_question_and_a_refusal_can_be_read_by_everybody(
    open_as_officer: Callable[..., Page], dataset: str
) -> None:
    page = open_as_officer()
    for content, name in ((book("JANUARI 2025", MEN), "penduduk.xlsx"), (b"PK\3\4", "rusak.xlsx")):
        upload(page, dataset, content, name)
        assert not find_violations(page)
        page.set_viewport_size({"width": 320, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        page.set_viewport_size({"width": 1280, "height": 800})
