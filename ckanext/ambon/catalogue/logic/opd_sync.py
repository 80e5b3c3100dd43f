"""Make CKAN's organizations agree with the file of OPD: create, update, rename, merge.

All of it is one transaction; the search index follows once that is committed.
"""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

# The parts of a run are committed together; CKAN's actions for members commit alone.
from ckan import model
from ckan.types import Context

from ckanext.ambon.catalogue.logic import opd_index, opd_merge, opd_plan
from ckanext.ambon.catalogue.logic.opd_plan import Difference, Step
from ckanext.ambon.domain import opd

# What an entry's copy of its organization in the search index holds.
INDEXED = {"name", "title", "state"}


def sync(context: Context, *, dry_run: bool = False) -> list[Difference]:
    """Bring the organizations in line, unless `dry_run`; return how they differed."""
    steps = [step for step in opd_plan.steps(context) if step.differences]
    strange = opd_plan.unknown()
    if steps and not dry_run:
        _carry_out(context, steps)
    return [difference for step in steps for difference in step.differences] + strange


def _carry_out(context: Context, steps: list[Step]) -> None:
    changed = {step.row.code for step in steps if _is_indexed(step)}
    try:
        for step in steps:
            _take(context, step)
        model.Session.commit()
    except Exception:
        model.Session.rollback()
        raise
    for code in sorted(changed):
        opd_index.reindex_organization(_organization(code).id)


def _is_indexed(step: Step) -> bool:
    changed = {difference.field for difference in step.differences}
    return step.merged or (step.group is not None and bool(changed & INDEXED))


def _take(context: Context, step: Step) -> None:
    if step.merged and step.group:
        opd_merge.merge(step.group, _organization(step.row.code))
        return
    group = step.group
    if group is None:
        group = _create(context, step.row)
    else:
        _update(context, step)
    if any(difference.change in ("created", "placed") for difference in step.differences):
        _place(group)


def _create(context: Context, row: opd.Opd) -> model.Group:
    data = {"name": row.code, **opd_plan.stated(row)}
    created = _act(context, "organization_create", row.code, data)
    group = _organization(created["name"])
    # CKAN makes whoever creates an organization its administrator. Here nobody did.
    creators = model.Session.query(model.Member).filter_by(group_id=group.id, table_name="user")
    creators.delete(synchronize_session="fetch")
    return group


def _update(context: Context, step: Step) -> None:
    if step.group is None:
        return
    fields = {
        difference.field: difference.new
        for difference in step.differences
        if difference.change in ("updated", "renamed", "restored")
    }
    if fields:
        _act(context, "organization_patch", step.row.code, {"id": step.group.id, **fields})


def _act(context: Context, action: str, code: str, data: dict[str, Any]) -> dict[str, Any]:
    """Call the action inside this transaction; an error says which OPD it is about."""
    inside = Context(user=context.get("user", ""), ignore_auth=True, defer_commit=True)
    try:
        done = tk.get_action(action)(inside, data)
        # CKAN's session writes nothing by itself; the next step looks the organization up.
        model.Session.flush()
    except tk.ValidationError as error:
        raise tk.ValidationError({code: [_in_words(error)]}) from error
    return done


def _in_words(error: tk.ValidationError) -> str:
    return "; ".join(f"{field}: {text}" for field, text in error.error_summary.items())


def _place(group: model.Group) -> None:
    """Put the organization below the data steward, and below nothing else."""
    for member in opd_plan.parents(group):
        member.state = "deleted"
    if group.name != opd.walidata():
        steward = _organization(opd.walidata())
        place = {"table_id": steward.id, "table_name": "group", "capacity": "public"}
        model.Session.add(model.Member(group=group, group_id=group.id, **place))
    model.Session.flush()


def _organization(code: str) -> model.Group:
    group = model.Group.by_name(code)
    if group is None:
        message = tk._("Organization {code} does not exist.").format(code=code)
        raise tk.ObjectNotFound(message)
    return group
