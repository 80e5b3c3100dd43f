"""The fields that a type of entry may have, as the schemas of the portal say."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import yaml

from ckanext.ambon import paths

Field = Mapping[str, Any]


@cache
def fields(kind: str) -> Mapping[str, Field]:
    """Return the fields of a type of entry, by name."""
    return _named(kind, "dataset_fields")


@cache
def file_fields(kind: str) -> Mapping[str, Field]:
    """Return the fields of a file of a type of entry, by name."""
    return _named(kind, "resource_fields")


def subfields(field: Field) -> Mapping[str, Field]:
    """Return the fields of each item of a field that repeats; none for one that does not."""
    return {found["field_name"]: found for found in field.get("repeating_subfields", [])}


def _named(kind: str, part: str) -> dict[str, Field]:
    presets = {p["preset_name"]: p["values"] for p in _yaml("presets")["presets"]}
    found = [{**presets.get(field.get("preset"), {}), **field} for field in _yaml(kind)[part]]
    return {field["field_name"]: field for field in found}


@cache
def _yaml(name: str) -> dict[str, Any]:
    return yaml.safe_load((paths.SCHEMAS / f"{name}.yaml").read_text(encoding="utf-8"))
