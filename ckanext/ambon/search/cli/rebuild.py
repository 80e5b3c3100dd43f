"""`ckan ambon search rebuild`: the index anew, while the site goes on searching."""

from __future__ import annotations

import click
from pysolr import SolrError

from ckanext.ambon.commands.calling import indonesian
from ckanext.ambon.search.cli import search
from ckanext.ambon.search.indexing import places, rebuilding


@search.command()
@click.option("--give-up", is_flag=True, help="Buang indeks baru yang belum selesai.")
def rebuild(*, give_up: bool) -> None:
    """Susun indeks baru di samping yang dipakai, lalu tukar keduanya.

    Situs tetap mencari selama itu, dan perubahan selama itu ikut masuk. Bila terputus,
    ulangi: yang sudah jadi dilanjutkan.
    """
    try:
        with indonesian():
            click.echo(_give_up() if give_up else _rebuild())
    except (rebuilding.RebuildError, places.PlaceError, SolrError) as error:
        raise click.ClickException(str(error)) from error


def _rebuild() -> str:
    whole = rebuilding.rebuild(_progress)
    return f"\nIndeks baru dipakai: {whole} entri."


def _give_up() -> str:
    given_up = rebuilding.give_up()
    return "Indeks baru dibuang." if given_up else "Tidak ada indeks yang sedang disusun."


def _progress(done: int, whole: int) -> None:
    click.echo(f"\r{done} dari {whole} entri", nl=False, err=True)
