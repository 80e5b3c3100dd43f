"""`ckan ambon table …`: the commands of the tables, one module for each verb."""

from __future__ import annotations

import pkgutil
from importlib import import_module

from ckanext.ambon.commands import ambon

__all__ = ["ambon"]

# A module of verbs is found by standing here; importing it adds them to the group.
for module in pkgutil.iter_modules(__path__, f"{__name__}."):
    import_module(module.name)
