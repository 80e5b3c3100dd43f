"""What differs between the file of OPD and CKAN's organizations, before anything is done.

The file decides the fields that it states. What it leaves empty belongs to the office
itself, which fills it in on CKAN's form, and is never emptied from here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk

# The plan looks at every organization, hidden and deleted ones too; actions show few.
from ckan import model
from ckan.types import Context

from ckanext.ambon.catalogue.logic import opd_merge, opd_names
from ckanext.ambon.domain import opd

# CKAN's field, and the file's where its name differs.
FIELDS = {
    "title": "title",
    "title_en": "title_en",
    "short_name": "short_name",
    "aliases": "aliases",
    "opd_kind": "kind",
    "urusan": "urusan",
    "address": "address",
    "telephone": "telephone",
    "email": "email",
    "website": "website",
    "legal_basis": "legal_basis",
    "opd_status": "status",
    "former_codes": "former_codes",
    "name_confirmed": "name_confirmed",
    "sources": "sources",
}


@dataclass(frozen=True)
class Difference:
    """One thing in which an organization does not agree with the file."""

    opd: str
    change: str  # created, renamed, updated, restored, placed, merged; or unknown: not in the file
    field: str
    old: Any
    new: Any


@dataclass(frozen=True)
class Step:
    """What must be done to one organization: `row` is the OPD it shall be."""

    row: opd.Opd
    group: model.Group | None
    differences: tuple[Difference, ...]
    merged: bool = False


def steps(context: Context) -> list[Step]:
    """Return one step for each OPD, then one for each organization to merge into another."""
    found = _match()
    steward = found.get(opd.walidata())
    kept = [_step(context, row, found[row.code], steward) for row in _rows()]
    return kept + list(_merges(_others(found)))


def unknown() -> list[Difference]:
    """Return the organizations that the file does not know; they are left alone."""
    strange = [group for group in _others(_match()) if opd.current_code(group.name) is None]
    return [
        Difference(group.name, "unknown", "", group.title, None)
        for group in strange
        if group.state == "active"
    ]


def _rows() -> list[opd.Opd]:
    """Return the OPD that shall have an organization, the data steward first."""
    rows = [row for row in opd.opd_list() if not row.merged_into]
    return sorted(rows, key=lambda row: row.code != opd.walidata())


def _match() -> dict[str, model.Group | None]:
    """Return the organization of each OPD: by code, by an old code, else by its title."""
    by_name = {group.name: group for group in _organizations()}
    strange = {
        group.title: group for group in by_name.values() if opd.current_code(group.name) is None
    }
    found = {}
    for row in _rows():
        named = [by_name[code] for code in (row.code, *row.former_codes) if code in by_name]
        found[row.code] = next(iter(named), None) or strange.get(row.title)
    return found


def _others(found: dict[str, model.Group | None]) -> list[model.Group]:
    matched = {group.id for group in found.values() if group}
    return [group for group in _organizations() if group.id not in matched]


def _organizations() -> list[model.Group]:
    query = model.Session.query(model.Group).filter(model.Group.is_organization.is_(True))
    return query.order_by(model.Group.name).all()


def _step(
    context: Context, row: opd.Opd, group: model.Group | None, steward: model.Group | None
) -> Step:
    if group is None:
        return Step(row, None, (Difference(row.code, "created", "", None, row.title),))
    place = _place(row, group, steward)
    return Step(row, group, (*_identity(row, group), *_fields(context, row, group), *place))


def _identity(row: opd.Opd, group: model.Group) -> Iterator[Difference]:
    if group.name != row.code:
        yield Difference(row.code, "renamed", "name", group.name, row.code)
    if group.state != "active":
        yield Difference(row.code, "restored", "state", group.state, "active")


def _fields(context: Context, row: opd.Opd, group: model.Group) -> Iterator[Difference]:
    shown = _shown(context, group)
    for field, wanted in stated(row).items():
        old = _value(shown.get(field))
        if not _same(old, wanted):
            yield Difference(row.code, "updated", field, old, wanted)


def stated(row: opd.Opd) -> dict[str, Any]:
    """Return the fields that the file states for the OPD, as CKAN names them."""
    values = {field: getattr(row, attribute) for field, attribute in FIELDS.items()}
    plain = {
        key: list(value) if isinstance(value, tuple) else value for key, value in values.items()
    }
    return {key: value for key, value in plain.items() if value not in (None, "", [])}


def parents(group: model.Group) -> list[model.Member]:
    """Return the rows that place the organization below another one."""
    query = model.Session.query(model.Member).filter(
        model.Member.group_id == group.id,
        model.Member.table_name == "group",
        model.Member.state == "active",
    )
    return query.all()


def _place(row: opd.Opd, group: model.Group, steward: model.Group | None) -> Iterator[Difference]:
    above = [model.Group.get(member.table_id) for member in parents(group)]
    is_steward = row.code == opd.walidata()
    wanted = [] if is_steward else [steward]
    if above != wanted:
        old = ", ".join(parent.name for parent in above if parent)
        yield Difference(row.code, "placed", "parent", old, "" if is_steward else opd.walidata())


def _merges(groups: list[model.Group]) -> Iterator[Step]:
    for group in groups:
        code = opd.current_code(group.name)
        row = opd.opd(code) if code else None
        if row is None:
            continue
        left = opd_merge.left_in(group)
        if any(left.values()) or not opd_names.is_merged(group):
            difference = Difference(group.name, "merged", "", left, row.code)
            yield Step(row, group, (difference,), merged=True)


def _shown(context: Context, group: model.Group) -> dict[str, Any]:
    quick = {"include_dataset_count": False, "include_users": False, "include_followers": False}
    asked = Context(user=context.get("user", ""), ignore_auth=True)
    return tk.get_action("organization_show")(asked, {"id": group.id, **quick})


def _value(shown: Any) -> Any:
    """Return a list that is stored as text as a list."""
    if isinstance(shown, str) and shown.startswith("["):
        return json.loads(shown)
    return shown


def _same(old: Any, wanted: Any) -> bool:
    if isinstance(wanted, bool):
        return old not in (None, "") and tk.asbool(old) is wanted
    return old == wanted
