"""From an upload to a typed table: read, ask, publish, replace."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import psycopg2
import pytest
from bs4 import BeautifulSoup
from ckan.tests import factories, helpers
from openpyxl import Workbook
from werkzeug.datastructures import FileStorage

from ckanext.ambon.tables import model as kept
from ckanext.ambon.tables.guarding import files
from ckanext.ambon.tables.publishing import loading

Act = Callable[..., Any]

HEADER = ["Tahun", "Kecamatan", "Jumlah Penduduk (jiwa)"]
ROWS = [[2024, "Nusaniwe", 93124], [2024, "Sirimau", 141000], [2025, "Nusaniwe", 94200]]


def workbook(rows: list[list[Any]], header: list[str] = HEADER) -> bytes:
    book = Workbook()
    sheet = book.active
    for row in (["Penduduk Kota Ambon"], [], header, *rows):
        sheet.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture
def send(office: dict[str, Any], editor: str, act: Act) -> Callable[..., str]:
    """Return a function that uploads a file as the officer; again: in the place of the first."""
    known: dict[str, str] = {}

    def upload(content: bytes, name: str = "penduduk.xlsx") -> str:
        file = {"upload": FileStorage(BytesIO(content), name), "name": "Penduduk", "url": name}
        if known:
            act("resource_patch", editor, **file, id=known["id"])
            return known["id"]
        entry = factories.Dataset(owner_org=office["id"], type="dataset", topics=["sosial"])
        made = act("resource_create", editor, **file, package_id=entry["id"])
        known["id"] = made["id"]
        return made["id"]

    return upload


def rows_of(resource: str, **question: Any) -> list[dict[str, Any]]:
    found = helpers.call_action("datastore_search", resource_id=resource, sort="_id", **question)
    return [
        {k: v for k, v in row.items() if k[0] != "_" and k != "rank"} for row in found["records"]
    ]


def test_a_workbook_becomes_typed_rows_that_are_searched_in_indonesian(
    send: Callable[..., str], act: Act, editor: str
) -> None:
    resource = send(workbook([*ROWS, [2025, "Perikanan", 1]]))
    found = act("ambon_table_preview", editor, id=resource)
    assert (found["state"], found["tables"][0]["row_count"]) == ("read", 4)
    assert act("ambon_table_publish", editor, id=resource)["state"] == "published"
    assert rows_of(resource)[0] == {
        "tahun": 2024,
        "kecamatan": "Nusaniwe",
        "jumlah_penduduk_jiwa": 93124,
        "kode_kecamatan": "81.71.01",
    }
    # “ikan” is the stem of “perikanan”.
    assert len(rows_of(resource, q="ikan")) == 1
    file = helpers.call_action("resource_show", id=resource)
    assert {one["name"]: one.get("unit") for one in file["columns"]}[
        "jumlah_penduduk_jiwa"
    ] == "jiwa"


@pytest.fixture
def published(send: Callable[..., str], act: Act, editor: str) -> str:
    """Publish a table; give its resource."""
    resource = send(workbook(ROWS))
    act("ambon_table_preview", editor, id=resource)
    act("ambon_table_publish", editor, id=resource)
    return resource


CHANGES = [
    ([row[:2] for row in ROWS], HEADER[:2], "gone:jumlah_penduduk_jiwa"),
    ([[a, b, c * 1000] for a, b, c in ROWS], HEADER, "size:jumlah_penduduk_jiwa"),
    ([*ROWS, [2025, "Nusaniwe", 94200]], HEADER, "double:tahun"),
    (ROWS[:2], HEADER, "period:tahun"),
]


def test_what_a_replacement_changes_is_asked_and_the_old_stays_until_it_is_agreed(
    send: Callable[..., str], act: Act, editor: str, published: str
) -> None:
    before = rows_of(published)
    for rows, header, asked in CHANGES:
        send(workbook(rows, header))
        answer = act("ambon_table_publish", editor, id=published)
        assert (answer["state"], [one["key"] for one in answer["checks"]]) == ("asks", [asked])
        assert rows_of(published) == before
    answer = act("ambon_table_publish", editor, id=published, agreed=["period:tahun"])
    assert answer["state"] == "published"
    assert len(rows_of(published)) == 2


def test_a_failure_in_the_middle_of_loading_keeps_the_old_table(
    send: Callable[..., str],
    act: Act,
    editor: str,
    published: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = rows_of(published)
    send(workbook([*ROWS, [2025, "Sirimau", 150000]]))

    def full(*told: Any) -> None:
        raise psycopg2.errors.DiskFull("could not extend file: No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(loading, "swap", full)
        answer = act("ambon_table_publish", editor, id=published)
    assert answer["state"] == "failed"
    assert "tidak berubah" in answer["message"] or "unchanged" in answer["message"]
    assert rows_of(published) == before
    assert act("ambon_table_publish", editor, id=published)["state"] == "published"
    assert len(rows_of(published)) == 4


def test_a_file_that_was_overtaken_while_it_was_loaded_is_not_published(
    send: Callable[..., str],
    act: Act,
    editor: str,
    published: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    send(workbook([*ROWS, [2025, "Sirimau", 150000]]))
    load = loading.load

    def slow(*told: Any, **more: Any) -> Any:
        found = load(*told, **more)
        files.path_of({"id": published, "url_type": "upload"}).write_bytes(workbook(ROWS[:2]))
        return found

    monkeypatch.setattr(loading, "load", slow)
    act("ambon_table_publish", editor, id=published)
    assert len(rows_of(published)) == 3
    assert act("ambon_table_status", editor, id=published)["state"] == "new"


def test_an_answer_holds_for_next_months_file_of_the_same_shape(
    send: Callable[..., str], act: Act, editor: str
) -> None:
    unclear = b"kecamatan;jumlah\nNusaniwe;1.234\nSirimau;5.678\n"
    resource = send(unclear, "januari.csv")
    found = act("ambon_table_preview", editor, id=resource)
    question = found["tables"][0]["questions"][0]
    with pytest.raises(tk.ValidationError):
        act("ambon_table_publish", editor, id=resource)
    answers = {question["key"]: question["answers"][0]["value"]}
    found = act("ambon_table_answer", editor, id=resource, answers=answers)
    assert found["tables"][0]["questions"] == []
    send(unclear.replace(b"1.234", b"4.321"), "februari.csv")
    found = act("ambon_table_preview", editor, id=resource)
    assert found["tables"][0]["questions"] == []
    assert found["tables"][0]["answered"][0]["answer"] == answers[question["key"]]


def test_only_who_may_change_the_file_may_have_it_read_or_published(
    send: Callable[..., str], act: Act, published: str
) -> None:
    stranger = factories.User()["name"]
    for action, more in (
        ("ambon_table_preview", {}),
        ("ambon_table_answer", {"answers": {"a": "b"}}),
        ("ambon_table_publish", {}),
        ("ambon_table_status", {}),
    ):
        with pytest.raises(tk.NotAuthorized):
            act(action, stranger, id=published, **more)


def test_a_job_that_is_lost_says_so(
    published: str, act: Act, editor: str, send: Callable[..., str]
) -> None:
    kept.keep(published, state=kept.LOADING, job_id="gone-with-its-queue")
    answer = act("ambon_table_status", editor, id=published)
    assert answer["state"] == "failed"
    assert act("ambon_table_publish", editor, id=published)["state"] == "published"


def test_the_page_asks_answers_and_publishes_without_scripts(
    send: Callable[..., str], app: Any, act: Act, editor: str
) -> None:
    resource = send(b"kecamatan;jumlah\nNusaniwe;1.234\nSirimau;5.678\n", "januari.csv")
    headers = {"Authorization": factories.APIToken(user=editor)["token"]}
    file = helpers.call_action("resource_show", id=resource)
    address = f"/dataset/{file['package_id']}/resource/{resource}/periksa"
    page = BeautifulSoup(app.get(address, headers=headers).data, "html.parser")
    form = page.select_one(".table-question")
    told = {one["name"]: one["value"] for one in form.select("input[type=hidden]")}
    value = form.select_one("button[name=value]")["value"]
    answered = app.post(f"{address}/jawab", data={**told, "value": value}, headers=headers)
    page = BeautifulSoup(answered.data, "html.parser")
    key = page.select_one("input[name=tables]")["value"]
    done = app.post(f"{address}/terbitkan", data={"tables": key}, headers=headers)
    assert done.status_code == 200
    assert len(rows_of(resource)) == 2
    marked = app.get(f"{address}/bertanda.xlsx", headers=headers)
    assert marked.data.startswith(b"PK")


def test_a_folder_of_files_is_published_by_command(
    command: Callable[..., Any], office: dict[str, Any], tmp_path: Path
) -> None:
    entry = factories.Dataset(owner_org=office["id"], type="dataset", topics=["sosial"])
    (tmp_path / "a.xlsx").write_bytes(workbook(ROWS))
    (tmp_path / "b.csv").write_bytes(b"kecamatan;jumlah\nNusaniwe;1.234\nSirimau;5.678\n")
    (tmp_path / "catatan.txt").write_text("bukan tabel")
    done = command("table", "publish", str(tmp_path), "--dataset", entry["name"])
    assert done.exit_code == 1
    assert "a.xlsx: terbit, 3 baris." in done.output
    assert "b.csv: 1 pertanyaan" in done.output
