"""`ckan ambon …`: the commands of the catalogue, one module for each group of verbs.

What a command says is Indonesian: it speaks to the operator at the office.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module

from ckanext.ambon.commands import ambon

__all__ = ["ambon"]

# A module of verbs is found by standing here; importing it adds them to the group.
for module in pkgutil.iter_modules(__path__, f"{__name__}."):
    import_module(module.name)
