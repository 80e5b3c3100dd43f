"""Cores of Solr with copies of a portal's entries, beside that of the portal."""

from __future__ import annotations

import json
import random
import re
import shutil
import urllib.request
from collections.abc import Iterator
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import Any

import pysolr

from stack.parts.solr import Solr, lay_out_configuration
from stack.process import give_to_server

Document = dict[str, Any]

BATCH = 1_000
# What a copy needs not: Solr fills it anew.
FILLED = ("_version_", "indexed_ts", "title_ngram", "name_ngram", "title_string")
# What plain CKAN's schema has not.
OURS = "ambon_"
# Of a light copy, all else is left out: a hundred thousand whole ones fill the disk.
LIGHT = ("name", "title", "notes", "type")


class Cores:
    """Cores that go away again."""

    def __init__(self, solr: Solr) -> None:
        self.solr = solr
        self.documents = list(_stored(solr.url()))
        self.made: list[str] = []

    def make(self, name: str, number: int, *, plain: bool = False, light: bool = False) -> str:
        """Return the address of a new core with so many entries; `plain`: by CKAN's schema."""
        folder = self.solr.home / name
        _lay_out(folder, plain=plain)
        self._admin(f"action=CREATE&name={name}&instanceDir={name}")
        self.made.append(name)
        index = pysolr.Solr(self.solr.url(name), timeout=600)
        fresh = copies(self.documents, number, plain=plain, light=light)
        while batch := list(islice(fresh, BATCH)):
            index.add(batch, commit=False)
        index.commit()
        assert index.search("*:*", rows=0).hits == number
        index.optimize(maxSegments=1)
        return self.solr.url(name)

    def drop(self) -> None:
        """Take the cores away with their files."""
        for name in self.made:
            self._admin(f"action=UNLOAD&core={name}&deleteInstanceDir=true")

    def _admin(self, question: str) -> None:
        urllib.request.urlopen(f"{self.solr.url('admin')}/cores?{question}", timeout=600).close()


def copies(
    documents: list[Document], number: int, *, plain: bool, light: bool
) -> Iterator[Document]:
    """Yield so many entries, each a little another than the one it is made of."""
    chance = random.Random(1)  # noqa: S311 - the same copies each time
    words = [word for one in documents for word in one["title"].split()]
    for at in range(number):
        one = documents[at % len(documents)]
        title = f"{one['title']} {' '.join(chance.sample(words, 3))}"
        copy = {**one, "id": f"{at}", "index_id": f"{at}", "name": f"{one['name']}-{at}"}
        # What may be seen, and what it is about, are not stored with a document.
        copy |= {"title": title, "permission_labels": ["public"], "ambon_title": title}
        copy["ambon_about"] = [*one.get("tags", []), one.get("organization", "")]
        yield _of_kind(copy, plain=plain, light=light)


def _of_kind(copy: Document, *, plain: bool, light: bool) -> Document:
    if light:
        shown = json.loads(copy["validated_data_dict"])
        shown = {key: shown.get(key) for key in LIGHT} | {"id": copy["id"], "name": copy["name"]}
        copy |= {"validated_data_dict": json.dumps(shown), "data_dict": ""}
    return {key: value for key, value in copy.items() if not (plain and key.startswith(OURS))}


def _stored(url: str) -> Iterator[Document]:
    for document in pysolr.Solr(url).search("*:*", rows=1000, fl="*").docs:
        yield {key: value for key, value in document.items() if key not in FILLED}


def _lay_out(folder: Path, *, plain: bool) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    lay_out_configuration(folder / "conf")
    if plain:
        schema = Path(str(files("ckan"))) / "config" / "solr" / "schema.xml"
        shutil.copy(schema, folder / "conf" / "schema.xml")
    # Questions are asked several times over; Solr shall answer each as one it has not heard.
    settings = folder / "conf" / "solrconfig.xml"
    settings.write_text(re.sub(r"<queryResultCache[^>]*>", "", settings.read_text()))
    for path in (folder, *folder.rglob("*")):
        give_to_server(path)
