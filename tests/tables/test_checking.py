"""The page *Periksa tabel*: how one comes there, what it says, and the marked workbook."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from bs4 import BeautifulSoup
from ckan.tests import factories, helpers
from openpyxl import Workbook, load_workbook
from werkzeug.datastructures import FileStorage

from ckanext.ambon.domain import opd, table_standards
from ckanext.ambon.tables import model as kept
from ckanext.ambon.tables.guarding import checking, records
from tests.unit.table_standards.filling import example, fill

Act = Callable[..., Any]
Send = Callable[..., dict[str, Any]]

NUMBERS = [f"81710{n}150790{n:04}" for n in range(1, 6)]
PERSONS = "Nama;NIK;Bantuan\n" + "".join(
    f"Petrus Lekransy{letter};{number};1.23{n}\n"
    for n, (letter, number) in enumerate(zip("abcde", NUMBERS, strict=True))
)
UNCLEAR = "kecamatan;jumlah\nNusaniwe;1.234\nSirimau;5.678\n"


def sheets(**named: list[list[Any]]) -> bytes:
    """Return a workbook with a sheet for each name."""
    book = Workbook()
    for name, rows in named.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    del book["Sheet"]
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture
def headers(editor: str) -> dict[str, str]:
    return {"Authorization": factories.APIToken(user=editor)["token"]}


@pytest.fixture
def send(office: dict[str, Any], editor: str, act: Act) -> Send:
    """Return a function that uploads a file as the officer; again: in the place of the first."""
    known: list[dict[str, Any]] = []

    def upload(content: bytes | str, name: str = "a.csv") -> dict[str, Any]:
        file = FileStorage(BytesIO(content.encode() if isinstance(content, str) else content), name)
        if known:
            return act("resource_patch", editor, id=known[0]["id"], upload=file, url=name)
        entry = factories.Dataset(owner_org=office["id"], type="dataset", topics=["sosial"])
        told = {"package_id": entry["id"], "name": "Berkas", "url": name}
        known.append(act("resource_create", editor, **told, upload=file))
        return known[0]

    return upload


def place_of(file: dict[str, Any], *more: str) -> str:
    return "/".join(("/dataset", file["package_id"], "resource", file["id"], "periksa", *more))


class TestLeading:
    """After the form with which a table was uploaded comes the page that checks it."""

    def save(self, app: Any, headers: dict[str, str], address: str, **fields: Any) -> str:
        form = {"id": "", "name": "Berkas", "save": "go-metadata", **fields}
        answer = app.post(address, data=form, headers=headers, follow_redirects=False)
        assert answer.status_code == 302
        return answer.headers["Location"]

    @pytest.fixture
    def entry(self, office: dict[str, Any]) -> dict[str, Any]:
        return factories.Dataset(owner_org=office["id"], type="dataset", topics=["sosial"])

    def upload(self, content: str, name: str) -> dict[str, Any]:
        return {"upload": (BytesIO(content.encode()), name), "url": name, "url_type": "upload"}

    @pytest.mark.parametrize(
        ("name", "save", "is_led"),
        [
            ("a.csv", "go-metadata", True),
            ("a.XLSX", "go-metadata", True),
            ("a.csv", "again", False),
            ("catatan.txt", "go-metadata", False),
        ],
    )
    def test_only_a_table_leads_there_and_only_when_no_further_file_is_added(
        self,
        app: Any,
        headers: dict[str, str],
        entry: dict[str, Any],
        name: str,
        save: str,
        is_led: bool,  # noqa: FBT001 - a case of the table above
    ) -> None:
        address = f"/dataset/{entry['id']}/resource/new"
        told = {**self.upload(UNCLEAR, name), "save": save}
        assert self.save(app, headers, address, **told).endswith("/periksa") == is_led

    def test_a_file_that_was_checked_leads_there_again_only_when_it_is_another(
        self, app: Any, headers: dict[str, str], act: Act, editor: str, entry: dict[str, Any]
    ) -> None:
        new = f"/dataset/{entry['id']}/resource/new"
        place = self.save(app, headers, new, **self.upload(UNCLEAR, "a.csv"))
        file = act("package_show", editor, id=entry["id"])["resources"][0]
        assert place.endswith(place_of(file))
        app.get(place, headers=headers)
        edit = f"/dataset/{entry['id']}/resource/{file['id']}/edit"
        kept = {"id": file["id"], "url": "a.csv", "url_type": "upload"}
        assert not self.save(app, headers, edit, **kept).endswith("/periksa")
        told = {"id": file["id"], **self.upload(UNCLEAR.replace("1.234", "2.345"), "a.csv")}
        assert self.save(app, headers, edit, **told).endswith("/periksa")


def test_every_table_of_a_file_gets_a_resource_and_keeps_it(
    send: Send, act: Act, editor: str
) -> None:
    head = ["PEMERINTAH KOTA AMBON"]
    first = [head, ["Jumlah sekolah"], [], ["Jenjang", "Sekolah"], ["SD", 40], ["SMP", 20]]
    second = [head, ["Jumlah guru"], [], ["Kecamatan", "Guru"], ["Sirimau", 900], ["Nusaniwe", 700]]
    file = send(sheets(Sekolah=first, Guru=second), "a.xlsx")
    found = act("ambon_table_preview", editor, id=file["id"])["tables"]
    with pytest.raises(tk.ValidationError):
        act("ambon_table_publish", editor, id=file["id"])
    keys = [one["key"] for one in found]
    done = act("ambon_table_publish", editor, id=file["id"], tables=keys)
    assert [one["rows"] for one in done["published"]] == [2, 2]
    shown = act("package_show", id=file["package_id"])["resources"]
    assert [one["name"] for one in shown] == ["Berkas", "Jumlah guru (Guru)"]
    second[-1][1] = 750
    send(sheets(Sekolah=first, Guru=second), "a.xlsx")
    act("ambon_table_preview", editor, id=file["id"])
    act("ambon_table_publish", editor, id=file["id"], tables=keys)
    again = act("package_show", id=file["package_id"])["resources"]
    assert [one["id"] for one in again] == [one["id"] for one in shown]
    rows = act("datastore_search", resource_id=again[1]["id"], sort="_id")["records"]
    assert [row["guru"] for row in rows] == [900, 750]


def test_personal_data_are_named_by_kind_and_masked_and_stop_the_table(
    send: Send, app: Any, act: Act, editor: str, headers: dict[str, str]
) -> None:
    file = send(PERSONS, "penerima.csv")
    answer = app.get(place_of(file), headers=headers)
    page = BeautifulSoup(answer.data, "html.parser")
    told = " ".join(page.select_one("[aria-labelledby=personal-title]").get_text().split())
    assert "nama orang: Nama (lembar penerima), 5 sel: A2, A3, A4, A5, A6" in told
    assert "NIK: NIK (lembar penerima), 5 sel: B2, B3, B4, B5, B6" in told
    assert page.select_one("a[href$=data-pribadi]")
    assert not any(text in answer.get_data(as_text=True) for text in [*NUMBERS, "Lekransy"])
    question = act("ambon_table_preview", editor, id=file["id"])["tables"][0]["questions"][0]
    given = {question["key"]: question["answers"][0]["value"]}
    act("ambon_table_answer", editor, id=file["id"], answers=given)
    key = page.select_one("input[name=tables]")["value"]
    refused = app.post(place_of(file, "terbitkan"), data={"tables": key}, headers=headers)
    assert "ditahan" in BeautifulSoup(refused.data, "html.parser").select_one("[role=alert]").text
    assert not act("resource_show", editor, id=file["id"])["datastore_active"]


def marked(app: Any, file: dict[str, Any], headers: dict[str, str]) -> dict[str, str]:
    """Return the comments of the marked workbook by their cells."""
    answer = app.get(place_of(file, "bertanda.xlsx"), headers=headers)
    sheet = load_workbook(BytesIO(answer.data)).worksheets[0]
    return {c.coordinate: c.comment.text for row in sheet.iter_rows() for c in row if c.comment}


def test_the_marked_workbook_carries_questions_then_answers_and_personal_data(
    send: Send, app: Any, act: Act, editor: str, headers: dict[str, str]
) -> None:
    file = send(PERSONS, "penerima.csv")
    found = act("ambon_table_preview", editor, id=file["id"])["tables"][0]
    comments = marked(app, file, headers)
    assert comments["C2"].startswith("PERTANYAAN")
    assert comments["B3"].startswith("DATA PRIBADI")
    assert not any(number in str(comments) for number in NUMBERS)
    question = found["questions"][0]
    given = {question["key"]: question["answers"][0]["value"]}
    act("ambon_table_answer", editor, id=file["id"], answers=given)
    comments = marked(app, file, headers)
    assert "C2" not in comments
    assert comments["C1"].startswith("JAWABAN")


@pytest.fixture
def template(tmp_path: Path) -> Callable[..., bytes]:
    """Return a function that fills the template of the tourism places."""
    standard = table_standards.standard("wisata")
    assert standard

    def filled(**told: Any) -> bytes:
        return fill(standard, [{**example(standard), **told}], tmp_path / "a.xlsx").read_bytes()

    return filled


def test_a_filled_template_becomes_a_table_of_its_standard(
    send: Send, act: Act, editor: str, template: Callable[..., bytes]
) -> None:
    file = send(template(), "wisata.xlsx")
    found = act("ambon_table_preview", editor, id=file["id"])["tables"][0]
    assert (found["standard"], found["failures"]) == ("wisata", [])
    assert act("ambon_table_publish", editor, id=file["id"])["state"] == "published"
    assert act("resource_show", id=file["id"])["table_standard"] == "wisata"
    assert act("ambon_table_combined", name="wisata")["total"] == 1


def test_what_fails_a_standard_is_told_with_its_cell_and_marked_there(
    send: Send,
    app: Any,
    act: Act,
    editor: str,
    headers: dict[str, str],
    template: Callable[..., bytes],
) -> None:
    file = send(template(destinasi=None), "wisata.xlsx")
    found = act("ambon_table_preview", editor, id=file["id"])["tables"][0]
    cell = found["failures"][0].split(":")[0]
    assert cell in app.get(place_of(file), headers=headers).get_data(as_text=True)
    assert marked(app, file, headers)[cell].startswith("STANDAR")
    answer = act("ambon_table_publish", editor, id=file["id"])
    assert [one["key"] for one in answer["checks"]] == ["standard"]


def test_a_file_that_waits_to_be_searched_says_so(
    send: Send, app: Any, headers: dict[str, str]
) -> None:
    file = send(UNCLEAR)
    records.check(file["id"]).state = records.WAITING
    helpers.model.Session.commit()
    page = app.get(place_of(file), headers=headers).get_data(as_text=True)
    assert "ditahan sampai selesai diperiksa" in page


def test_a_file_that_was_just_released_is_found_before_the_index_knows(
    send: Send, app: Any, headers: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "AT_ONCE", 10)
    file = send(UNCLEAR)
    monkeypatch.setattr(checking, "reindex", lambda package_id: None)
    checking.check_later(file["id"])
    assert records.check(file["id"]).state == records.CLEAR
    assert app.get(place_of(file), headers=headers, status=None).status_code == 200


def test_who_looks_while_a_table_is_published_never_sees_it_waiting(
    send: Send, act: Act, editor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = send("kecamatan;tahun;jumlah\nNusaniwe;2025;40\nSirimau;2025;70\n")
    act("ambon_table_preview", editor, id=file["id"])
    keep, states = kept.keep, []

    def noted(resource_id: str, **known: Any) -> Any:
        states.append(known.get("state"))
        return keep(resource_id, **known)

    monkeypatch.setattr(kept, "keep", noted)
    act("ambon_table_publish", editor, id=file["id"])
    send("kecamatan;tahun\nNusaniwe;2025\nSirimau;2025\n")
    act("ambon_table_publish", editor, id=file["id"])
    assert [one for one in states if one not in kept.AT_WORK] == ["published", "read", "asks"]


def test_with_an_exception_that_is_taken_back_go_all_tables_of_the_file(
    send: Send, act: Act, editor: str, member_of: Callable[[str, str], str]
) -> None:
    persons = [[f"Petrus Lekransy{letter}", n] for letter, n in zip("abcde", NUMBERS, strict=True)]
    content = sheets(
        Sekolah=[["Jenjang", "Sekolah"], ["SD", 40], ["SMP", 20]],
        Penerima=[["Nama", "NIK"], *persons],
    )
    file, boss = send(content, "a.xlsx"), member_of(opd.WALIDATA, "admin")
    act("ambon_pii_ask", editor, id=file["id"], reason="Wajib diumumkan menurut peraturan.")
    note = "Dasar hukumnya disebut di sini."
    act("ambon_pii_decide", boss, id=file["id"], approve=True, note=note)
    found = act("ambon_table_preview", editor, id=file["id"])["tables"]
    keys = [one["key"] for one in found]
    done = act("ambon_table_publish", editor, id=file["id"], tables=keys)["published"]
    for one in done:
        assert act("datastore_search", resource_id=one["resource_id"])["total"] == one["rows"]
    act("ambon_pii_revoke", boss, id=file["id"], note=note)
    for one in done:
        with pytest.raises(tk.NotAuthorized):
            act("datastore_search", resource_id=one["resource_id"])
