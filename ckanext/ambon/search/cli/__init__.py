"""`ckan ambon search …`: the commands of the search."""

from __future__ import annotations

import pkgutil
from importlib import import_module

from ckanext.ambon.commands import ambon

__all__ = ["ambon", "search"]


@ambon.group(short_help="Pencarian: indeks, kata, pertanyaan")
def search() -> None:
    """Indeks pencarian, kata-katanya, dan apa yang dicari orang."""


# A module of verbs is found by standing here; importing it adds them to the group.
for module in pkgutil.iter_modules(__path__, f"{__name__}."):
    import_module(module.name)
