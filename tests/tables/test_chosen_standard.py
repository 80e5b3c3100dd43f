"""The standard that an officer chose for a file: what its table lacks is told, then asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from ckan.tests import factories

Act = Callable[..., Any]
Put = Callable[..., str]

BEACHES = b"Destinasi,Lokasi\nPantai A,Latuhalat\nPantai B,Halong\n"
ASKED = b"Destinasi;Wilayah;Luas (m2)\nPantai A;Entah;1.234\nPantai B;Halong;2.345\n"


@pytest.fixture
def put(office: dict[str, Any], editor: str, act: Act, upload: Callable[..., Any]) -> Put:
    """Return a function that uploads beaches for a standard, and gives the id of the file."""

    def create(standard: str, content: bytes = BEACHES) -> str:
        entry = factories.Dataset(owner_org=office["id"], type="dataset", topics=["sosial"])
        told = {"package_id": entry["id"], "name": "Pantai", "table_standard": standard}
        return act("resource_create", editor, upload=upload(content), **told)["id"]

    return create


def test_what_the_table_lacks_of_it_is_told_and_asked(act: Act, put: Put, editor: str) -> None:
    file = put("wisata")
    table = act("ambon_table_preview", editor, id=file)["tables"][0]
    assert (table["standard"], table["missed"]) == (None, "wisata")
    assert "Kolom wajib “Wilayah” tidak ada." in table["failures"][0]
    answer = act("ambon_table_publish", editor, id=file)
    assert [one["key"] for one in answer["checks"]] == ["standard"]
    assert "“Destinasi wisata”" in answer["checks"][0]["why"]
    done = act("ambon_table_publish", editor, id=file, agreed=["standard"])
    assert done["state"] == "published"
    assert not act("resource_show", id=file).get("table_standard")


def test_a_table_for_which_none_was_chosen_is_asked_nothing(
    act: Act, put: Put, editor: str
) -> None:
    assert act("ambon_table_publish", editor, id=put(""))["state"] == "published"


def test_one_that_is_chosen_after_the_file_was_read_counts(act: Act, put: Put, editor: str) -> None:
    file = put("")
    assert act("ambon_table_preview", editor, id=file)["tables"][0]["missed"] is None
    act("resource_patch", editor, id=file, table_standard="wisata")
    assert act("ambon_table_preview", editor, id=file)["tables"][0]["missed"] == "wisata"


def test_the_page_names_it(act: Act, put: Put, editor: str, app: Any) -> None:
    file = act("resource_show", editor, id=put("wisata"))
    headers = {"Authorization": factories.APIToken(user=editor)["token"]}
    place = f"/dataset/{file['package_id']}/resource/{file['id']}/periksa"
    assert "Destinasi wisata" in app.get(place, headers=headers).body


def test_mistakes_are_told_beside_open_questions_but_not_where_an_answer_may_change_them(
    act: Act, put: Put, editor: str
) -> None:
    table = act("ambon_table_preview", editor, id=put("wisata", ASKED))["tables"][0]
    assert [question["column"] for question in table["questions"]] == ["Luas (m2)"]
    assert (table["standard"], table["missed"]) == (None, "wisata")
    assert [text.split(":")[0] for text in table["failures"]] == ["B2"]
