"""Personal data never goes out by mistake: the guard over every file of the catalogue.

`checking` searches files as they are saved, `records` keeps what was found and decided, `gate`
says who may read, `hooks`, `chained` and `auth` stand where rows and bytes go out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ckanext.ambon.tables.guarding import gate, records

__all__ = ["findings_of", "is_withheld", "state_of"]


def findings_of(resource: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return what was found in the stored file of a resource; no whole number or name is in it.

    Each has `sheet`, `column`, `kind`, `strength`, `rows`, `example_masked` and `cells`.
    """
    checked = records.check(resource["id"])
    return checked.found if checked else []


def state_of(resource: Mapping[str, Any]) -> str:
    """Return the state of a resource's file, as `records` names them; empty where unknown."""
    checked = records.check(resource["id"])
    return str(checked.state) if checked else ""


def is_withheld(resource: Mapping[str, Any]) -> bool:
    """Tell whether the file, or its rows, are kept from the public."""
    return gate.is_withheld(resource)
