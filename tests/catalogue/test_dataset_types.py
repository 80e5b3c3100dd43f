"""The three types as programs use them: what is taken, in which shape, and what is refused."""

from __future__ import annotations

import json
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests import factories
from entries import act, entry

KINDS = ["dataset", "layanan", "peraturan"]


@pytest.fixture
def owner(_catalogue: None) -> str:
    act("ambon_topic_sync")
    return factories.Organization()["id"]


def refusal(owner: str, kind: str = "dataset", **fields: Any) -> dict[str, Any]:
    """Return what is said against an entry; nothing of it is stored."""
    with pytest.raises(tk.ValidationError) as refused:
        act("package_create", **{**entry(owner, "ditolak", kind), **fields})
    assert model.Package.get("ditolak") is None
    return refused.value.error_dict


@pytest.mark.parametrize("kind", KINDS)
class TestEveryType:
    def test_it_is_created_changed_and_deleted(self, kind: str, owner: str) -> None:
        act("package_create", **entry(owner, "ada", kind))
        act("package_patch", id="ada", title="Lain", topics=["ekonomi", "sosial"])
        shown = act("package_show", id="ada")
        assert (shown["title"], shown["topics"]) == ("Lain", ["ekonomi", "sosial"])
        act("package_delete", id="ada")
        assert act("package_show", id="ada")["state"] == "deleted"

    def test_what_is_shown_can_be_saved(self, kind: str, owner: str) -> None:
        """What the portal works out, like freshness, is shown with it and dropped again."""
        act("package_create", **entry(owner, "ada", kind))
        shown = act("package_show", id="ada")
        saved = act("package_update", **{**shown, "title": "Lain"})
        assert {**saved, "metadata_modified": ""} == {
            **shown,
            "title": "Lain",
            "metadata_modified": "",
        }

    def test_the_type_of_an_entry_stays(self, kind: str, owner: str) -> None:
        act("package_create", **entry(owner, "ada", kind))
        other = next(one for one in KINDS if one != kind)
        act("package_patch", id="ada", type=other)
        assert act("package_show", id="ada")["type"] == kind

    def test_topics_are_needed(self, kind: str, owner: str) -> None:
        assert "topics" in refusal(owner, kind, topics=[])


class TestLists:
    @pytest.mark.parametrize("topics", [["sosial"], '["sosial"]', "sosial", ["sosial", "sosial"]])
    def test_codes_are_taken_in_every_shape(self, topics: Any, owner: str) -> None:
        act("package_create", **entry(owner, "ada", topics=topics))
        assert act("package_show", id="ada")["topics"] == ["sosial"]

    def test_items_are_taken_as_json_text(self, owner: str) -> None:
        items = [{"text": "Kartu keluarga"}]
        act("package_create", **entry(owner, "ada", "layanan", requirements=json.dumps(items)))
        assert act("package_show", id="ada")["requirements"] == items

    @pytest.mark.parametrize("nothing", [None, "", [], {}])
    def test_nothing_takes_the_items_away(self, nothing: Any, owner: str) -> None:
        act("package_create", **entry(owner, "ada", contact=[{"name": "Bidang"}]))
        act("package_patch", id="ada", contact=nothing)
        assert not act("package_show", id="ada").get("contact")

    @pytest.mark.parametrize(
        "items", ["Bidang", "[", 5, ["Bidang"], {"name": "Bidang"}, "[" * 9999]
    )
    def test_what_is_no_list_of_items_is_refused(self, items: Any, owner: str) -> None:
        assert "contact" in refusal(owner, contact=items)

    def test_a_file_is_named_by_its_place(self, owner: str) -> None:
        good = {"name": "Satu", "url": "https://example.org/a.csv"}
        wrong = refusal(owner, resources=[good, {**good, "columns": "jumlah"}])
        assert [list(one) for one in wrong["resources"]] == [[], ["columns"]]

    @pytest.mark.parametrize("codes", [5, {"a": 1}, [["sosial"]], "[", "[" * 9999])
    def test_what_is_no_list_of_codes_is_refused(self, codes: Any, owner: str) -> None:
        assert "topics" in refusal(owner, topics=codes)


class TestTexts:
    @pytest.mark.parametrize("text", ["a\0b", "\ud800", "a" * 30_001, ["a"], {"a": 1}])
    @pytest.mark.parametrize("field", ["title", "notes", "unit", "source", "name"])
    def test_what_cannot_be_stored_is_refused(self, field: str, text: Any, owner: str) -> None:
        assert field in refusal(owner, **{field: text})

    def test_blanks_are_nothing(self, owner: str) -> None:
        act("package_create", **entry(owner, "ada", unit="  ", title=" Judul "))
        shown = act("package_show", id="ada")
        assert ("unit" in shown, shown["title"]) == (False, "Judul")

    def test_nought_and_no_are_values(self, owner: str) -> None:
        act("package_create", **entry(owner, "ada", priority_data=False))
        act("package_create", **entry(owner, "bebas", "layanan", fee_min=0))
        assert act("package_show", id="ada")["priority_data"] is False
        assert act("package_show", id="bebas")["fee_min"] == 0

    @pytest.mark.parametrize("name", ["../presets", "regions.yaml", "a" * 300, "nama\0"])
    def test_a_code_list_is_named_not_searched(self, name: str, owner: str) -> None:
        column = {"name": "kode", "vocabulary": name}
        file = {"name": "Satu", "url": "https://example.org/a.csv", "columns": [column]}
        wrong = refusal(owner, resources=[file])
        assert list(wrong["resources"][0]["columns"][0]) == ["vocabulary"]


class TestDates:
    @pytest.mark.parametrize("day", ["2025-02-28", "2025-02-28T10:00:00", "2025-02-28 10:00"])
    def test_a_moment_counts_as_its_day(self, day: str, owner: str) -> None:
        act("package_create", **entry(owner, "ada", next_release=day))
        assert act("package_show", id="ada")["next_release"] == "2025-02-28"

    @pytest.mark.parametrize(
        "day", ["2025-02-30", "28-02-2025", "2025", "2025-02-28x", "0025-02-28"]
    )
    def test_another_way_of_writing_it_is_refused(self, day: str, owner: str) -> None:
        assert "2026-11-24" in refusal(owner, next_release=day)["next_release"][0]

    def test_a_wrong_date_is_not_compared_with_a_good_one(self, owner: str) -> None:
        wrong = refusal(owner, temporal_coverage=[{"start": "besok", "end": "2025-01-01"}])
        assert wrong["temporal_coverage"] == [{"start": wrong["temporal_coverage"][0]["start"]}]
