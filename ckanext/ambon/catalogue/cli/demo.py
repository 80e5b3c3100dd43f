"""`ckan ambon demo`: the published figures of the city, put in and taken out."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import click
from ckan.lib.search import SearchIndexError
from pysolr import SolrError

from ckanext.ambon import paths
from ckanext.ambon.commands import ambon
from ckanext.ambon.commands.calling import in_words, indonesian

FOLDER = paths.SCHEMAS.with_name("demo")

WORDS = {
    "created": "dibuat",
    "updated": "diperbarui",
    "completed": "dilengkapi",
    "removed": "dihapus",
    "same": "sudah sama",
    "edited": "sudah diubah orang dan dibiarkan",
    "foreign": "bernama sama dengan entri lain dan dibiarkan",
}
LEFT_ALONE = ("edited", "foreign")


@ambon.group(short_help="Data terbit Kota Ambon")
def demo() -> None:
    """Data terbit Kota Ambon dari folder demo/: dataset, peraturan, dan layanan."""


@demo.command()
def load() -> None:
    """Terbitkan isi folder demo/: dataset dengan berkas dan tabelnya, peraturan, layanan.

    Boleh diulang: yang sudah ada tidak dibuat lagi, yang terputus dilanjutkan, dan yang
    sudah diubah orang dibiarkan. Bila satu berkas keliru, tidak ada yang ditulis.
    """
    entries, site = _checked_entries(), _part("load")
    with indonesian(), _index_missed(), site.one_commit_to_index():
        click.echo(_changes(_refusals_said("OPD dan topik", site.prepare)))
        outcomes = _each("Memuat", entries, _publish, lambda entry: entry.name)
    _report(outcomes)


@demo.command()
@click.option("--edited-too", is_flag=True, help="Hapus juga yang sudah diubah orang.")
def remove(*, edited_too: bool) -> None:
    """Hapus tepat yang dibuat oleh `load`, dengan berkas dan tabelnya.

    OPD dan topik tetap: keduanya milik portal. Yang sudah diubah orang dibiarkan.
    """
    site, taken = _part("load"), _part("remove")
    with indonesian(), _index_missed(), site.one_commit_to_index():
        outcomes = _each(
            "Menghapus",
            taken.loaded(),
            lambda found: taken.remove(found.id, edited_too=edited_too),
            lambda found: found.name,
        )
    _report(outcomes)


def _part(name: str) -> Any:
    """Return a module of demo/, which lies beside the package and not in it."""
    if not (FOLDER / "__init__.py").exists():
        raise click.ClickException(
            "Folder demo/ tidak ada: paket yang terpasang tidak memuatnya. "
            "Jalankan perintah ini dari salinan repositori."
        )
    if "demo" not in sys.modules:
        _import_folder("demo", FOLDER)
    return import_module(f"demo.{name}")


def _import_folder(name: str, folder: Path) -> None:
    place = [str(folder)]
    spec = spec_from_file_location(name, folder / "__init__.py", submodule_search_locations=place)
    if spec is None or spec.loader is None:
        raise click.ClickException(f"{folder} tidak terbaca.")
    sys.modules[name] = module_from_spec(spec)
    spec.loader.exec_module(sys.modules[name])


def _checked_entries() -> list[Any]:
    """Return the entries of demo/; end the command where a file is wrong."""
    read = _part("read")
    try:
        entries = read.entries()
        problems = _part("check").problems(entries)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    if problems:
        lines = "\n".join(str(problem) for problem in problems)
        raise click.ClickException(f"Tidak ada yang ditulis. Perbaiki dahulu:\n{lines}")
    return entries


def _publish(entry: Any) -> str:
    publish = _part("publish").publish
    return _refusals_said(entry.name, lambda: publish(entry))


def _refusals_said(what: str, work: Callable[[], Any]) -> Any:
    try:
        return work()
    except tk.ValidationError as error:
        raise click.ClickException(f"{what}: {in_words(error)}") from error
    except OSError as error:
        raise click.ClickException(
            f"{what}: berkas tidak dapat disimpan ({error}). Periksa ruang dan izin folder "
            "penyimpanan, lalu ulangi: yang sudah masuk dilanjutkan."
        ) from error


@contextmanager
def _index_missed() -> Iterator[None]:
    try:
        yield
    except (SearchIndexError, SolrError) as error:
        raise click.ClickException(
            "Indeks pencarian (Solr) tidak menjawab. Nyalakan, lalu ulangi perintah ini: "
            f"yang sudah masuk dilanjutkan.\n{error}"
        ) from error


def _each(
    label: str, items: Iterable[Any], work: Callable[[Any], str], name: Callable[[Any], str]
) -> dict[str, str]:
    """Work on each item while a bar moves; return the outcome by name."""

    def shown(item: Any | None) -> str:
        return name(item) if item else ""

    with click.progressbar(list(items), label=label, item_show_func=shown) as steps:
        return {name(item): work(item) for item in steps}


def _changes(changes: dict[str, int]) -> str:
    told = ", ".join(f"{count} perubahan {what}" for what, count in changes.items() if count)
    return told or "OPD dan topik sudah sama."


def _report(outcomes: dict[str, str]) -> None:
    for name, outcome in outcomes.items():
        if outcome in LEFT_ALONE:
            click.echo(f"{name}: {WORDS[outcome]}")
    counts = Counter(outcomes.values())
    told = ", ".join(f"{counts[key]} {word}" for key, word in WORDS.items() if counts[key])
    click.echo(f"{len(outcomes)} entri{': ' + told if told else ''}.")
