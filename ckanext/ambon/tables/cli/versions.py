"""`ckan ambon table versions` and `restore`: what was published before, and undo."""

from __future__ import annotations

from typing import Any

import click

from ckanext.ambon.commands.calling import call
from ckanext.ambon.domain.numbers import size_text
from ckanext.ambon.tables import model as kept
from ckanext.ambon.tables.cli.group import table
from ckanext.ambon.tables.keeping import store


@table.command(name="versions")
@click.argument("resource", required=False)
def versions(resource: str | None) -> None:
    """Daftar versi RESOURCE yang dapat dikembalikan; tanpa RESOURCE: jumlah dan ukuran semuanya."""
    if resource is None:
        _all()
        return
    found = call("ambon_table_versions", {"id": resource})["versions"]
    for one in found:
        click.echo(_line(one))
    if not found:
        click.echo("Tidak ada versi yang disimpan.")


def _all() -> None:
    with store.opened() as cursor:
        found = store.kept(cursor)
    files = len({one.told["resource_id"] for one in found})
    size = size_text(sum(one.size for one in found), "id")
    click.echo(f"{len(found)} tabel dari {files} berkas, {size} di DataStore.")


def _line(one: dict[str, Any]) -> str:
    rows = sum(table["rows"] for table in one["tables"])
    what = f"{rows} baris" if one["tables"] else "hanya berkas"
    size = size_text(one["size"], "id")
    return f"{one['id']}  {one['at'] or '-':26}  {one['file'] or '-'}, {what}, {size}"


@table.command(name="restore")
@click.argument("resource")
@click.option("--version", "wanted", help="Versi yang dikembalikan; tanpa ini yang terakhir.")
@click.option("--dry-run", is_flag=True, help="Hanya katakan apa yang berubah.")
def restore(resource: str, wanted: str | None, *, dry_run: bool) -> None:
    """Kembalikan versi sebelumnya dari tabel RESOURCE: baris, keterangan kolom, dan berkasnya."""
    known = call("ambon_table_versions", {"id": resource})
    ids = [one["id"] for one in known["versions"]]
    if not ids:
        raise click.ClickException("Tidak ada versi yang disimpan.")
    question = {"id": resource, "version": wanted or ids[0], "seen": known["seen"]}
    if dry_run:
        _tell(call("ambon_table_restore", {**question, "dry_run": True}))
        return
    done = call("ambon_table_restore", question)
    is_later = done["state"] in kept.AT_WORK
    click.echo("Dikerjakan oleh pekerja portal." if is_later else "Versi itu terbit kembali.")


def _tell(change: dict[str, Any]) -> None:
    click.echo(f"Berkas: {change['file'] or change['file_now']}")
    for one in change["tables"]:
        click.echo(f"{one['resource_id']}: {one['rows_now']} menjadi {one['rows']} baris")
        for each in one["changes"]:
            click.echo(f"  {each['why']}")
    if change["is_upload_lost"]:
        click.echo(f"“{change['file_now']}” belum pernah terbit dan akan hilang.")
