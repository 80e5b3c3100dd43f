"""A clean copy is shown, then takes the place of a withheld file."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan.tests import factories, helpers
from persons import PERSONS, Act, download

from ckanext.ambon.tables.guarding import records


def dropped(*titles: str) -> list[dict[str, str]]:
    return [{"sheet": "data", "column": title, "way": "drop"} for title in titles]


def test_a_clean_copy_takes_the_place_of_the_file(
    app: helpers.CKANTestApp, act: Act, withheld_file: dict[str, Any], editor: str
) -> None:
    asked = {"id": withheld_file["id"], "remedies": dropped("Nama", "NIK")}
    shown = act("ambon_pii_clean", editor, **asked)
    assert (shown["saved"], shown["left"], shown["is_table"]) == (False, [], False)
    assert records.check(withheld_file["id"]).state == records.BLOCKED
    act("ambon_pii_clean", editor, **asked, save=True)
    opened = act("resource_show", id=withheld_file["id"])
    assert app.get(opened["url"]).data.decode().splitlines()[:2] == ["Alamat", "Jl. Melati 1"]


def test_a_copy_without_any_column_is_refused_and_the_file_stays(
    app: helpers.CKANTestApp, act: Act, withheld_file: dict[str, Any], editor: str
) -> None:
    asked = {"id": withheld_file["id"], "remedies": dropped("Nama", "NIK", "Alamat")}
    for save in (False, True):
        with pytest.raises(tk.ValidationError) as refused:
            act("ambon_pii_clean", editor, **asked, save=save)
        assert "file" in refused.value.error_dict
    assert download(app, withheld_file, editor).data == PERSONS


def test_a_form_previews_then_saves_a_clean_copy(
    app: helpers.CKANTestApp, withheld_file: dict[str, Any], editor: str
) -> None:
    place = tk.h.url_for(
        "ambon_pii.act", id=withheld_file["package_id"], resource_id=withheld_file["id"]
    )
    headers = {"Authorization": factories.APIToken(user=editor)["token"]}
    form = {"remedy": ["drop|data|NIK", "drop|data|Alamat", "mask|data|Nama"], "do": "preview"}
    preview = app.post(place, headers=headers, data=form)
    assert "P•••••" in preview.data.decode()
    assert records.check(withheld_file["id"]).state == records.BLOCKED
    app.post(place, headers=headers, data={**form, "do": "save"}, follow_redirects=False)
    assert records.check(withheld_file["id"]).state == records.CLEAR
