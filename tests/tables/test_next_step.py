"""The page of a file tells its officers what is to be done next with its table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from ckan.tests import factories, helpers

Act = Callable[..., Any]
Put = Callable[..., dict[str, Any]]

UNCLEAR = b"kecamatan;jumlah\nNusaniwe;1.234\nSirimau;5.678\n"
CLEAR = b"kecamatan;jumlah\nNusaniwe;1\nSirimau;5\n"


@pytest.fixture
def put(office: dict[str, Any], editor: str, act: Act, upload: Callable[..., Any]) -> Put:
    """Return a function that uploads a file."""

    def create(content: bytes, name: str = "data.csv") -> dict[str, Any]:
        entry = factories.Dataset(owner_org=office["id"], type="dataset", topics=["sosial"])
        told = {"package_id": entry["id"], "name": "Berkas", "url": name}
        return act("resource_create", editor, upload=upload(content, name), **told)

    return create


@pytest.fixture
def said(app: helpers.CKANTestApp, editor: str) -> Callable[[dict[str, Any]], str]:
    """Return a function that gives the words of the link to *Periksa tabel*."""
    headers = {"Authorization": factories.APIToken(user=editor)["token"]}

    def read(file: dict[str, Any]) -> str:
        place = f"/dataset/{file['package_id']}/resource/{file['id']}"
        page = BeautifulSoup(app.get(place, headers=headers).data, "html.parser")
        link = page.select_one("a[href$=periksa]")
        return link.get_text(strip=True) if link else ""

    return read


def test_it_names_the_open_questions_until_they_are_answered(
    put: Put, said: Callable[..., str], act: Act, editor: str
) -> None:
    file = put(UNCLEAR)
    assert said(file) == "Periksa tabel"
    question = act("ambon_table_preview", editor, id=file["id"])["tables"][0]["questions"][0]
    assert said(file) == "Periksa tabel: 1 pertanyaan"
    given = {question["key"]: question["answers"][0]["value"]}
    act("ambon_table_answer", editor, id=file["id"], answers=given)
    assert said(file) == "Periksa, lalu terbitkan tabel"
    act("ambon_table_publish", editor, id=file["id"])
    assert said(file) == "Periksa tabel"


def test_it_tells_of_a_replacement_that_waits_for_consent(
    put: Put, said: Callable[..., str], act: Act, editor: str, upload: Callable[..., Any]
) -> None:
    file = put(CLEAR)
    act("ambon_table_publish", editor, id=file["id"])
    larger = CLEAR.replace(b"1\n", b"1000\n").replace(b"5\n", b"5000\n")
    act("resource_patch", editor, id=file["id"], upload=upload(larger), url="data.csv")
    assert act("ambon_table_publish", editor, id=file["id"])["state"] == "asks"
    assert said(file) == "Periksa tabel: perlu persetujuan Anda"


def test_a_document_has_no_such_link(put: Put, said: Callable[..., str]) -> None:
    assert said(put(b"%PDF-1.4 x", "laporan.pdf")) == ""


def test_the_page_shows_days_in_words(
    app: helpers.CKANTestApp, put: Put, act: Act, editor: str
) -> None:
    file = put(b"tanggal;kejadian\n01/10/2025;Banjir\n28/02/2025;Longsor\n")
    headers = {"Authorization": factories.APIToken(user=editor)["token"]}
    place = f"/dataset/{file['package_id']}/resource/{file['id']}/periksa"
    assert "1 Oktober 2025" in app.get(place, headers=headers).get_data(as_text=True)
