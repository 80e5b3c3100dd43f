"""The order of plugins that the portal needs, checked when it starts."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.exceptions import CkanConfigurationException

# (earlier, later, what goes wrong otherwise)
RULES = (
    ("ambon_search", "ambon", "the search box would propose nothing while somebody types"),
    ("ambon", "dcat", "subfields would reach the search index in dcat's form"),
    ("dcat", "scheming_datasets", "the fields of the schemas would be missing in DCAT"),
)


def refuse_wrong_plugin_order(config: Any) -> None:
    """Raise `CkanConfigurationException` with a sentence if two plugins stand the wrong way."""
    plugins = tk.aslist(config.get("ckan.plugins"))
    for earlier, later, harm in RULES:
        if {earlier, later} <= set(plugins) and plugins.index(earlier) > plugins.index(later):
            message = f"ckan.plugins: `{earlier}` must stand before `{later}`, else {harm}."
            raise CkanConfigurationException(message)
