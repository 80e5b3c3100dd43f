"""The schemas hold together: what they name exists, and every word has both languages."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from ckanext.ambon import paths
from ckanext.ambon.catalogue import helpers
from ckanext.ambon.catalogue.logic import validators
from ckanext.ambon.domain import vocabularies

LANGUAGES = {"id", "en"}
SCHEMAS = {
    name: yaml.safe_load((paths.SCHEMAS / f"{name}.yaml").read_text())
    for name in ("dataset", "layanan", "peraturan", "organization", "group")
}
PRESETS: dict[str, Any] = {
    preset["preset_name"]: preset["values"]
    for preset in yaml.safe_load((paths.SCHEMAS / "presets.yaml").read_text())["presets"]
}
SUBFIELDS = [sub for field in PRESETS.values() for sub in field.get("repeating_subfields", [])]
TYPES = ("dataset", "layanan", "peraturan")


def named(schema: dict[str, Any]) -> list[str]:
    """Return the presets that a schema lists."""
    lists = (schema.get(key, []) for key in ("fields", "dataset_fields", "resource_fields"))
    return [field["preset"] for fields in lists for field in fields]


def words(text: str) -> list[str]:
    """Return the names of our own validators in a scheming string."""
    return [word.split("(")[0] for word in text.split() if word.startswith("ambon_")]


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_field_of_a_schema_is_a_preset(name: str) -> None:
    assert set(named(SCHEMAS[name])) <= set(PRESETS)


def test_every_preset_is_used() -> None:
    assert set(PRESETS) == {preset for schema in SCHEMAS.values() for preset in named(schema)}


@pytest.mark.parametrize("name", PRESETS)
def test_labels_and_help_have_both_languages(name: str) -> None:
    field = PRESETS[name]
    texts = [field["label"], *(field[k] for k in ("help_text", "repeating_label") if k in field)]
    texts += [
        sub[k]
        for sub in field.get("repeating_subfields", [])
        for k in ("label", "help_text")
        if k in sub
    ]
    assert all(set(text) == LANGUAGES and all(text.values()) for text in texts)


@pytest.mark.parametrize("name", PRESETS)
def test_every_field_helps_with_an_example(name: str) -> None:
    fields = [PRESETS[name], *PRESETS[name].get("repeating_subfields", [])]
    for field in fields:
        assert "Contoh: " in field["help_text"]["id"], field["field_name"]
        assert "Example: " in field["help_text"]["en"], field["field_name"]


@pytest.mark.parametrize(
    "field", [*PRESETS.values(), *SUBFIELDS], ids=lambda field: field["field_name"]
)
def test_what_a_field_names_exists(field: dict[str, Any]) -> None:
    if "vocabulary" in field:
        assert vocabularies.vocabulary(field["vocabulary"])
    for word in words(f"{field.get('validators', '')} {field.get('output_validators', '')}"):
        assert hasattr(validators, word), word
    if "choices_helper" in field:
        assert hasattr(helpers, field["choices_helper"])
    snippet = str(field.get("form_snippet", ""))
    if snippet.startswith("ambon_"):
        assert (paths.TEMPLATES / "catalogue/scheming/form_snippets" / snippet).is_file()


@pytest.mark.parametrize("name", TYPES)
def test_validators_of_a_whole_schema_exist(name: str) -> None:
    for word in words(SCHEMAS[name].get("after_validators", "")):
        assert hasattr(validators, word), word


@pytest.mark.parametrize("name", PRESETS)
def test_every_field_of_an_entry_stands_in_a_group_of_the_form(name: str) -> None:
    groups = {term.value for term in vocabularies.vocabulary("field_groups")}
    assert PRESETS[name]["group"] in groups


@pytest.mark.parametrize("name", TYPES)
def test_no_more_than_eight_fields_are_required_and_all_stand_first(name: str) -> None:
    fields = [PRESETS[field["preset"]] for field in SCHEMAS[name]["dataset_fields"]]
    required = [field for field in fields if field.get("required")]
    assert 1 <= len(required) <= 8
    assert {field["group"] for field in required} == {"main"}


@pytest.mark.parametrize("name", TYPES)
def test_all_types_have_what_all_types_share(name: str) -> None:
    shared = {
        "topics",
        "urusan",
        "contact",
        "source",
        "source_urls",
        "limitations",
        "figures_status",
    }
    fields = {PRESETS[field["preset"]]["field_name"] for field in SCHEMAS[name]["dataset_fields"]}
    assert shared <= fields


def test_repeating_fields_check_by_their_parts() -> None:
    """Scheming drops the validators of a field that has subfields."""
    repeating = [field for field in PRESETS.values() if "repeating_subfields" in field]
    assert repeating
    assert not [field["field_name"] for field in repeating if "validators" in field]
