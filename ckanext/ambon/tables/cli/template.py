"""`ckan ambon table template`: the Excel template of a table standard."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ckanext.ambon.domain import table_standards, vocabularies
from ckanext.ambon.domain.table_standards.template import filename, template
from ckanext.ambon.tables.cli.group import table


@table.command(name="template")
@click.argument("name", required=False)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Berkas tujuan; - ke layar.")
def write_template(name: str | None, output: Path | None) -> None:
    """Tulis templat Excel dari standar tabel NAME; tanpa NAME, sebutkan standar yang ada."""
    if name is None:
        for one in table_standards.standards():
            click.echo(f"{one.name:20} {one.title['id']}")
        return
    found = table_standards.standard(name)
    if found is None:
        known = [one.name for one in table_standards.standards()]
        hint = vocabularies.hint(name, known)
        raise click.ClickException(f"Standar tabel “{name}” tidak ada{hint}")
    target = output or Path(filename(found))
    if str(target) == "-":
        sys.stdout.buffer.write(template(found))
        return
    try:
        target.write_bytes(template(found))
    except OSError as error:
        raise click.ClickException(f"{target} tidak dapat ditulis: {error.strerror}.") from error
    click.echo(f"Ditulis: {target}")
