"""What the actions answer that tell which OPD or region a name stands for."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import logic
from ckan.tests import helpers


def opd(text: str) -> dict[str, Any]:
    return helpers.call_action("ambon_opd_resolve", text=text)


def region(text: str, **more: str) -> dict[str, Any]:
    return helpers.call_action("ambon_region_resolve", text=text, **more)


class TestOpd:
    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("Kominfo Kota Ambon", "diskominfo-sandi"),
            ("Dinas Komunikasi, Informatika & Persandian", "diskominfo-sandi"),
            ("DISDUKCAPIL", "disdukcapil"),
            ("bpkad", "bpkad"),
        ],
    )
    def test_a_spelling_seen_in_the_wild_gives_the_code(self, text: str, code: str) -> None:
        assert opd(text)["code"] == code

    def test_an_abbreviation_of_several_gives_candidates_with_reasons(self) -> None:
        found = opd("DPKP")
        assert found["code"] is None
        assert "dinas-pertanian-ketahanan-pangan" in [one["code"] for one in found["candidates"]]
        assert all(one["name"] and one["reason"] for one in found["candidates"])

    def test_nothing_like_it_gives_nothing(self) -> None:
        found = opd("Kementerian Keuangan")
        assert (found["code"], found["candidates"]) == (None, [])

    @pytest.mark.parametrize("text", ["", "a" * 201])
    def test_no_text_and_too_much_of_it_are_refused(self, text: str) -> None:
        with pytest.raises(tk.ValidationError) as refused:
            opd(text)
        assert "text" in refused.value.error_dict

    def test_everybody_may_ask_by_get(self, app: Any) -> None:
        answer = app.get("/api/3/action/ambon_opd_resolve?text=Disdukcapil").json
        assert answer["result"]["code"] == "disdukcapil"

    def test_the_command_answers_too(self, command: Any) -> None:
        assert command("opd", "resolve", "Kominfo Kota Ambon").output.startswith("diskominfo-sandi")
        unclear = command("opd", "resolve", "DPKP")
        assert unclear.exit_code == 1
        assert "mungkin dinas-pertanian-ketahanan-pangan" in unclear.output


class TestRegion:
    def test_every_name_of_a_kecamatan_gives_its_code(self) -> None:
        for text in ("Kecamatan Baguala", "Teluk Ambon Baguala", "81.71.03"):
            assert region(text)["code"] == "81.71.03"

    def test_a_name_of_several_regions_gives_candidates(self) -> None:
        found = region("Nusaniwe")
        assert found["code"] is None
        assert "81.71.01" in [one["code"] for one in found["candidates"]]

    def test_the_level_tells_them_apart(self) -> None:
        assert region("Nusaniwe", level="kecamatan")["code"] == "81.71.01"

    def test_an_unknown_level_is_refused_with_the_nearest(self) -> None:
        with pytest.raises(tk.ValidationError) as refused:
            region("Nusaniwe", level="kecamatn")
        errors: Any = refused.value.error_dict
        assert "kecamatan" in errors["level"][0]

    def test_everybody_may_ask_by_get(self, app: Any) -> None:
        answer = app.get("/api/3/action/ambon_region_resolve?text=81.71.03").json
        assert answer["result"]["code"] == "81.71.03"


@pytest.mark.parametrize(
    "action",
    [
        "ambon_opd_resolve",
        "ambon_region_resolve",
        "ambon_opd_sync",
        "ambon_user_invite",
        "ambon_user_reset",
    ],
)
def test_help_tells_parameters_result_and_an_example(action: str) -> None:
    words = helpers.call_action("help_show", name=action)
    assert all(part in words for part in (":param ", ":returns:", "Example::"))


def test_no_action_that_is_extended_lost_its_help() -> None:
    """CKAN hands on no docstring of a chained action; that of its wrapper would be shown."""
    silent = [name for name in sorted(logic._actions) if "partial(" in shown(name)]
    assert silent == []


def shown(action: str) -> str:
    return helpers.call_action("help_show", name=action) or ""


@pytest.mark.parametrize("action", ["organization_show", "organization_list", "package_search"])
def test_help_of_an_extended_action_still_tells_what_ckan_tells(action: str) -> None:
    words = helpers.call_action("help_show", name=action)
    assert ":param " in words
    assert "OPD" in words


def test_help_of_an_action_that_two_rooms_extend_tells_the_words_of_both_once() -> None:
    words = shown("organization_show")
    assert words.count("An OPD is found by each of its former codes too") == 1
    assert words.count("An OPD is shown without ``package_count``") == 1
    assert words.count(":param id:") == 1
