"""Every message that a person can meet, gathered from the code of CKAN, its extensions and ours."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from ckanext.ambon import paths

ROOT = paths.I18N.parent
CKAN = "ckan"
OURS = "ckanext-ambon"
# The packages of the plugins that the portal runs.
PACKAGES = (
    "ckan",
    "ckanext.activity",
    "ckanext.datastore",
    "ckanext.datatablesview",
    "ckanext.scheming",
    "ckanext.dcat",
)
METHODS = [
    ("**/tests/**", "ignore"),
    ("tests/**", "ignore"),
    ("**/vendor/**", "ignore"),
    ("2.8_templates/**", "ignore"),
    ("**.min.js", "ignore"),
    ("**.py", "python"),
    ("**.js", "javascript"),
    ("**.html", "ckan"),
    ("**.txt", "ckan"),
    ("**.text", "ckan"),
]
UNSEEN = paths.I18N / "core" / "unseen.yaml"


@cache
def of_core() -> Catalog:
    """Return CKAN's own template, and what it uses besides."""
    catalogue = Catalog(domain=CKAN)
    _add_all(catalogue, read_po(template_of_ckan().open("rb")))
    for package in PACKAGES:
        _add_extracted(catalogue, _folder(package), package.replace(".", "/"))
    for group in unseen():
        for text in group["messages"]:
            catalogue.add(text, locations=[(f"{UNSEEN.name}: {group['kind']}", 0)])
    return catalogue


def of_ours() -> Catalog:
    """Return the messages of our code and pages, and the names of our fields.

    What CKAN says too has its translation there; but a script is given only what a
    template knows to be in a script.
    """
    catalogue = Catalog(domain=OURS)
    for folder in ("ckanext", "templates"):
        _add_extracted(catalogue, ROOT / folder, folder)
    for text in field_names():
        catalogue.add(text, locations=[("schemas/presets.yaml", 0)])
    known = [found for found in _messages(of_core()) if found.id in catalogue]
    for message in known:
        if not _is_in_a_script(catalogue[message.id]):
            catalogue.delete(message.id)
    return catalogue


def unseen() -> list[dict[str, Any]]:
    """Return the groups of messages that no extractor finds: `kind`, `why`, `messages`."""
    return yaml.safe_load(UNSEEN.read_text())


def field_names() -> dict[str, str]:
    """Return our fields as CKAN names them above a form with mistakes, with their labels.

    It makes a word of a field's key; the label of that field is the word's translation.
    """
    found: dict[str, str] = {}
    for preset in yaml.safe_load((paths.SCHEMAS / "presets.yaml").read_text())["presets"]:
        name, label = (preset["values"].get(part) for part in ("field_name", "label"))
        if name and label and name not in _core_fields():
            found.setdefault(pretty(name), label["id"])
    return found


def pretty(field: str) -> str:
    """Return a field's key as CKAN writes it in the summary of a form's mistakes."""
    return re.sub(r"(?<!\w)[Uu]rl(?!\w)", "URL", field.replace("_", " ").capitalize())


def _core_fields() -> set[str]:
    """Return the fields that CKAN has too, which mean more than one thing in our schemas."""
    return {"title", "name", "notes", "description", "url", "format", "email"}


def template_of_ckan() -> Path:
    """Return the template that CKAN ships."""
    return _folder(CKAN) / "i18n" / "ckan.pot"


def _folder(package: str) -> Path:
    """Return where a package stands, without importing it."""
    found = importlib.util.find_spec(package)
    if not found or not found.submodule_search_locations:
        message = f"Paket {package} tidak terpasang; jalankan `make up` lebih dahulu."
        raise LookupError(message)
    return Path(next(iter(found.submodule_search_locations)))


def _add_extracted(catalogue: Catalog, folder: Path, name: str) -> None:
    for file, _line, message, _comments, context in extract_from_dir(folder, METHODS):
        catalogue.add(message, locations=[(f"{name}/{file}", 0)], context=context)


def _add_all(catalogue: Catalog, template: Catalog) -> None:
    for message in _messages(template):
        files = sorted({(file, 0) for file, _line in message.locations})
        catalogue.add(message.id, locations=files, flags=message.flags, context=message.context)


def _is_in_a_script(message: Any) -> bool:
    return any(file.endswith(".js") for file, _line in message.locations)


def _messages(catalogue: Catalog) -> Iterator[Any]:
    """Return what a catalogue holds, without its head."""
    return (message for message in catalogue if message.id)


def forms(text: str | Iterable[str] | None) -> list[str]:
    """Return the forms of a message: one, or its singular and plurals."""
    return [text] if isinstance(text, str) else list(text or ("",))
