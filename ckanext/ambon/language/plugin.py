"""Plugin `ambon_language`: the table of contents of the language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins as p
from ckan.lib.plugins import DefaultTranslation

from ckanext.ambon import paths
from ckanext.ambon.language import helpers, order


class LanguagePlugin(p.SingletonPlugin, DefaultTranslation):
    """CKAN's own messages in Indonesian, and dates as Ambon writes them."""

    p.implements(p.IConfigurer)
    p.implements(p.ITemplateHelpers)
    p.implements(p.ITranslation)

    def update_config(self, config: Any) -> None:
        order.refuse_wrong_plugin_order(config)

    def get_helpers(self) -> dict[str, Callable[..., Any]]:
        return {"render_datetime": helpers.render_datetime}

    def i18n_directory(self) -> str:
        return str(paths.I18N / "core")

    def i18n_domain(self) -> str:
        return "ckan"
