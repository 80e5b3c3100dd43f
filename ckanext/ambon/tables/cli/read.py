"""`ckan ambon table read`: what is in a file, as people or as programs read it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ckanext.ambon.domain.spreadsheets.__main__ import main
from ckanext.ambon.tables.cli.group import table


@table.command(name="read")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Cetak satu objek JSON.")
def read_file(file: Path, *, as_json: bool) -> None:
    """Baca FILE menjadi tabel bertipe; 0 bila terbaca, 2 bila ditolak."""
    sys.exit(main([str(file), *(["--json"] if as_json else [])]))
