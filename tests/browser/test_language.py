"""No English on the portal's Indonesian pages, whoever looks: read as a browser shows them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from babel.messages.pofile import read_po
from ckanapi import RemoteCKAN
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import DATASET, PLACES
from tests.conftest import RunningPortal

ROOT = Path(__file__).parents[2]
CATALOGUES = ("i18n/core/id/LC_MESSAGES/ckan.po", "i18n/ambon/id/LC_MESSAGES/ckanext-ambon.po")
PASSWORD = "kata-sandi-uji-1"
OFFICE, WALIDATA = "disdukcapil", "diskominfo-sandi"

# English words that are no Indonesian words, and that hardly a sentence of a page does without.
WORDS = re.compile(
    r"\b(the|and|of|with|your|you|this|that|these|from|is|are|was|were|been|not|please|must|"
    r"cannot|has|have|will|click|here|add|remove|delete|save|update|search|by|for|all|no|new|"
    r"name|page|invalid|missing|required|value|file|error|unknown|login|log|sign)\b",
    re.IGNORECASE,
)

# Names that are English everywhere, what the pages quote for programs, and the examples
# beside fields that take English.
NAMES = re.compile(
    r"Open Data Commons|Public Domain|by-sa|by-nc|CC BY(-SA|-NC)?|MS-Keg|LD 2012 No\. 4|No\.|"
    r"\bNAME\b|Smart City|Command Center|Call Center|Open Database|Attribution|ODC-By|Zero|"
    r"Contoh: (Department of Health|Facilities, diseases and vaccinations)|"
    r"https?://\S+|\S+@\S+|No\b(?= \d)",
)

# What a page holds of entries is data: it is in the language of its office.
DATA = (
    "pre, code, kbd, samp, script, noscript, style, template, [lang=en], .notes, .dataTable tbody, "
    "table.data, .prose .quoted, textarea, select[multiple] option"
)
COLLECT = """data => {
  const found = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.parentElement.closest(data)) found.add(node.textContent);
  }
  for (const name of ["title", "placeholder", "aria-label", "alt", "data-bs-title", "content"])
    for (const one of document.querySelectorAll(`[${name}]`))
      if (!one.closest(data)) found.add(one.getAttribute(name));
  for (const one of document.querySelectorAll("input[type=submit], input[type=button]"))
    found.add(one.value);
  return [document.title, ...found].map(text => text.trim().replace(/\\s+/g, " ")).filter(Boolean);
}"""

MEMBER_PLACES = {
    "new dataset": "/dataset/new",
    "new service": "/layanan/new",
    "new regulation": "/peraturan/new",
    "edit dataset": f"/dataset/edit/{DATASET}",
    "new file": f"/dataset/{DATASET}/resource/new",
    "files": f"/dataset/resources/{DATASET}",
    "history": f"/dataset/activity/{DATASET}",
    "dashboard": "/dashboard/datasets",
    "dashboard of OPD": "/dashboard/organizations",
    "news": "/dashboard/",
    "own account": "/user/edit",
    "office's members": f"/organization/members/{OFFICE}",
    "edit office": f"/organization/edit/{OFFICE}",
    "many entries": f"/organization/bulk_process/{OFFICE}",
    "office's history": f"/organization/activity/{OFFICE}",
    "invite": f"/organization/member_new/{OFFICE}",
    "delete dataset": f"/dataset/delete/{DATASET}",
    "administration": "/ckan-admin/",
    "settings": "/ckan-admin/config",
    "trash": "/ckan-admin/trash",
    "users": "/user/",
    "new topic": "/group/new",
    "edit topic": "/group/edit/kesehatan",
    "new office": "/organization/new",
}

# Forms, and what is typed into them wrongly: address, fields, the button's form.
MISTAKES: dict[str, tuple[str, dict[str, str]]] = {
    "nothing filled in": ("/dataset/new", {}),
    "nothing filled in, service": ("/layanan/new", {}),
    "nothing filled in, regulation": ("/peraturan/new", {}),
    "a file without anything": (f"/dataset/{DATASET}/resource/new", {}),
    "an office without a title": ("/organization/new", {}),
    "a topic without a title": ("/group/new", {}),
    "an unknown member": (f"/organization/member_new/{OFFICE}", {"username": "tidak-ada"}),
    "a wrong address": ("/user/edit", {"email": "bukan-alamat"}),
}

FORM = ":is(main, #content) form[method=post]"
# As a browser would that has no checks of its own.
SEND = "form => HTMLFormElement.prototype.submit.call(document.querySelector(form))"

ROLES = ("officer", "walidata", "administrator")
EACH = ("officer", pytest.param("walidata", marks=pytest.mark.slow), "administrator")


@pytest.fixture(scope="module")
def english() -> set[str]:
    """Return every message of the code that Indonesian says otherwise, as it stands there."""
    messages = set()
    for file in CATALOGUES:
        with (ROOT / file).open("rb") as source:
            for message in read_po(source, locale="id"):
                forms = [message.id] if isinstance(message.id, str) else list(message.id)
                said = [message.string] if isinstance(message.string, str) else message.string
                messages |= {form for form in forms if form and form not in (said or ())}
    return messages


@pytest.fixture(scope="module")
def accounts(portal: RunningPortal) -> Iterator[dict[str, str]]:
    """Make an account for each role; return the names; take them away afterwards."""
    api: Any = RemoteCKAN(portal.url, apikey=portal.token).action
    names = {role: f"uji-{role}-{uuid4().hex[:8]}" for role in ROLES}
    for role, name in names.items():
        api.user_create(name=name, email=f"{name}@example.org", password=PASSWORD)
        if role == "administrator":
            api.user_patch(id=name, sysadmin=True)
    api.organization_member_create(id=OFFICE, username=names["officer"], role="editor")
    api.organization_member_create(id=WALIDATA, username=names["walidata"], role="admin")
    yield names
    for name in names.values():
        api.user_delete(id=name)


@pytest.fixture(scope="module", params=EACH)
def role(request: pytest.FixtureRequest) -> str:
    """Return one role after the other."""
    return request.param


@pytest.fixture(scope="module")
def member(
    role: str, browser: Browser, portal: RunningPortal, accounts: dict[str, str]
) -> Iterator[BrowserContext]:
    """Sign in in this role."""
    context = browser.new_context(base_url=portal.url)
    page = context.new_page()
    page.goto("/user/login")
    page.fill("input[name=login]", accounts[role])
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/dashboard/**")
    page.close()
    yield context
    context.close()


def english_on(page: Page, english: set[str]) -> list[str]:
    """Return the texts of a page that are English."""
    # The scripts fetch their words first.
    page.wait_for_function("!window.jQuery || jQuery.active === 0")
    texts = page.evaluate(COLLECT, DATA)
    return [text for text in texts if text in english or WORDS.search(NAMES.sub("", text))]


def read(
    context: BrowserContext,
    places: dict[str, str],
    english: set[str],
    allowed: tuple[int, ...] = (200, 404),
) -> dict[str, list[str]]:
    """Open each place, which must answer as allowed; return the English texts there."""
    page = context.new_page()
    found = {}
    for name, place in places.items():
        answer = page.goto(place)
        assert answer
        assert answer.status in allowed, f"{name}: {answer.status}"
        found[name] = english_on(page, english)
    page.close()
    return {name: texts for name, texts in found.items() if texts}


def test_readers_meet_none(
    browser: Browser, portal: RunningPortal, english: set[str], file_place: str
) -> None:
    context = browser.new_context(base_url=portal.url)
    places = {
        name: place.format(file=file_place)
        for name, place in PLACES.items()
        if not place.startswith("/en")
    }
    assert read(context, places, english) == {}
    context.close()


def test_members_meet_none(member: BrowserContext, role: str, english: set[str]) -> None:
    # What an officer may not open says so in Indonesian too.
    allowed = (200,) if role == "administrator" else (200, 403)
    assert read(member, MEMBER_PLACES, english, allowed) == {}


def test_mistakes_are_told_without(member: BrowserContext, role: str, english: set[str]) -> None:
    page = member.new_page()
    found = {}
    for name, (place, fields) in MISTAKES.items():
        page.goto(place)
        for field, value in fields.items():
            if page.locator(f"[name={field}]").count():
                page.fill(f"[name={field}]", value)
        if role == "administrator":
            assert page.locator(FORM).count(), name
        if page.locator(FORM).count():
            with page.expect_navigation():
                page.evaluate(SEND, FORM)
        found[name] = english_on(page, english)
    page.close()
    assert {name: texts for name, texts in found.items() if texts} == {}


@pytest.mark.parametrize("place", ["/tidak-ada", "/dataset/tidak-ada", "/ckan-admin/"])
def test_errors_are_told_without(visit: Callable[..., Page], english: set[str], place: str) -> None:
    assert english_on(visit(place), english) == []


def test_the_english_pages_are_english(visit: Callable[..., Page]) -> None:
    indonesian = re.compile(r"\b(dan|yang|untuk|dengan|Beranda|Masuk|Cari|Topik|Lewati)\b")
    page = visit("/en/")
    assert page.locator("html").get_attribute("lang") == "en"
    frame = " ".join(page.locator("header, footer, h1, h2").all_inner_texts())
    assert not indonesian.findall(frame.replace("Bahasa Indonesia", "")), frame
    page.get_by_role("link", name="Bahasa Indonesia").first.click()
    assert page.locator("html").get_attribute("lang") == "id"
