"""Entries as CKAN shows them, read in sets: a few questions to the database for hundreds.

Core asks six questions for each entry. What is done with the answers is core's own code,
called row by row; only the asking differs. A test compares the two on the demonstration
data.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import ckan.plugins as p
import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

# The toolkit turns only one row into a dictionary by an action, never a set.
from ckan.lib.dictization import model_dictize, table_dictize
from ckan.lib.dictization import obj_list_dictize as rows_dictize
from ckan.types import Context

Rows = Mapping[str, list[Any]]

# Under this name a row tells whose it is.
OF = "ambon_entry"


def packages(entry_ids: Iterable[str]) -> list[model.Package]:
    """Return the entries; while they are held, `Package.get` finds them without asking."""
    wanted = model.Session.query(model.Package).filter(model.Package.id.in_(list(entry_ids)))
    return wanted.populate_existing().all()


def dictized(found: list[model.Package]) -> dict[str, dict[str, Any]]:
    """Return what `package_show` shows of each before it is validated, by id."""
    context = Context(ignore_auth=True, use_cache=False, validate=False)
    related = _Related(found)
    shown = {package.id: _dictized(package, related, context) for package in found}
    for package in found:
        for plugin in p.PluginImplementations(p.IPackageController):
            plugin.read(package)
        for plugin in p.PluginImplementations(p.IResourceController):
            for resource in shown[package.id]["resources"]:
                plugin.before_resource_show(resource)
    return shown


class _Related:
    """What belongs to a set of entries, by the id of the entry."""

    def __init__(self, found: list[model.Package]) -> None:
        ids = [package.id for package in found]
        self.resources = _resources(ids)
        self.tags = _tags(ids)
        self.groups = _groups(ids)
        self.organizations = _organizations([one.owner_org for one in found if one.owner_org])
        self.as_subject = _relationships(ids, "subject_package_id")
        self.as_object = _relationships(ids, "object_package_id")
        self._shown_groups: dict[tuple[str, str], dict[str, Any]] = {}

    def groups_of(self, package_id: str, context: Context) -> list[dict[str, Any]]:
        """Return the groups of an entry; each is made once for all that are in it."""
        shown = [dict(self._group(row, context)) for row in self.groups[package_id]]
        return sorted(shown, key=lambda group: tk.h.strxfrm(group["display_name"]))

    def _group(self, row: Any, context: Context) -> dict[str, Any]:
        key = (row.id, row.capacity)
        if key not in self._shown_groups:
            context["with_capacity"] = False
            made = model_dictize.group_list_dictize([row], context, with_package_counts=False)
            self._shown_groups[key] = _without_entry(made[0])
        return self._shown_groups[key]


def _dictized(package: model.Package, related: _Related, context: Context) -> dict[str, Any]:
    entry = table_dictize(package, context)
    if entry.get("title"):
        entry["title"] = entry["title"].strip()
    entry.pop("plugin_data", None)
    resources = model_dictize.resource_list_dictize(related.resources[package.id], context)
    tags = rows_dictize(related.tags[package.id], context, lambda tag: tag["name"])
    entry |= {
        "resources": resources,
        "num_resources": len(resources),
        "tags": [{**_without_entry(tag), "display_name": tag["name"]} for tag in tags],
        "num_tags": len(tags),
        "extras": [{"key": key, "value": value} for key, value in (package.extras or {}).items()],
        "groups": related.groups_of(package.id, context),
        "organization": _organization_of(package, related, context),
        "relationships_as_subject": rows_dictize(related.as_subject[package.id], context),
        "relationships_as_object": rows_dictize(related.as_object[package.id], context),
    }
    return entry | _own(package) | _licence(package)


def _own(package: model.Package) -> dict[str, Any]:
    created = package.metadata_created
    return {
        "isopen": package.isopen(),
        "type": package.type or "dataset",
        "metadata_modified": package.metadata_modified.isoformat(),
        "metadata_created": created.isoformat() if created else None,
    }


def _licence(package: model.Package) -> dict[str, Any]:
    licence = package.license
    if not licence:
        return {"license_title": package.license_id}
    title = {"license_title": licence.title}
    if licence.url:
        return {"license_url": licence.url, "license_title": licence.title.split("::")[-1]}
    return title


def _organization_of(
    package: model.Package, related: _Related, context: Context
) -> dict[str, Any] | None:
    row = related.organizations.get(package.owner_org or "")
    if row is None:
        return None
    organization = table_dictize(row, context)
    del organization["extras"]
    return organization


def _resources(ids: list[str]) -> Rows:
    table = model.resource_table
    wanted = sa.select(table).where(table.c["package_id"].in_(ids))
    return _by(wanted, "package_id")


def _tags(ids: list[str]) -> Rows:
    tag, of = model.tag_table, model.package_tag_table
    wanted = sa.select(tag, of.c["state"]).join(of, tag.c["id"] == of.c["tag_id"])
    return _of_each(wanted, of.c["package_id"], ids)


def _groups(ids: list[str]) -> Rows:
    member, group = model.member_table, model.group_table
    wanted = (
        sa.select(group, member.c["capacity"])
        .join(member, group.c["id"] == member.c["group_id"])
        .where(member.c["state"] == "active", group.c["is_organization"] == sa.false())
    )
    return _of_each(wanted, member.c["table_id"], ids)


def _organizations(ids: list[str]) -> dict[str, Any]:
    group = model.group_table
    wanted = sa.select(group).where(group.c["id"].in_(set(ids)), group.c["state"] == "active")
    return {row.id: row for row in model.Session.execute(wanted)}


def _relationships(ids: list[str], side: str) -> Rows:
    table = model.package_relationship_table
    return _by(sa.select(table).where(table.c[side].in_(ids)), side)


def _by(wanted: Any, column: str) -> Rows:
    rows: dict[str, list[Any]] = defaultdict(list)
    for row in model.Session.execute(wanted):
        rows[getattr(row, column)].append(row)
    return rows


def _of_each(wanted: Any, entry_id: Any, ids: list[str]) -> Rows:
    """Return the rows by the entry; its id goes along as a column of its own."""
    return _by(wanted.where(entry_id.in_(ids)).add_columns(entry_id.label(OF)), OF)


def _without_entry(found: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in found.items() if key != OF}
