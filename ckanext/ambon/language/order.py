"""The catalogue merged last decides which plural forms there are: it must be ours."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.exceptions import CkanConfigurationException


def refuse_wrong_plugin_order(config: Any) -> None:
    """Raise `CkanConfigurationException` with a sentence if another plugin stands first."""
    plugins = tk.aslist(config.get("ckan.plugins"))
    if plugins and plugins[0] != "ambon_language":
        message = (
            "ckan.plugins: `ambon_language` must stand first, "
            f"before `{plugins[0]}`, else Indonesian loses its plural rule."
        )
        raise CkanConfigurationException(message)
