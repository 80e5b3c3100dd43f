"""Proposals in a real browser, by keyboard and on a phone."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import find_violations


def type_into_search(page: Page, text: str) -> None:
    box = page.get_by_role("combobox").first
    box.click()
    box.press_sequentially(text, delay=20)
    expect(page.get_by_role("listbox")).to_be_visible()


def test_an_entry_is_reached_by_keyboard_alone(visit: Callable[..., Page]) -> None:
    page = visit("/")
    type_into_search(page, "inflasi bul")
    page.keyboard.press("ArrowDown")
    box = page.get_by_role("combobox").first
    active = box.get_attribute("aria-activedescendant")
    assert active
    expect(page.locator(f"#{active}")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_url("**/dataset/inflasi-bulanan")


def test_escape_closes_and_enter_searches_as_typed(visit: Callable[..., Page]) -> None:
    page = visit("/dataset/", width=360)
    type_into_search(page, "banjir")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url("**/dataset/?q=banjir")


def test_axe_finds_nothing_while_it_is_open(visit: Callable[..., Page]) -> None:
    page = visit("/dataset/")
    type_into_search(page, "ke")
    assert find_violations(page) == []


def test_without_scripts_the_form_searches(visit: Callable[..., Page]) -> None:
    page = visit("/", java_script_enabled=False)
    box = page.get_by_role("searchbox").first
    box.fill("banjir")
    box.press("Enter")
    page.wait_for_url("**/dataset/?q=banjir")
