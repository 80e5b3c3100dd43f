"""What an officer opens is as readable as what readers open: CKAN's own pages too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.conftest import find_violations
from tests.browser.test_language import MEMBER_PLACES
from tests.conftest import RunningPortal


@pytest.fixture(scope="module")
def administrator(browser: Browser, portal: RunningPortal) -> Iterator[BrowserContext]:
    """Sign in as the administrator of the site, who may open every page."""
    context = browser.new_context(base_url=portal.url)
    page = context.new_page()
    page.goto("/user/login")
    page.fill("input[name=login]", "admin")
    page.fill("input[name=password]", portal.password)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/dashboard/**")
    page.close()
    yield context
    context.close()


@pytest.mark.slow
@pytest.mark.parametrize("place", MEMBER_PLACES.values(), ids=MEMBER_PLACES)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    administrator: BrowserContext, place: str
) -> None:
    page = administrator.new_page()
    answer = page.goto(place)
    assert answer
    assert answer.status == 200
    violations = find_violations(page)
    page.set_viewport_size({"width": 320, "height": 800})
    width = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert (violations, width) == ([], 320)
