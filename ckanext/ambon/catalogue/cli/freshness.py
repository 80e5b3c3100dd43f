"""`ckan ambon freshness`: the state of freshness in the search index."""

from __future__ import annotations

import click

from ckanext.ambon.commands import ambon
from ckanext.ambon.commands.calling import call


@ambon.group(short_help="Kemutakhiran dataset di indeks pencarian")
def freshness() -> None:
    """Kemutakhiran dataset di indeks pencarian."""


@freshness.command()
def renew() -> None:
    """Perbarui sekarang kemutakhiran setiap dataset di indeks pencarian."""
    done = call("ambon_freshness_renew", {})
    click.echo(f"{done['renewed']} dari {done['checked']} dataset diperbarui di indeks.")
