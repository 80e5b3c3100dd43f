"""What the tables do, without pages."""

from __future__ import annotations

from types import ModuleType
from typing import Any


def named(module: ModuleType) -> dict[str, Any]:
    """Return the functions of a module that have our prefix, by name."""
    return {name: found for name, found in vars(module).items() if name.startswith("ambon_")}
