"""`ckan ambon table publish`: a file, or a folder of files, into one dataset."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import click
from werkzeug.datastructures import FileStorage

from ckanext.ambon.commands.calling import in_words, indonesian
from ckanext.ambon.tables.cli.group import table
from ckanext.ambon.tables.publishing import reading, work

FORMATS = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv"})
Data = dict[str, Any]


@table.command(name="publish")
@click.argument("place", type=click.Path(exists=True, path_type=Path))
@click.option("--dataset", required=True, help="Nama dataset yang menampung berkas.")
@click.option("--agree", multiple=True, help="Kunci perubahan yang disetujui; boleh diulang.")
def publish_files(place: Path, dataset: str, agree: tuple[str, ...]) -> None:
    """Unggah dan terbitkan tabel dari PLACE, berkas atau folder, ke satu dataset.

    Berkas dengan nama yang sama digantikan. Yang masih perlu jawaban tidak diterbitkan;
    keluar dengan 1 bila ada.
    """
    files = [place] if place.is_file() else list(_files(place))
    if not files:
        raise click.ClickException(f"Tidak ada berkas tabel di {place}.")
    left = 0
    for file in files:
        word, is_done = _one(file, dataset, agree)
        click.echo(f"{file.name}: {word}")
        left += not is_done
    if left:
        raise click.ClickException(f"{left} dari {len(files)} berkas belum terbit.")


def _files(folder: Path) -> Iterator[Path]:
    for file in sorted(folder.iterdir()):
        # What begins so is the lock of an open workbook, not a workbook.
        if file.suffix.lower() in FORMATS and not file.name.startswith(("~$", ".")):
            yield file


def _one(file: Path, dataset: str, agree: tuple[str, ...]) -> tuple[str, bool]:
    """Upload and publish one file; say what became of it."""
    with indonesian():
        try:
            return _published(file, dataset, agree)
        except tk.ValidationError as error:
            return in_words(error), False
        except (tk.ObjectNotFound, tk.NotAuthorized) as error:
            return str(error), False


def _published(file: Path, dataset: str, agree: tuple[str, ...]) -> tuple[str, bool]:
    resource = _uploaded(file, dataset)
    found = _act("ambon_table_preview", id=resource)
    if found["state"] == "waiting":
        # The command itself is the worker here: it has all the time.
        work.read_later(resource)
        found = _act("ambon_table_preview", id=resource)
    if found["state"] == "refused":
        return f"ditolak. {found['message']}", False
    if questions := [one["why"] for each in found["tables"] for one in each["questions"]]:
        return f"{len(questions)} pertanyaan terbuka. {questions[0]}", False
    keys = [one["key"] for one in found["tables"]]
    done = _publish(resource, keys, agree)
    if done["state"] == "published":
        rows = sum(one["rows"] for one in done["published"])
        return f"terbit, {rows} baris.", True
    checks = "; ".join(f"{one['key']}: {one['why']}" for one in done["checks"])
    return checks or done["message"], False


def _publish(resource: str, keys: list[str], agree: tuple[str, ...]) -> Data:
    if reading.stored(resource).is_small:
        return _act("ambon_table_publish", id=resource, tables=keys, agreed=list(agree))
    work.publish_later(resource, _site_user(), keys, agree)
    return _act("ambon_table_status", id=resource)


def _uploaded(file: Path, dataset: str) -> str:
    """Store the file in the resource of its name, or in a new one."""
    entry = _act("package_show", id=dataset)
    known = [
        one["id"] for one in entry["resources"] if Path(one.get("url") or "").name == file.name
    ]
    with file.open("rb") as stream:
        told = {"upload": FileStorage(stream, file.name), "url": file.name}
        if known:
            return _act("resource_patch", id=known[0], **told)["id"]
        return _act("resource_create", package_id=entry["id"], name=file.stem, **told)["id"]


def _act(action: str, **data: Any) -> Any:
    return tk.get_action(action)({"user": _site_user()}, data)


def _site_user() -> str:
    return tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
