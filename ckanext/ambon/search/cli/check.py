"""`ckan ambon search check`: whether the index holds what the database does."""

from __future__ import annotations

import click
from ckan.lib.search import SearchError, SearchIndexError
from pysolr import SolrError

from ckanext.ambon.commands.calling import indonesian
from ckanext.ambon.search.cli import search
from ckanext.ambon.search.indexing import checking
from ckanext.ambon.search.indexing.solr import SchemaError

KINDS = {
    "missing": "tidak ada di indeks",
    "stale": "berbeda dari basis data",
    "orphaned": "di indeks, tidak di basis data",
    "wrong_labels": "hak baca keliru",
}
SHOWN = 10
AWAY = "Solr tidak menjawab. Nyalakan, lalu ulangi perintah ini."


@search.command()
@click.option("--repair", is_flag=True, help="Betulkan juga yang berbeda.")
def check(*, repair: bool) -> None:
    """Cocokkan indeks pencarian dengan basis data.

    Keluar dengan 1 bila ada yang berbeda dan tidak dibetulkan.
    """
    try:
        with indonesian():
            found = checking.compare(_progress)
            mended = checking.repair(found) if repair else 0
    except SchemaError as error:
        raise click.ClickException(str(error)) from error
    except (SolrError, SearchError, SearchIndexError) as error:
        raise click.ClickException(f"{AWAY}\n{error}") from error
    _tell(found)
    if repair:
        click.echo(f"{mended} entri ditulis ulang ke indeks.")
    elif found.all():
        click.echo("Betulkan dengan: ckan ambon search check --repair")
        raise SystemExit(1)


def _progress(done: int, whole: int) -> None:
    click.echo(f"\r{done} dari {whole} dicocokkan", nl=done == whole, err=True)


def _tell(found: checking.Differences) -> None:
    if not found.all():
        click.echo("Indeks sama dengan basis data.")
    for kind, words in KINDS.items():
        entry_ids = getattr(found, kind)
        if entry_ids:
            more = ", …" if len(entry_ids) > SHOWN else ""
            click.echo(f"{len(entry_ids)} {words}: {', '.join(entry_ids[:SHOWN])}{more}")
