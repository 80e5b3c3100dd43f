"""Actions of CKAN that do a little more here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from inspect import cleandoc
from typing import Any

import ckan.plugins.toolkit as tk

# What one step of a chain says, beside the action that it extends.
_OWN_WORDS = "ambon_own_words"


def extends(core: Callable[..., Any]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Chain a function onto the action `core`; help shows the words of both."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        own = cleandoc(function.__doc__ or "")
        # CKAN wraps a chained action in a partial, which has a docstring of its own,
        # and copies the attributes in the function's dict, which a docstring is not in.
        function.__dict__["__doc__"] = f"{cleandoc(core.__doc__ or '')}\n\n{own}"
        function.__dict__[_OWN_WORDS] = own
        if getattr(core, "side_effect_free", False) or core.__module__ == "ckan.logic.action.get":
            function = tk.side_effect_free(function)
        return tk.chained_action(function)

    return decorate


def help_of(action: Callable[..., Any]) -> str:
    """Return the help of an action: its own words, and those of all that is chained onto it.

    The docstring of a chain is that of its outermost step, which knows only the core.
    """
    *inner, outermost = reversed([getattr(step, _OWN_WORDS, "") for step in _steps(action)])
    told = cleandoc(action.__doc__ or "").removesuffix(outermost).rstrip()
    return "\n\n".join(words for words in (told, *inner, outermost) if words)


def _steps(action: Callable[..., Any]) -> Iterator[Callable[..., Any]]:
    """Yield the links of a chain, from the outermost to what it extends."""
    step = getattr(action, "__wrapped__", action)
    while isinstance(step, partial) and step.args:
        yield step
        step = step.args[0]
    yield step
