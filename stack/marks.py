"""What a site was made from: a change of it tells `make up` what must be done again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from stack.parts.solr import configuration_files
from stack.settings import ROOT, Settings

CODE = ("ckanext", "schemas", "templates", "i18n", "stack", "solr")
# What the documents of the index are made of and by.
IN_DOCUMENTS = (
    "requirements/portal.txt",
    "schemas/*.yaml",
    "schemas/vocabularies/*.yaml",
    "ckanext/ambon/domain/**/*.py",
    "ckanext/ambon/catalogue/index.py",
    "ckanext/ambon/tables/guarding/*.py",
    "ckanext/ambon/search/document/*.py",
    "ckanext/ambon/search/indexing/documents.py",
    "ckanext/ambon/search/indexing/reading.py",
)
DEMO = (".yaml", ".csv", ".py")


def schema(settings: Settings) -> str:
    """The database's tables: CKAN, its extensions, our own migrations, and which database."""
    versions = ROOT.glob("ckanext/**/versions/*.py")
    return _digest(settings, [ROOT / "requirements" / "portal.txt", *versions])


def site(settings: Settings) -> str:
    """OPD, topics, regions: what the vocabularies say; and the scripts' translations."""
    words = (ROOT / "schemas" / "vocabularies").glob("*.yaml")
    return _digest(settings, [*words, *(ROOT / "i18n").rglob("*.po")])


def index(settings: Settings) -> str:
    """What Solr does with a document."""
    return _digest(settings, configuration_files())


def documents(settings: Settings) -> str:
    """What the catalogue gives to Solr: rather too much of it, for anew is soon made."""
    files = (path for pattern in IN_DOCUMENTS for path in ROOT.glob(pattern))
    return _digest(settings, [*configuration_files(), *files])


def demo(settings: Settings) -> str:
    """The demonstration data."""
    files = (path for path in (ROOT / "demo").rglob("*") if path.suffix in DEMO)
    return _digest(settings, files)


def code(settings: Settings) -> str:
    """All that a running process has read, and the choices it was started with."""
    files = (path for top in CODE for path in (ROOT / top).rglob("*") if path.suffix != ".pyc")
    whole = [*files, ROOT / "pyproject.toml", ROOT / "requirements" / "portal.txt"]
    return _digest(settings, whole) + hashlib.sha256(repr(settings).encode()).hexdigest()[:8]


def _digest(settings: Settings, files: Iterable[Path]) -> str:
    """Return a word for the content of `files`, and for the outside servers they are used on."""
    digest = hashlib.sha256(repr(sorted(settings.outside.items())).encode())
    for file in sorted(set(files)):
        if file.is_file():
            digest.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return digest.hexdigest()[:16]
