"""What a load made, taken out again: entries, files, tables, and their traces."""

from __future__ import annotations

from typing import NamedTuple

from ckan import model, plugins
from ckan.lib import uploader
from sqlalchemy import select

from demo import publish


class Loaded(NamedTuple):
    """An entry that a load made."""

    id: str
    name: str


def loaded() -> list[Loaded]:
    """Return the entries that a load made, deleted ones too."""
    marked = model.Package.plugin_data.has_key(publish.MARK)  # type: ignore[attr-defined]
    found = model.Session.query(model.Package.id, model.Package.name).filter(marked)
    return [Loaded(*row) for row in found.order_by(model.Package.name)]


def remove(package_id: str, *, edited_too: bool = False) -> str:
    """Take out an entry; return `removed`, or `edited` for one that was left alone.

    What somebody changed after the load is no longer only the load's, and stays unless
    `edited_too`.
    """
    shown = publish.show(package_id)
    if publish.is_edited(shown) and not edited_too:
        return "edited"
    for resource in shown["resources"]:
        publish.drop_table(resource["id"])
        _drop_file(resource["id"])
    _forget_activities(package_id)
    # Last, so that a removal cut short finds the entry again.
    publish.act("dataset_purge", id=package_id)
    _forget_tags([tag["id"] for tag in shown["tags"]])
    return "removed"


def _drop_file(resource_id: str) -> None:
    cleared = uploader.get_resource_uploader({"url": "", "clear_upload": True})
    cleared.upload(resource_id)


def _forget_activities(package_id: str) -> None:
    if not plugins.plugin_loaded("activity"):
        return
    from ckanext.activity.model import Activity  # noqa: PLC0415 - its table may not exist

    model.Session.query(Activity).filter(Activity.object_id == package_id).delete()
    model.Session.commit()


def _forget_tags(tag_ids: list[str]) -> None:
    """Delete the tags that no other entry has."""
    used = select(model.PackageTag.tag_id)
    unused = model.Tag.id.in_(tag_ids) & model.Tag.id.not_in(used)
    model.Session.query(model.Tag).filter(unused).delete()
    model.Session.commit()
