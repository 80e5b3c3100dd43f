"""Plugin `ambon_tables`: the table of contents of the tables."""

from __future__ import annotations

from typing import Any

import ckan.plugins as p
import ckan.plugins.toolkit as tk

from ckanext.ambon import paths


class TablesPlugin(p.SingletonPlugin):
    """An OPD's file becomes a checked, typed table."""

    p.implements(p.IConfigurer)

    def update_config(self, config: Any) -> None:
        tk.add_template_directory(config, str(paths.TEMPLATES / "tables"))
