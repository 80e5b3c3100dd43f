"""`ckan ambon topic`: the topics of the vocabulary as CKAN's groups."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import click

from ckanext.ambon.commands import ambon


@ambon.group(short_help="Topik portal")
def topic() -> None:
    """Topik portal, dari schemas/vocabularies/topics.yaml."""


@topic.command()
def sync() -> None:
    """Samakan grup CKAN dengan daftar topik: buat dan perbarui, tidak pernah menghapus."""
    site_user = tk.get_action("get_site_user")({"ignore_auth": True}, {})
    changes = tk.get_action("ambon_topic_sync")({"user": site_user["name"]}, {})
    for change in changes:
        click.echo(f"{change['topic']}: {change['change']}")
    click.echo(f"{len(changes)} topik berubah.")
