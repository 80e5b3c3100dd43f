"""Topics: the vocabulary names them, a dataset's field chooses them, CKAN's groups follow.

Core asks for the right to manage a group before it puts a dataset there. Officers have
no such right and need none: which groups a dataset is in is the portal's doing, so the
membership rows are written here, in the transaction that saves the dataset.
"""

from __future__ import annotations

import json
from typing import Any

import ckan.plugins.toolkit as tk

# Membership is written straight to the model: the action `member_create` commits by
# itself, and asks for a right that an officer rightly lacks.
from ckan import model
from ckan.types import Context

from ckanext.ambon.domain import vocabularies


def follow_topics(context: Context, dataset: dict[str, Any]) -> None:
    """Make the groups of the dataset just saved those that its `topics` name."""
    package = model.Package.get(dataset["id"])
    if package is None:
        return
    wanted = {group.id: group for group in _groups(_topics_of(package))}
    members = {member.group_id: member for member in _memberships(package.id)}
    for group_id, member in members.items():
        member.state = "active" if group_id in wanted else "deleted"
    for group_id in wanted.keys() - members.keys():
        model.Session.add(_membership(package.id, wanted[group_id]))
    model.Session.flush()


def sync_topics(context: Context) -> list[dict[str, str]]:
    """Make CKAN's groups agree with the vocabulary; return what was created or changed."""
    changes = [_sync_topic(context, topic) for topic in vocabularies.vocabulary("topics")]
    return [change for change in changes if change]


def _sync_topic(context: Context, topic: vocabularies.Term) -> dict[str, str] | None:
    wanted = {
        "title": topic.label["id"],
        "title_en": topic.label["en"],
        "description": topic.data["description"]["id"],
        "description_en": topic.data["description"]["en"],
    }
    group = model.Group.get(topic.value)
    if group is None:
        tk.get_action("group_create")(_fresh(context), {"name": topic.value, **wanted})
        return {"topic": topic.value, "change": "created"}
    shown = tk.get_action("group_show")(_fresh(context), {"id": group.id, "include_users": False})
    if all(shown.get(key) == value for key, value in wanted.items()):
        return None
    tk.get_action("group_patch")(_fresh(context), {"id": group.id, **wanted})
    return {"topic": topic.value, "change": "updated"}


def _fresh(context: Context) -> Context:
    return Context(user=context.get("user", ""), ignore_auth=True)


def _topics_of(package: model.Package) -> list[str]:
    return json.loads(package.extras.get("topics") or "[]")


def _groups(names: list[str]) -> list[model.Group]:
    query = model.Session.query(model.Group).filter(
        model.Group.name.in_(names),
        model.Group.is_organization.is_(False),
        model.Group.state == "active",
    )
    return query.all() if names else []


def _memberships(package_id: str) -> list[model.Member]:
    query = model.Session.query(model.Member).filter(
        model.Member.table_id == package_id,
        model.Member.table_name == "package",
        model.Member.capacity != "organization",
    )
    return query.all()


def _membership(package_id: str, group: model.Group) -> model.Member:
    place = {"table_id": package_id, "table_name": "package", "capacity": "public"}
    # The constructor overwrites `group_id` with that of `group`, so both are given.
    return model.Member(group=group, group_id=group.id, **place)
