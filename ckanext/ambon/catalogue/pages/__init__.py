"""What the pages for readers show, worked out here so that templates decide nothing.

A module each for the frame, search, entries, tables, services, overviews and what
machines read of a page. They ask CKAN's actions and `domain/`.
"""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

from ckanext.ambon.catalogue.pages import (
    desk,
    entries,
    frame,
    law,
    overview,
    search,
    services,
    structured,
    tables,
    words,
)

MODULES = (desk, entries, frame, law, overview, search, services, structured, tables, words)


def template_helpers(*more: ModuleType) -> dict[str, Callable[..., Any]]:
    """Return the functions named `ambon_…` of the modules of this package and of `more`."""
    return {
        name: found
        for module in (*MODULES, *more)
        for name, found in vars(module).items()
        if name.startswith("ambon_")
    }
