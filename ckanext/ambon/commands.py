"""The one click group `ckan ambon`, to which the rooms add their verbs."""

from __future__ import annotations

import click

__all__ = ["ambon"]


@click.group(short_help="Ambon Satu Data")
def ambon() -> None:
    """Commands of Ambon Satu Data."""
