"""What the tests of the tables share: an application, offices, and accounts in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import plugins
from ckan.cli.cli import ckan
from ckan.tests import factories, helpers
from werkzeug.datastructures import FileStorage

from ckanext.ambon.domain import opd


@pytest.fixture(scope="package")
def site() -> Iterator[Any]:
    """Make the application once: reading all schemas takes seconds, each time."""
    yield helpers._get_test_app().app
    plugins.unload_all()


@pytest.fixture
def app(site: Any) -> helpers.CKANTestApp:
    """Return a browser of its own, for the application that all tests share."""
    return helpers.CKANTestApp(site)


@pytest.fixture
def with_plugins(site: Any) -> None:
    """Load the plugins as the application does, not for every test anew."""


@pytest.fixture
def clean_db(reset_db: Callable[[], None], migrate_db_for: Callable[[str], None]) -> None:
    """Empty the database; CKAN's own fixture leaves the table of activities as it was in 2.9."""
    reset_db()
    migrate_db_for("activity")
    migrate_db_for("ambon_tables")


@pytest.fixture(autouse=True)
def _tables(
    with_plugins: None,
    clean_db: None,
    clean_index: None,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """Begin every test with the plugins loaded and nothing stored."""
    monkeypatch.setitem(tk.config, "ckan.storage_path", str(tmp_path / "storage"))


@pytest.fixture
def command(cli: Any, with_extended_cli: None) -> Callable[..., Any]:
    """Return a function that runs `ckan ambon …`."""
    return lambda *words: cli.invoke(ckan, ["ambon", *words])


@pytest.fixture
def act() -> Callable[..., Any]:
    """Return a function that calls an action as an account, or as nobody."""

    def call(action: str, user: str = "", **data: Any) -> Any:
        return helpers.call_action(action, {"user": user, "ignore_auth": False}, **data)

    return call


@pytest.fixture
def office() -> dict[str, Any]:
    """Return an OPD below Walidata."""
    factories.Organization(name=opd.WALIDATA)
    return factories.Organization(name="disdukcapil")


@pytest.fixture
def member_of() -> Callable[[str, str], str]:
    """Return a function that makes an account with a role in an OPD, and gives its name."""

    def create(opd_code: str, role: str) -> str:
        user = factories.User()
        place = {"id": opd_code, "username": user["name"], "role": role}
        tk.get_action("organization_member_create")({"ignore_auth": True}, place)
        return user["name"]

    return create


@pytest.fixture
def editor(office: dict[str, Any], member_of: Callable[[str, str], str]) -> str:
    """Return the name of an officer who may edit what the OPD publishes."""
    return member_of(office["id"], "editor")


@pytest.fixture
def upload() -> Callable[..., FileStorage]:
    """Return a function that makes the upload of a file."""
    return lambda content, name="data.csv": FileStorage(BytesIO(content), name)
