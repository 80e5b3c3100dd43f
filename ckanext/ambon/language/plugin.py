"""Plugin `ambon_language`: the table of contents of the language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins as p
import ckan.plugins.toolkit as tk
from ckan.lib.plugins import DefaultTranslation
from ckan.types import ChainedAction

from ckanext.ambon import paths
from ckanext.ambon.language import answers, chain, feed, helpers, order


@tk.blanket.helpers(helpers)
class LanguagePlugin(p.SingletonPlugin, DefaultTranslation):
    """CKAN's own messages in Indonesian, and dates as Ambon writes them."""

    p.implements(p.IActions)
    p.implements(p.IConfigurer)
    p.implements(p.IFeed)
    p.implements(p.ISignal)
    p.implements(p.ITranslation)

    def update_config(self, config: Any) -> None:
        order.refuse_wrong_plugin_order(config)
        tk.add_template_directory(config, str(paths.TEMPLATES / "language"))
        tk.add_public_directory(config, "public")
        tk.add_resource("assets", "ambon_language")

    def get_actions(self) -> dict[str, ChainedAction]:
        return chain.actions()

    def get_feed_class(self) -> type[feed.Feed]:
        return feed.Feed

    def get_signal_subscriptions(self) -> dict[Any, list[Callable[..., Any]]]:
        return {
            tk.signals.request_started: [answers.choose_language],
            tk.signals.request_finished: [answers.finish],
        }

    def i18n_directory(self) -> str:
        return str(paths.I18N / "core")

    def i18n_domain(self) -> str:
        return "ckan"
