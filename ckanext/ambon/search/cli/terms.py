"""`ckan ambon search terms`: what readers searched for in vain."""

from __future__ import annotations

import click

from ckanext.ambon.commands.calling import call
from ckanext.ambon.search.cli import search

TITLES = {
    "unanswered": "Tidak menemukan apa pun",
    "unused": "Ada hasil, tetapi tidak satu pun dibuka",
}


@search.command()
@click.option("--days", default=90, show_default=True, help="Berapa hari ke belakang.")
def terms(days: int) -> None:
    """Tampilkan apa yang dicari orang tanpa hasil yang berguna."""
    found = call("ambon_search_terms", {"days": days})
    click.echo(f"Sejak {found['since']}; hanya yang dicari paling sedikit {found['fewest']} kali.")
    for kind, title in TITLES.items():
        click.echo(f"\n{title}: {len(found[kind])}")
        for row in found[kind]:
            click.echo(f"  {row['asked']:>5}  {row['term']}")
