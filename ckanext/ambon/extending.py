"""Actions of CKAN that do a little more here."""

from __future__ import annotations

from collections.abc import Callable
from inspect import cleandoc
from typing import Any

import ckan.plugins.toolkit as tk


def extends(core: Callable[..., Any]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Chain a function onto the action `core`; help shows the words of both."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        words = f"{cleandoc(core.__doc__ or '')}\n\n{cleandoc(function.__doc__ or '')}"
        # CKAN wraps a chained action in a partial, which has a docstring of its own,
        # and copies the attributes in the function's dict, which a docstring is not in.
        function.__dict__["__doc__"] = words
        if getattr(core, "side_effect_free", False) or core.__module__ == "ckan.logic.action.get":
            function = tk.side_effect_free(function)
        return tk.chained_action(function)

    return decorate
