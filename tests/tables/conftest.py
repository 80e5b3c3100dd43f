"""What the tests of the tables share: an OPD and accounts in it."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan.cli.cli import ckan
from ckan.tests import factories, helpers
from persons import PERSONS
from werkzeug.datastructures import FileStorage

from ckanext.ambon.domain import opd, table_standards
from ckanext.ambon.domain.columns import datastore_fields
from ckanext.ambon.tables.guarding import checking
from ckanext.ambon.tables.publishing import publication, reading
from tests.tables.undoing import AGREED, FIRST, SECOND


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


@pytest.fixture
def publish_table() -> Callable[..., dict[str, Any]]:
    """Return a function that publishes a table of a standard for an OPD; gives `name` and `id`."""

    def create(opd_code: str, name: str, records: list[Any], **told: Any) -> dict[str, Any]:
        standard = table_standards.standard(name)
        assert standard is not None
        fields = told.pop("fields", None) or datastore_fields(table_standards.columns(standard))
        file = {"name": "Berkas", "url": "a.csv", "table_standard": name}
        entry = {"type": "dataset", "topics": ["sosial"], "resources": [file], **told}
        made = factories.Dataset(owner_org=opd_code, **entry)
        resource = made["resources"][0]["id"]
        site = helpers.call_action("get_site_user", {"ignore_auth": True})["name"]
        question = {"resource_id": resource, "fields": fields, "records": records, "force": True}
        helpers.call_action("datastore_create", {"user": site}, **question)
        return {"name": made["name"], "id": resource}

    return create


@pytest.fixture
def dataset(office: dict[str, Any]) -> Callable[..., dict[str, Any]]:
    """Return a function that makes a dataset of the OPD."""
    return lambda **more: factories.Dataset(
        owner_org=office["id"], topics=["kependudukan"], type="dataset", **more
    )


@pytest.fixture
def withheld_file(
    dataset: Callable[..., Any],
    editor: str,
    act: Callable[..., Any],
    upload: Callable[..., Any],
) -> dict[str, Any]:
    """Return a resource with a file about persons, in a public dataset."""
    return act(
        "resource_create",
        editor,
        package_id=dataset()["id"],
        name="Penerima",
        upload=upload(PERSONS),
    )


@pytest.fixture
def large_files(
    clean_queues: None, with_test_worker: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Treat every file as a large one."""
    monkeypatch.setattr(reading, "AT_ONCE", 10)
    monkeypatch.setattr(checking, "AT_ONCE", 10)
    monkeypatch.setattr(publication, "SEARCHED_AT_ONCE", 10)


@pytest.fixture
def send(office: dict[str, Any], editor: str, act: Callable[..., Any]) -> Callable[..., str]:
    """Return a function that uploads a file; again: in the place of the first."""
    known: dict[str, str] = {}

    def send_file(content: bytes) -> str:
        file = {"upload": FileStorage(BytesIO(content), "ikan.csv"), "url": "ikan.csv"}
        if known:
            act("resource_patch", editor, **file, id=known["id"])
            return known["id"]
        entry = factories.Dataset(owner_org=office["id"], type="dataset", topics=["sosial"])
        made = act("resource_create", editor, **file, package_id=entry["id"], name="Ikan")
        return known.setdefault("id", made["id"])

    return send_file


@pytest.fixture
def entry(office: dict[str, Any]) -> dict[str, Any]:
    """Return an entry of the OPD."""
    return factories.Dataset(owner_org=office["id"], type="dataset", topics=["sosial"])


@pytest.fixture
def publish(entry: dict[str, Any], editor: str, act: Callable[..., Any]) -> Callable[..., str]:
    """Return a function that uploads a file and publishes it; again: in the place of the first."""
    known: list[str] = []

    def one(content: bytes, name: str, *, is_published: bool = True) -> str:
        told = {"upload": FileStorage(BytesIO(content), name), "name": "Penduduk", "url": name}
        if known:
            act("resource_patch", editor, id=known[0], **told)
        else:
            known.append(act("resource_create", editor, package_id=entry["id"], **told)["id"])
        if is_published:
            act("ambon_table_preview", editor, id=known[0])
            done = act("ambon_table_publish", editor, id=known[0], agreed=AGREED)
            assert done["state"] == "published", done
        return known[0]

    return one


@pytest.fixture
def twice(publish: Callable[..., str]) -> str:
    """Publish a file and another one in its place; give the resource."""
    publish(FIRST, "pertama.csv")
    return publish(SECOND, "kedua.csv")
