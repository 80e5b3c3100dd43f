"""Actions, who may call them, and the validators of the catalogue."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

from ckanext.ambon.catalogue.logic import action, auth, inquiry_action

ACTIONS = (action, inquiry_action)
AUTH = (auth,)


def actions() -> dict[str, Callable[..., Any]]:
    """Return the actions of this room by name."""
    return _public(ACTIONS)


def auth_functions() -> dict[str, Callable[..., Any]]:
    """Return by name who may call them."""
    return _public(AUTH)


def _public(modules: tuple[ModuleType, ...]) -> dict[str, Callable[..., Any]]:
    return {
        name: found
        for module in modules
        for name, found in vars(module).items()
        if callable(found) and found.__module__ == module.__name__ and not name.startswith("_")
    }
