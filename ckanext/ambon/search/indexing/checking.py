"""Index and database compared, entry by entry; what differs is put right by the usual way."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model

from ckanext.ambon.search.indexing import documents, entries, fitting, outbox, solr, worker

BATCH = 200
LABELS = "permission_labels"
# What is compared word by word, beside the fingerprint of the whole.
COMPARED = (documents.FINGERPRINT, "name", "title", "state", "capacity", "validated_data_dict")

Progress = Callable[[int, int], None]


@dataclass
class Differences:
    """The entries that the index does not hold as the database does."""

    missing: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    orphaned: list[str] = field(default_factory=list)
    wrong_labels: list[str] = field(default_factory=list)

    def all(self) -> list[str]:
        """Return every entry that differs."""
        return [*self.missing, *self.stale, *self.orphaned, *self.wrong_labels]

    def counts(self) -> dict[str, int]:
        """Return how many there are of each kind."""
        return {kind: len(found) for kind, found in vars(self).items()}


def compare(progress: Progress | None = None) -> Differences:
    """Return what differs; what waits in the outbox does not count.

    Raises where the index is of another schema, so that nothing could be compared.

    Everything suspicious is looked at a second time: it may have been saved meanwhile.
    """
    fitting.refuse_other(solr.connection())
    suspects = _compare([*_in_database(), *_orphans()], progress).all()
    return _compare(_without_note(suspects), None)


def repair(differences: Differences) -> int:
    """Write what differs to the index anew; return how many entries that were."""
    wanted = differences.all()
    with entries.own_session():
        outbox.note(wanted)
        model.Session.commit()
    return worker.empty() if wanted else 0


def check_and_repair() -> dict[str, int]:
    """Do both; what the night's job calls."""
    differences = compare()
    repair(differences)
    return differences.counts()


def _compare(entry_ids: list[str], progress: Progress | None) -> Differences:
    found = Differences()
    for start in range(0, len(entry_ids), BATCH):
        batch = entry_ids[start : start + BATCH]
        with entries.own_session():
            wanted = {document["id"]: document for document in documents.of(batch)}
        held = _held(batch)
        for entry_id in batch:
            _judge(entry_id, wanted.get(entry_id), held.get(entry_id), found)
        if progress:
            progress(start + len(batch), len(entry_ids))
    return found


def _judge(
    entry_id: str,
    wanted: dict[str, Any] | None,
    held: dict[str, Any] | None,
    found: Differences,
) -> None:
    if wanted is None or held is None:
        if held:
            found.orphaned.append(entry_id)
        if wanted:
            found.missing.append(entry_id)
    elif sorted(held.get(LABELS) or []) != sorted(wanted[LABELS]):
        found.wrong_labels.append(entry_id)
    elif any(held.get(key) != _expected(wanted, key) for key in COMPARED):
        found.stale.append(entry_id)


def _expected(document: dict[str, Any], key: str) -> Any:
    return documents.fingerprint(document) if key == documents.FINGERPRINT else document[key]


def _held(entry_ids: list[str]) -> dict[str, dict[str, Any]]:
    """Return what the index holds of these entries."""
    if not entry_ids:
        return {}
    ids = " ".join(f'"{entry_id}"' for entry_id in entry_ids)
    fields = ",".join(("id", LABELS, *COMPARED))
    asked = {"q": "*:*", "fq": [_ours(), f"+id:({ids})"], "fl": fields, "rows": len(entry_ids)}
    connection = solr.connection(decode_dates=False)
    return {row["id"]: row for row in connection.search(**asked).docs}


def _orphans() -> Iterator[str]:
    """Yield the entries that the index holds and the database does not know."""
    known = set(_in_database())
    connection = solr.connection(decode_dates=False)
    asked = {"q": "*:*", "fq": _ours(), "fl": "id", "sort": "index_id asc", "rows": 1000}
    held = iter(connection.search(**asked, cursorMark="*"))
    while page := list(islice(held, BATCH)):
        yield from (row["id"] for row in page if row["id"] not in known)


def _ours() -> str:
    return f'+site_id:"{tk.config["ckan.site_id"]}" +entity_type:package'


def _in_database() -> list[str]:
    with entries.own_session():
        ids = model.Session.query(model.Package.id).order_by(model.Package.id)
        return [entry_id for (entry_id,) in ids]


def _without_note(entry_ids: Collection[str]) -> list[str]:
    with entries.own_session():
        noted = {entry_id for entry_id, _ in outbox.keys(entry_ids)}
    return [entry_id for entry_id in entry_ids if entry_id not in noted]
