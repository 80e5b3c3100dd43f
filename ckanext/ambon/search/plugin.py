"""Plugin `ambon_search`: the table of contents of the search."""

from __future__ import annotations

from typing import Any

import ckan.plugins as p
import ckan.plugins.toolkit as tk

from ckanext.ambon import nightly, paths
from ckanext.ambon.search import cli, jobs, logic, options, views
from ckanext.ambon.search.asking import answer, choices, plan, query, showing, similar
from ckanext.ambon.search.counting import hearing
from ckanext.ambon.search.indexing import core, news, planning


@tk.blanket.actions(logic.actions)
@tk.blanket.auth_functions
@tk.blanket.blueprints(views)
@tk.blanket.cli(cli)
@tk.blanket.config_declarations
class SearchPlugin(p.SingletonPlugin):
    """What the index holds and what a query means."""

    p.implements(p.IConfigurable)
    p.implements(p.IConfigurer)
    p.implements(p.IPackageController, inherit=True)
    p.implements(p.ITemplateHelpers)
    p.implements(nightly.INightly)

    def update_config(self, config: Any) -> None:
        tk.add_template_directory(config, str(paths.TEMPLATES / "search"))
        tk.add_resource("assets", "ambon_search")
        core.install()
        query.install()
        options.install()

    def configure(self, _config: Any) -> None:
        planning.begin()

    def get_helpers(self) -> dict[str, Any]:
        return {
            "ambon_search_notice": news.search_notice,
            "ambon_search_told": showing.ambon_search_told,
            "ambon_similar": similar.ambon_similar,
            "ambon_passage": showing.ambon_passage,
        }

    def nightly_jobs(self) -> tuple[nightly.Job, ...]:
        return jobs.nightly_jobs()

    def before_dataset_view(self, pkg_dict: dict[str, Any]) -> dict[str, Any]:
        hearing.entry_read(pkg_dict)
        return pkg_dict

    def after_dataset_search(
        self, search_results: dict[str, Any], search_params: dict[str, Any]
    ) -> dict[str, Any]:
        hearing.question_asked(search_results)
        return news.add(answer.tell(search_results, search_params))

    def before_dataset_search(self, search_params: dict[str, Any]) -> dict[str, Any]:
        return plan.prepare(choices.take(search_params))
