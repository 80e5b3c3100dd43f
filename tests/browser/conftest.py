"""One browser and one list of pages for all tests that look at the portal as a reader does."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from tests.conftest import RunningPortal

CHROMIUM = os.environ.get("CHROME_PATH") or shutil.which("chromium")
DATASET = "kemiskinan-kota-ambon"

# Scripts and styles that stand in the page itself; data for search engines is no script.
INLINE = "script:not([src], [type='application/ld+json']), style, [style], [onclick]"

# A page of every kind, by the word that a failing test shows.
PLACES = {
    "home": "/",
    "home in English": "/en/",
    "search": "/dataset/?q=penduduk",
    "search without result": "/dataset/?q=xyzzy",
    "narrowed search": "/dataset/?dataset_type=dataset&groups=kesehatan",
    "dataset": f"/dataset/{DATASET}",
    "file": "{file}",
    "file searched": "{file}?q=2024",
    "services": "/layanan/",
    "service": "/layanan/layanan-penerbitan-ktp-elektronik-baru",
    "regulations": "/peraturan/",
    "regulation": "/peraturan/perda-4-2016",
    "regulation agreed only": "/peraturan/perda-2026-kawasan-tanpa-rokok",
    "offices": "/organization/",
    "office": "/organization/disdukcapil",
    "topics": "/group/",
    "topic": "/group/kesehatan",
    "about": "/tentang",
    "guide": "/panduan",
    "table standards": "/panduan/tabel",
    "table standard": "/panduan/tabel/wisata",
    "developers": "/pengembang",
    "privacy": "/privasi",
    "sign in": "/user/login",
    "new password": "/user/reset",
    "not found": "/tidak-ada",
}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the system's Chromium once."""
    if not CHROMIUM:
        pytest.skip("No Chromium: install Debian's `chromium`, or set CHROME_PATH.")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def file_place(portal: RunningPortal) -> str:
    """Return the address of the page of a dataset's file."""
    question = urlencode({"id": DATASET})
    with urlopen(f"{portal.url}/api/3/action/package_show?{question}") as answer:
        shown = json.load(answer)["result"]
    return f"/dataset/{DATASET}/resource/{shown['resources'][0]['id']}"


@dataclass
class Walk:
    """What one visit of a page showed: wide and narrow, light and dark."""

    status: int
    loaded: list[tuple[str, int, int]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    cookies: list[Any] = field(default_factory=list)
    title: str = ""
    description: str = ""
    headings: int = 0
    inline: int = 0
    widths: dict[int, int] = field(default_factory=dict)
    violations: list[str] | None = None


@pytest.fixture(scope="session", params=PLACES)
def walk(
    request: pytest.FixtureRequest, browser: Browser, portal: RunningPortal, file_place: str
) -> Iterator[Walk]:
    """Visit a page of each kind once, in a browser that remembers nothing; all tests share it."""
    context = browser.new_context(base_url=portal.url, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    seen = Walk(0)
    page.on("console", lambda message: seen.said.append(message.text))
    page.on("requestfinished", lambda asked: seen.loaded.append(_loaded(asked)))
    answer = page.goto(PLACES[request.param].format(file=file_place), wait_until="networkidle")
    seen.status = answer.status if answer else 0
    seen.cookies = context.cookies()
    _look(page, seen)
    yield seen
    context.close()


def _loaded(asked: Request) -> tuple[str, int, int]:
    answer = asked.response()
    return asked.url, answer.status if answer else 0, asked.sizes()["responseBodySize"]


def _look(page: Page, seen: Walk) -> None:
    """Note what the page is, then look at it in every width and scheme."""
    seen.title, seen.headings = page.title(), page.locator("h1").count()
    seen.description = page.locator("meta[name=description]").get_attribute("content") or ""
    seen.inline = page.locator(INLINE).count()
    for width in (1440, 320):
        page.set_viewport_size({"width": width, "height": 800})
        seen.widths[width] = page.evaluate("document.documentElement.scrollWidth")
    seen.violations = find_violations(page) if find_spec("axe_playwright_python") else None


def find_violations(page: Page) -> list[str]:
    """Return each violation that axe-core finds, wide and narrow, in light and in dark."""
    pytest.importorskip("axe_playwright_python")
    return [rule for width in (1280, 360) for rule in _axe(page, width)]


def _axe(page: Page, width: int) -> Iterator[str]:
    sync = import_module("axe_playwright_python.sync_playwright")
    page.set_viewport_size({"width": width, "height": 800})
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for rule in sync.Axe().run(page).response["violations"]:
            yield f"{width} {scheme} {rule['id']}: {rule['nodes'][0]['html']}"


@pytest.fixture
def visit(browser: Browser, portal: RunningPortal) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a page in a browser of its own: nothing is remembered."""
    contexts = []

    def open_page(place: str, width: int = 1280, **options: Any) -> Page:
        context = browser.new_context(
            base_url=portal.url, viewport={"width": width, "height": 800}, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(place)
        return page

    yield open_page
    for context in contexts:
        context.close()
