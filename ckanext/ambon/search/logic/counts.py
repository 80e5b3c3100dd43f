"""Actions of CKAN that show an OPD or a topic with the number of its entries."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.logic.action import get as core_get
from ckan.types import Action, Context, DataDict

from ckanext.ambon.extending import extends
from ckanext.ambon.search.indexing import counts


@extends(core_get.organization_show)
def organization_show(original: Action, context: Context, data_dict: DataDict) -> Any:
    """An OPD is shown without ``package_count`` while the search does not answer."""
    return _shown(original, context, data_dict)


@extends(core_get.group_show)
def group_show(original: Action, context: Context, data_dict: DataDict) -> Any:
    """A topic is shown without ``package_count`` while the search does not answer."""
    return _shown(original, context, data_dict)


def _shown(original: Action, context: Context, data_dict: DataDict) -> Any:
    try:
        return original(context, data_dict)
    except counts.AWAY:
        if tk.asbool(data_dict.get("include_datasets", False)):
            raise
        without: Any = {**context, "dataset_counts": counts.unknown()}
        return original(without, data_dict)
