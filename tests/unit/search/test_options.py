"""Readers' pages look for changed options once a second; an officer's looks each time."""

from __future__ import annotations

import pytest
from flask import Flask

from ckanext.ambon.search import options

NAMES = {"SESSION_COOKIE_NAME": "ckan", "apitoken_header_name": "X-Token"}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what was asked of the database."""
    found: list[str] = []
    monkeypatch.setattr(options, "_asked", options._Asked())
    monkeypatch.setattr(options, "_ask", lambda: found.append("asked"))
    monkeypatch.setattr(options.tk, "config", NAMES)
    return found


def visit(**headers: str) -> None:
    spelt = {name.replace("_", "-"): value for name, value in headers.items()}
    with Flask(__name__).test_request_context("/", headers=spelt):
        options._check_uptodate()


def test_a_reader_is_not_worth_a_question_each_time(asked: list[str]) -> None:
    visit()
    visit(Cookie="other=1")
    assert len(asked) == 1


@pytest.mark.parametrize(
    "headers", [{"Cookie": "ckan=1"}, {"Authorization": "token"}, {"X_Token": "token"}]
)
def test_who_has_signed_in_sees_a_change_at_once(asked: list[str], headers: dict[str, str]) -> None:
    visit(**headers)
    visit(**headers)
    assert len(asked) == 2


def test_a_reader_sees_it_soon(asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    visit()
    monkeypatch.setattr(options.time, "monotonic", lambda: options._asked.at + options.QUIET)
    visit()
    assert len(asked) == 2
