"""Actions of CKAN that take files away: with them goes what was published before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ckan.logic.action import delete as core
from ckan.types import Action, ChainedAction, Context

from ckanext.ambon.extending import extends
from ckanext.ambon.tables.restoring import cleaning


def actions() -> dict[str, ChainedAction]:
    """Return the chained actions by the name of what they extend."""
    deleting = (core.resource_delete, core.package_delete, core.dataset_purge)
    return {function.__name__: _cleaned(function) for function in deleting}


def _cleaned(function: Callable[..., Any]) -> ChainedAction:
    def extended(original: Action, context: Context, data_dict: dict[str, Any]) -> Any:
        """What was published of its tables before goes with it."""
        answer = original(context, data_dict)
        cleaning.after_deletion()
        return answer

    return extends(function)(extended)
