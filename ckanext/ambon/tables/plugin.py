"""Plugin `ambon_tables`: the table of contents of the tables."""

from __future__ import annotations

from typing import Any

import ckan.plugins as p
import ckan.plugins.toolkit as tk
from ckan.types import Context
from flask import Blueprint

from ckanext.ambon import nightly, paths
from ckanext.ambon.tables import cli, jobs, views
from ckanext.ambon.tables.guarding import action as guarding
from ckanext.ambon.tables.guarding import auth as guarding_auth
from ckanext.ambon.tables.guarding import chained, history, hooks, pages, storing
from ckanext.ambon.tables.logic import action, auth, named
from ckanext.ambon.tables.pages import files as shown
from ckanext.ambon.tables.restoring import action as restoring
from ckanext.ambon.tables.restoring import auth as restoring_auth
from ckanext.ambon.tables.restoring import chained as deleting
from ckanext.ambon.tables.restoring import originals
from ckanext.ambon.tables.views.leading import noted


@tk.blanket.cli(cli)
class TablesPlugin(p.SingletonPlugin):
    """An OPD's file becomes a checked, typed table."""

    p.implements(p.IActions)
    p.implements(p.IAuthFunctions)
    p.implements(p.IBlueprint)
    p.implements(p.IConfigurer)
    p.implements(p.IPackageController, inherit=True)
    p.implements(p.IResourceController, inherit=True)
    p.implements(p.ITemplateHelpers)
    p.implements(p.IUploader, inherit=True)
    p.implements(nightly.INightly)

    nightly_jobs = staticmethod(jobs.nightly_jobs)
    get_resource_uploader = staticmethod(storing.for_resource)

    def update_config(self, config: Any) -> None:
        tk.add_template_directory(config, str(paths.TEMPLATES / "tables"))
        tk.add_resource("assets", "ambon_tables")

    def get_actions(self) -> dict[str, Any]:
        core = {**chained.actions(), **history.actions(), **deleting.actions()}
        return {**core, **named(guarding), **named(action), **named(restoring)}

    def get_auth_functions(self) -> dict[str, Any]:
        return {**guarding_auth.functions(), **named(auth), **named(restoring_auth)}

    def get_helpers(self) -> dict[str, Any]:
        return {**named(pages), **named(shown)}

    def get_blueprint(self) -> list[Blueprint]:
        return views.blueprints()

    def after_dataset_create(self, context: Context, pkg_dict: dict[str, Any]) -> None:
        hooks.saved(context, pkg_dict)

    def after_dataset_update(self, context: Context, pkg_dict: dict[str, Any]) -> None:
        hooks.saved(context, pkg_dict)

    def after_dataset_show(self, context: Context, pkg_dict: dict[str, Any]) -> None:
        hooks.shown(context, pkg_dict)

    def before_dataset_index(self, pkg_dict: dict[str, Any]) -> dict[str, Any]:
        return hooks.indexed(pkg_dict)

    def before_resource_update(
        self, context: Context, current: dict[str, Any], resource: dict[str, Any]
    ) -> None:
        originals.keep(current, resource)

    def after_resource_create(self, context: Context, resource: dict[str, Any]) -> None:
        noted(resource)

    def after_resource_update(self, context: Context, resource: dict[str, Any]) -> None:
        noted(resource)
