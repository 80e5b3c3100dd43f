"""Large text files: laid out by the rows that stand for all, every text counted on one way through.

Of a column that says thousands of things, those are kept that could belong to a person, and
some others, among which the rest is shared out.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ckanext.ambon.domain.personal_data import tables
from ckanext.ambon.domain.personal_data.tables import Scanned
from ckanext.ambon.domain.spreadsheets import large, reading
from ckanext.ambon.domain.spreadsheets.limits import Limits
from ckanext.ambon.domain.spreadsheets.opening import open_stream
from ckanext.ambon.domain.spreadsheets.sketch import Memory, UnlikeError


def load(path: Path, name: str, limits: Limits, memory: Memory | None = None) -> Scanned | None:
    """Return what is to be searched in a large text file; None where it must be opened whole."""
    stream = open_stream(path, limits, name, memory=memory)
    if stream is None:
        return None
    # Slow to load and large in memory: only who reads a large file is to have it.
    from ckanext.ambon.domain.personal_data import gathering  # noqa: PLC0415

    try:
        outline = large.outline(stream)
    except UnlikeError:
        return None
    found = reading.find(outline.sheet)
    if len(found) != 1:
        return None
    table = tables.table(found[0], name)
    draft = found[0].draft
    kept = [*draft.columns, *([draft.running] if draft.running else [])]
    loose = [
        replace(one, cell=large.moved(one.cell, outline.numbers) if one.cell else None)
        for one in tables.outside(outline.sheet, found)
    ]
    out = frozenset(outline.numbers.values()) - {outline.numbers[row] for row in draft.rows}
    labels = {one.number - 1: tables.label(one.title) for one in kept}
    gathered, more = gathering.gather(stream, out, labels)
    columns = tuple(gathered[one.number - 1].column(one.title, one.number) for one in kept)
    return Scanned((replace(table, columns=columns),), (*loose, *more))
