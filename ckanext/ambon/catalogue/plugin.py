"""Plugin `ambon`: the table of contents of the catalogue."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins as p
import ckan.plugins.toolkit as tk
from ckan.lib.plugins import DefaultTranslation
from ckan.types import Context

from ckanext.ambon import nightly, paths
from ckanext.ambon.catalogue import (
    addresses,
    cli,
    defaults,
    helpers,
    index,
    jobs,
    licences,
    logic,
    pages,
    views,
)
from ckanext.ambon.catalogue.logic import freshness, order, topics


@tk.blanket.actions(logic.actions)
@tk.blanket.auth_functions(logic.auth_functions)
@tk.blanket.blueprints(views)
@tk.blanket.cli(cli)
@tk.blanket.validators
class AmbonPlugin(p.SingletonPlugin, index.Facets, DefaultTranslation):
    """The city's dataset types, OPD and topics."""

    p.implements(p.IConfigDeclaration)
    p.implements(p.IConfigurer)
    p.implements(p.IFacets, inherit=True)
    p.implements(p.IMiddleware, inherit=True)
    p.implements(p.IPackageController, inherit=True)
    p.implements(p.ITemplateHelpers)
    p.implements(p.ITranslation)
    p.implements(nightly.INightly)

    def declare_config_options(self, declaration: Any, key: Any) -> None:
        defaults.declare(declaration, key)

    def update_config(self, config: Any) -> None:
        order.refuse_wrong_plugin_order(config)
        licences.register_licences()
        tk.add_template_directory(config, str(paths.TEMPLATES / "catalogue"))
        tk.add_public_directory(config, "public")
        tk.add_resource("assets", "ambon")

    def i18n_directory(self) -> str:
        return str(paths.I18N / "ambon")

    def get_helpers(self) -> dict[str, Callable[..., Any]]:
        return pages.template_helpers(helpers)

    nightly_jobs = staticmethod(jobs.nightly_jobs)

    def make_middleware(self, app: Any, config: Any) -> Any:
        return addresses.refuse_nul(app)

    def after_dataset_create(self, context: Context, pkg_dict: dict[str, Any]) -> None:
        topics.follow_topics(context, pkg_dict)

    after_dataset_update = after_dataset_create

    def after_dataset_show(self, context: Context, pkg_dict: dict[str, Any]) -> None:
        freshness.add_freshness(pkg_dict)

    def after_dataset_search(
        self, search_results: dict[str, Any], search_params: dict[str, Any]
    ) -> dict[str, Any]:
        return index.name_facets(freshness.refresh_results(search_results))

    before_dataset_index = staticmethod(index.document)
