"""`ckan ambon search words …`: the word lists, checked and taken live."""

from __future__ import annotations

import click

from ckanext.ambon.domain.words import checking
from ckanext.ambon.search import words as live
from ckanext.ambon.search.asking import terms
from ckanext.ambon.search.cli import search


@search.group(short_help="Daftar kata: padanan, singkatan, kata tanya")
def words() -> None:
    """Kata-kata yang berarti sama, dalam schemas/words/."""


@words.command()
@click.option("--index/--no-index", default=True, help="Cari juga kata yang tidak ada di entri.")
def check(*, index: bool) -> None:
    """Periksa daftar kata: bertentangan, berputar, atau tidak berguna."""
    slips = _slips(_indexed() if index else None)
    if slips:
        raise SystemExit(1)
    click.echo("Daftar kata baik.")


@words.command()
def apply() -> None:
    """Pakai daftar kata yang baru, tanpa menyusun ulang indeks."""
    if _slips(None):
        raise click.ClickException("Daftar kata lama tetap dipakai; perbaiki dahulu baris di atas.")
    live.announce()
    click.echo("Daftar kata baru dipakai mulai pencarian berikutnya.")


def _slips(indexed: frozenset[str] | None) -> list[str]:
    """Print and return what is wrong with the lists."""
    try:
        slips = [str(slip) for slip in checking.check(indexed)]
    except ValueError as error:
        slips = [str(error)]
    for slip in slips:
        click.echo(slip, err=True)
    return slips


def _indexed() -> frozenset[str]:
    """Return the stems of all words of the index."""
    fields = ("ambon_title", "ambon_about", "ambon_text", "ambon_detail", "ambon_rows")
    return frozenset(word for field in fields for word in terms.of(field))
