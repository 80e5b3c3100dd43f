"""`ckan ambon pii`: personal data in a file, or in every file of the catalogue."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from ckan import model

from ckanext.ambon.commands import ambon
from ckanext.ambon.domain.personal_data import __main__ as searching
from ckanext.ambon.tables.guarding import checking, files, records


@ambon.group(short_help="Data pribadi dalam berkas")
def pii() -> None:
    """Data pribadi dalam berkas: cari, laporkan, tahan."""


@pii.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--json", "as_json", is_flag=True, help="Cetak satu objek JSON.")
@click.option("--all", "everything", is_flag=True, help="Periksa semua berkas di katalog.")
@click.option("--withhold", is_flag=True, help="Dengan --all: tahan juga berkas lama yang kena.")
def scan(file: Path | None, *, as_json: bool, everything: bool, withhold: bool) -> None:
    """Cari data pribadi di FILE, atau dengan --all di semua berkas yang diunggah.

    Berkas yang sudah publik sebelum pemeriksaan ini dipasang hanya dilaporkan; dengan
    --withhold berkas itu ikut ditahan.
    """
    if everything:
        raise SystemExit(_scan_all(as_json=as_json, withhold=withhold))
    if file is None:
        raise click.UsageError("Sebutkan berkasnya, atau pakai --all.")
    raise SystemExit(searching.main([str(file), *(["--json"] if as_json else [])]))


def _scan_all(*, as_json: bool, withhold: bool) -> int:
    """Search every uploaded file anew; 1 where something is found that must not be public."""
    lines = [line for one in _uploads() if (line := _scan_one(one, withhold=withhold))]
    model.Session.commit()
    if as_json:
        click.echo(json.dumps({"files": lines}, ensure_ascii=False))
    else:
        for line in lines:
            kinds = ", ".join(sorted({one["kind"] for one in line["findings"]})) or line["remark"]
            click.echo(f"{line['state']:10} {line['dataset']} / {line['name']}: {kinds}")
        click.echo(f"{len(lines)} berkas perlu dilihat.")
    return int(any(line["state"] == records.BLOCKED for line in lines))


def _uploads() -> list[model.Resource]:
    query = model.Session.query(model.Resource)
    return query.filter_by(url_type="upload", state="active").all()


def _scan_one(resource: model.Resource, *, withhold: bool) -> dict[str, Any] | None:
    told = {"id": resource.id, "package_id": resource.package_id, "url_type": resource.url_type}
    path = files.path_of(told)
    known = records.check(resource.id)
    if path is None or (known is not None and known.state == records.EXCEPTED):
        return None
    was_before = known is not None and known.state == records.BEFORE
    checked = checking.check_file(told, path, resource.url or "")
    line = {"state": checked.state, "remark": checked.remark, "findings": checked.found}
    if was_before and not withhold and checked.state in records.WITHHELD:
        # What was public stays so until somebody decides; it is only told.
        checked.state = records.BEFORE
        model.Session.flush()
    elif checked.state in records.WITHHELD:
        # The index is told what the database has.
        model.Session.commit()
        checking.reindex(checked.package_id)
    if line["state"] == records.CLEAR:
        return None
    return {"id": resource.id, "dataset": resource.package.name, "name": resource.name, **line}
