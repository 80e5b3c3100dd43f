"""`ckan ambon nightly`: what the portal does by itself every night."""

from __future__ import annotations

import click

from ckanext.ambon import nightly as work
from ckanext.ambon.commands import ambon


@ambon.group(short_help="Pekerjaan setiap malam")
def nightly() -> None:
    """Pekerjaan yang dilakukan portal sendiri setiap malam."""


@nightly.command()
def schedule() -> None:
    """Jadwalkan semuanya; menjadwalkan dua kali tidak menggandakan."""
    for name, at in work.schedule_all().items():
        click.echo(f"{name}: {at:%Y-%m-%d %H.%M} WIT · {work.jobs()[name].title}")


@nightly.command()
@click.argument("name", metavar="NAMA")
def run(name: str) -> None:
    """Kerjakan satu pekerjaan sekarang juga."""
    if name not in work.jobs():
        message = f"Tidak ada pekerjaan '{name}'. Yang ada: {', '.join(work.jobs())}."
        raise click.ClickException(message)
    click.echo(f"{name}: {work.jobs()[name].run()}")
