"""How fast `package_search` answers: against plain CKAN at 2 000 entries, and at 100 000.

Uses the Solr and the configuration of a running portal (AMBON_STATE) and cores of its own
there, filled with copies of the demonstration data. Wanted: the median no slower than plain
CKAN's; the 95th percentile at 100 000 entries at most 1.5 times that at 1 000.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pysolr
import yaml

from stack import settings
from stack.portal import Portal

QUERIES = Path(__file__).parent.parent / "tests" / "search" / "queries.yaml"
PLAIN = {"defType": "dismax"}
ROUNDS = 3
BATCH = 2_000
# What a copy needs not: it is filled anew, or heavy and never searched.
DROPPED = ("_version_", "indexed_ts", "title_ngram", "name_ngram", "title_string")
HEAVY = ("data_dict", "validated_data_dict")


def main() -> None:
    """Fill the cores, ask, print, and take the cores away."""
    portal = Portal(settings.read())
    documents = list(read(portal.solr.url()))
    ckan = load(portal)
    questions = [one["q"] for one in yaml.safe_load(QUERIES.read_text()) if one["relevant"]]
    with_core = Cores(portal, documents, ckan)
    try:
        with_core.use("bench2k", 2_000, light=False)
        plain = times(questions, PLAIN)
        ours = times(questions, {})
        report("2 000: CKAN", plain)
        report("2 000: ambon", ours)
        print(f"nisbah median {statistics.median(ours) / statistics.median(plain):.2f}")
        small = with_core.measured("bench1k", 1_000, questions)
        large = with_core.measured("bench100k", 100_000, questions)
        print(f"nisbah p95 100 000 : 1 000 = {p95(large) / p95(small):.2f}")
    finally:
        with_core.drop()


class Cores:
    """Cores beside that of the portal, which go away again."""

    def __init__(self, portal: Portal, documents: list[dict[str, Any]], config: Any) -> None:
        self.portal, self.documents, self.config = portal, documents, config
        self.made: list[str] = []

    def use(self, name: str, number: int, *, light: bool) -> None:
        """Let CKAN ask a new core with so many entries."""
        self.portal.solr.add_core(name)
        self.made.append(name)
        index = pysolr.Solr(self.portal.solr.url(name), timeout=600)
        batch: list[dict[str, Any]] = []
        for copy in copies(self.documents, number, light=light):
            batch.append(copy)
            if len(batch) == BATCH:
                index.add(batch, commit=False)
                batch = []
        index.add(batch, commit=False)
        index.commit()
        self.config["solr_url"] = self.portal.solr.url(name)

    def measured(self, name: str, number: int, questions: list[str]) -> list[float]:
        """Return the times at so many light entries, and print them."""
        self.use(name, number, light=True)
        found = times(questions, {"fl": "id,name"})
        report(f"{number}: ambon", found)
        return found

    def drop(self) -> None:
        """Take the cores away with their files."""
        for name in self.made:
            unload = f"cores?action=UNLOAD&core={name}&deleteInstanceDir=true"
            urllib.request.urlopen(f"{self.portal.solr.url('admin')}/{unload}").close()


def load(portal: Portal) -> Any:
    """Load CKAN with the configuration of the portal; return that."""
    from ckan.cli import load_config  # noqa: PLC0415 — CKAN is slow to import, and asks for this
    from ckan.config.middleware import make_app  # noqa: PLC0415

    app: Any = make_app(load_config(str(portal.state.folder / "ckan.ini")))
    app._wsgi_app.app_context().push()  # noqa: SLF001 — CKAN's commands do it so
    from ckan.common import config  # noqa: PLC0415

    return config


def read(url: str) -> Iterator[dict[str, Any]]:
    """Yield the stored documents of the portal."""
    for document in pysolr.Solr(url).search("*:*", rows=1000, fl="*").docs:
        yield {key: value for key, value in document.items() if key not in DROPPED}


def copies(
    documents: list[dict[str, Any]], number: int, *, light: bool
) -> Iterator[dict[str, Any]]:
    """Yield so many entries, each a little another than the one it is made of."""
    chance = random.Random(1)  # noqa: S311 — the same copies each time
    words = [word for one in documents for word in one["title"].split()]
    for at in range(number):
        one = dict(documents[at % len(documents)])
        one |= {"id": f"{at}", "index_id": f"{at}", "name": f"{one['name']}-{at}"}
        title = f"{one['title']} {' '.join(chance.sample(words, 3))}"
        about = [*one.get("tags", []), one.get("organization", "")]
        # What may be seen is not stored with a document.
        one |= {"title": title, "ambon_title": title, "ambon_about": about}
        one |= {"permission_labels": ["public"]}
        yield {key: value for key, value in one.items() if not (light and key in HEAVY)}


def times(questions: list[str], extra: dict[str, str]) -> list[float]:
    """Return how many milliseconds each question took, after each was asked once."""
    import ckan.plugins.toolkit as tk  # noqa: PLC0415

    search = tk.get_action("package_search")
    found = []
    for turn in range(ROUNDS + 1):
        for question in questions:
            start = time.perf_counter()
            search({"user": "", "ignore_auth": False}, {"q": question, "rows": 10, **extra})
            found += [(time.perf_counter() - start) * 1000] if turn else []
    return found


def p95(found: list[float]) -> float:
    """Return the time that 95 of 100 questions stay under."""
    return statistics.quantiles(found, n=20)[-1]


def report(title: str, found: list[float]) -> None:
    """Print median and 95th percentile."""
    print(f"{title:<18} median {statistics.median(found):6.1f} ms   p95 {p95(found):6.1f} ms")


if __name__ == "__main__":
    sys.exit(main())
