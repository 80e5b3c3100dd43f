"""`ckan ambon topic`: the topics of the vocabulary as CKAN's groups."""

from __future__ import annotations

import click

from ckanext.ambon.commands import ambon
from ckanext.ambon.commands.calling import call

WORDS = {"created": "dibuat", "updated": "diperbarui"}


@ambon.group(short_help="Topik portal")
def topic() -> None:
    """Topik portal, dari schemas/vocabularies/topics.yaml."""


@topic.command()
def sync() -> None:
    """Samakan grup CKAN dengan daftar topik: membuat dan memperbarui, tidak pernah menghapus."""
    changes = call("ambon_topic_sync", {})
    for change in changes:
        click.echo(f"{change['topic']}: {WORDS[change['change']]}")
    if not changes:
        click.echo("Topik sudah sama dengan daftarnya; tidak ada yang berubah.")
