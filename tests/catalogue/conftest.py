"""What the tests of the catalogue share: entries, accounts, and a file of OPD of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan.cli.cli import ckan
from ckan.tests import factories

from ckanext.ambon.domain import opd

OpdFile = Callable[..., None]


@pytest.fixture(autouse=True)
def _catalogue(with_plugins: None, clean_db: None, clean_index: None) -> None:
    """Begin every test with the plugins loaded and nothing stored."""


def opd_row(code: str, **known: Any) -> opd.Opd:
    """Return the row of an OPD of which only what is given is known."""
    unknown = dict.fromkeys(opd.Opd.__dataclass_fields__)
    lists = ("aliases", "common_aliases", "urusan", "former_codes", "sources")
    title = code.replace("-", " ").title()
    told = {"title": title, "title_en": title, "short_name": code, "kind": "dinas"}
    state = {"status": "active", "name_confirmed": False, "short_name_seen": True}
    return opd.Opd(
        **{**unknown, **dict.fromkeys(lists, ()), **told, **state, "code": code, **known}
    )


@pytest.fixture
def opd_file(monkeypatch: pytest.MonkeyPatch) -> OpdFile:
    """Return a function that puts these rows, and Walidata, in place of the file of OPD."""

    def replace(*rows: opd.Opd, walidata: bool = True) -> None:
        everyone = (opd_row(opd.WALIDATA), *rows) if walidata else rows
        monkeypatch.setattr(opd, "opd_list", lambda: everyone)

    return replace


@pytest.fixture
def row() -> Callable[..., opd.Opd]:
    return opd_row


@pytest.fixture
def act() -> Callable[..., Any]:
    """Return a function that calls an action as the site itself."""

    def call(action: str, **data: Any) -> Any:
        site_user = tk.get_action("get_site_user")({"ignore_auth": True}, {})
        return tk.get_action(action)({"user": site_user["name"], "ignore_auth": True}, data)

    return call


@pytest.fixture
def sync(act: Callable[..., Any]) -> Callable[..., list[dict[str, Any]]]:
    """Return a function that brings the organizations in line and returns the differences."""
    return lambda **data: act("ambon_opd_sync", **data)


@pytest.fixture
def command(cli: Any, with_extended_cli: None) -> Callable[..., Any]:
    """Return a function that runs `ckan ambon …`."""
    return lambda *words: cli.invoke(ckan, ["ambon", *words])


@pytest.fixture
def publish() -> Callable[..., dict[str, Any]]:
    """Return a function that publishes a dataset of an OPD."""

    def create(opd_code: str, **fields: Any) -> dict[str, Any]:
        known = {"notes": "Jumlah penduduk.", "topics": ["kependudukan"], "type": "dataset"}
        return factories.Dataset(owner_org=opd_code, **{**known, **fields})

    return create


@pytest.fixture
def member_of() -> Callable[[str, str], dict[str, Any]]:
    """Return a function that makes an account that has a role in an OPD."""

    def create(opd_code: str, role: str) -> dict[str, Any]:
        user = factories.User()
        place = {"id": opd_code, "username": user["name"], "role": role}
        tk.get_action("organization_member_create")({"ignore_auth": True}, place)
        return user

    return create
