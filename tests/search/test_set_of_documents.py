"""Documents made in sets are those that CKAN makes one by one."""

from __future__ import annotations

from typing import Any

import pytest
from ckan import model
from ckan.lib.search.index import PackageSearchIndex
from ckan.logic import package_show_default_and_custom_schemas
from ckan.tests import factories

from ckanext.ambon.search.indexing import documents, entries


def one_by_one(entry_ids: list[str]) -> dict[str, dict[str, Any]]:
    # The session still holds the entries as they were written, not as they are stored.
    model.Session.close()
    with documents._collecting() as made:
        for entry_id in entry_ids:
            plain, shown = package_show_default_and_custom_schemas({"ignore_auth": True}, entry_id)
            PackageSearchIndex().index_package({**plain, "with_custom_schema": shown})
    return {document["id"]: document for document in made}


@pytest.fixture
def entry_ids() -> list[str]:
    """Entries with everything that an entry can have, and one with nothing."""
    factories.Group(name="kependudukan", title="Kependudukan")
    organization = factories.Organization(title="Dinas Cengkih")
    known = {"owner_org": organization["id"], "notes": "x", "topics": ["kependudukan"]}
    files = [
        {"url": "http://x.test/a.csv", "name": "Data", "format": "CSV"},
        {"url": "x.test/b", "name": "Lagi", "description": "Berkas"},
    ]
    full = factories.Dataset(
        **known,
        type="dataset",
        license_id="cc-by",
        title=" Cengkih ",
        tags=[{"name": "cengkih"}, {"name": "pala"}],
        resources=files,
        temporal_coverage=[{"start": "2020-01-01", "end": "2022-12-31"}],
    )
    bare = factories.Dataset(**known, type="dataset", private=True)
    return [full["id"], bare["id"]]


def test_field_by_field(entry_ids: list[str]) -> None:
    expected = one_by_one(entry_ids)
    with entries.own_session():
        made = {one["id"]: one for one in documents.of(entry_ids)}
    assert made.keys() == expected.keys()
    for entry_id, document in expected.items():
        assert made[entry_id] == document
