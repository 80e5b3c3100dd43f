"""The click group `ckan ambon table`, to which the verbs are added."""

from __future__ import annotations

from ckanext.ambon.commands import ambon


@ambon.group(short_help="Tabel perangkat daerah")
def table() -> None:
    """Tabel perangkat daerah: templat, pembacaan, dan penerbitan."""
