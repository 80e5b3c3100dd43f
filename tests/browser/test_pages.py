"""What holds for every page that a reader can open; each is visited once for all these rules."""

from __future__ import annotations

from urllib.parse import urlparse

import pytest

from tests.browser.conftest import Walk
from tests.conftest import RunningPortal


def test_it_answers_and_loads_only_from_the_portal(walk: Walk, portal: RunningPortal) -> None:
    assert walk.status in (200, 404)
    hosts = {urlparse(address).netloc for address, _status, _size in walk.loaded}
    assert hosts == {urlparse(portal.url).netloc}


def test_nothing_fails_and_the_console_is_silent(walk: Walk) -> None:
    failed = [address for address, status, _size in walk.loaded if status >= 400]
    assert len(failed) == (1 if walk.status == 404 else 0)
    assert len(walk.said) == len(failed)


def test_who_only_reads_gets_no_cookie(walk: Walk) -> None:
    signing_in = any("/user/" in address for address, _status, _size in walk.loaded)
    assert signing_in or walk.cookies == []


def test_it_never_scrolls_sideways(walk: Walk) -> None:
    assert {width: seen for width, seen in walk.widths.items() if seen > width} == {}


def test_it_says_what_it_is(walk: Walk) -> None:
    assert walk.headings == 1
    assert walk.title.endswith("Ambon Satu Data")
    assert len(walk.description) > 20


def test_scripts_and_styles_stand_in_files(walk: Walk) -> None:
    assert walk.inline == 0


def test_axe_finds_nothing(walk: Walk) -> None:
    if walk.violations is None:
        pytest.skip("axe-playwright-python is not installed")
    assert walk.violations == []


def test_it_is_light(walk: Walk) -> None:
    assert len(walk.loaded) <= 12
    assert sum(size for _address, _status, size in walk.loaded) <= 150_000
