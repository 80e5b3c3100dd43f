"""Plugin `ambon_search`: the table of contents of the search."""

from __future__ import annotations

from typing import Any

import ckan.plugins as p
import ckan.plugins.toolkit as tk

from ckanext.ambon import paths


class SearchPlugin(p.SingletonPlugin):
    """What the index holds and what a query means."""

    p.implements(p.IConfigurer)

    def update_config(self, config: Any) -> None:
        tk.add_template_directory(config, str(paths.TEMPLATES / "search"))
