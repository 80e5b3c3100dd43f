"""Findings as they are printed: a title or a sheet's name may itself be a number or a name."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from ckanext.ambon.domain.personal_data import numbers, persons
from ckanext.ambon.domain.personal_data.model import Finding, mask

_LONG = re.compile(r"\d(?:[\s.\-/]{0,2}\d){7,}")


def plain(found: list[Finding]) -> dict[str, Any]:
    """Return findings as plain values for `json.dumps`."""
    return {"findings": [_safe(one).as_plain for one in found]}


def line(found: Finding) -> str:
    """Return a finding as a line of text."""
    one = _safe(found)
    place = one.column or "(di luar tabel)"
    return f"{one.strength:6} {one.kind:12} {place}: {one.rows} baris, {one.example_masked}"


def _safe(found: Finding) -> Finding:
    return replace(found, column=_title(found.column), sheet=_without_numbers(found.sheet))


def _title(title: str | None) -> str | None:
    if title is None or not persons.is_name_for_title(title):
        return None if title is None else _without_numbers(title)
    return mask(title)


def _without_numbers(text: str) -> str:
    shorter = numbers.EMAIL.sub(lambda match: mask(match[0]), text)
    return _LONG.sub(lambda match: mask(match[0]), shorter)
