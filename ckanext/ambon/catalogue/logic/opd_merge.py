"""Two OPD become one: entries, members and followers of one move to the other.

Everything here is written to the session and left for the caller to commit, so that
a merge happens whole or not at all. CKAN's actions commit one by one.
"""

from __future__ import annotations

import datetime
from typing import Any

from ckan import model

from ckanext.ambon.catalogue.logic.opd_names import mark_merged

ROLES = ("member", "editor", "admin")


def merge(source: model.Group, target: model.Group) -> dict[str, int]:
    """Move what `source` has to `target` and mark it as merged; return what was moved."""
    moved = {"entries": _move_entries(source, target), "members": _move_members(source, target)}
    _move_followers(source, target)
    mark_merged(source, target.name)
    model.Session.flush()
    return moved


def left_in(group: model.Group) -> dict[str, int]:
    """Return how many entries and members the organization still has."""
    return {"entries": len(_entries(group)), "members": len(_members(group))}


def _move_entries(source: model.Group, target: model.Group) -> int:
    entries = _entries(source)
    now = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)
    for entry in entries:
        entry.owner_org = target.id
        # An entry shown from the index is believed only while this time agrees; and
        # an officer who is just editing it is told that it changed.
        entry.metadata_modified = now
    for membership in _memberships(source, "package"):
        membership.group_id = target.id
    return len(entries)


def _move_members(source: model.Group, target: model.Group) -> int:
    present = {member.table_id: member for member in _members(target)}
    leaving = _members(source)
    for member in leaving:
        other = present.get(member.table_id)
        if other is None:
            member.group_id = target.id
        else:
            other.capacity = max(other.capacity, member.capacity, key=_rank)
            member.state = "deleted"
    return len(leaving)


def _move_followers(source: model.Group, target: model.Group) -> None:
    following = {row.follower_id for row in _followers(target)}
    for row in _followers(source):
        if row.follower_id not in following:
            model.Session.add(model.UserFollowingGroup(row.follower_id, target.id))
        model.Session.delete(row)


def _entries(group: model.Group) -> list[model.Package]:
    """Return every entry, drafts, private and deleted ones too."""
    return model.Session.query(model.Package).filter(model.Package.owner_org == group.id).all()


def _members(group: model.Group) -> list[model.Member]:
    return [member for member in _memberships(group, "user") if member.state == "active"]


def _memberships(group: model.Group, table: str) -> list[model.Member]:
    query = model.Session.query(model.Member).filter(
        model.Member.group_id == group.id, model.Member.table_name == table
    )
    return query.all()


def _followers(group: model.Group) -> list[Any]:
    followed = model.UserFollowingGroup
    return model.Session.query(followed).filter(followed.object_id == group.id).all()


def _rank(role: str) -> int:
    return ROLES.index(role) if role in ROLES else -1
