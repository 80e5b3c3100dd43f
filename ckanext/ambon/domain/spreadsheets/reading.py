"""Read a file: open it, find its tables, decide their columns; or say why it is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from ckanext.ambon.domain.spreadsheets import (
    answers,
    assembly,
    body,
    foreword,
    header,
    large,
    stacking,
    template,
    wide,
)
from ckanext.ambon.domain.spreadsheets.answers import Answers
from ckanext.ambon.domain.spreadsheets.blocks import Block, blocks
from ckanext.ambon.domain.spreadsheets.delimited import Progress
from ckanext.ambon.domain.spreadsheets.found import Found
from ckanext.ambon.domain.spreadsheets.grid import Grid
from ckanext.ambon.domain.spreadsheets.insheet import InSheet
from ckanext.ambon.domain.spreadsheets.limits import Limits
from ckanext.ambon.domain.spreadsheets.model import Reading, RefusedError, Sheet, Table, Workbook
from ckanext.ambon.domain.spreadsheets.opening import open_stream, open_workbook
from ckanext.ambon.domain.spreadsheets.sketch import Memory, UnlikeError

_NO_ANSWERS: Mapping[str, str] = MappingProxyType({})
_NOTHING = Answers()
_EMPTY = (
    "Tidak ada tabel di berkas ini. "
    "Tabel perlu paling sedikit dua kolom, dengan baris judul kolom dan satu baris isi di bawahnya."
)


def read(
    path: Path,
    *,
    name: str | None = None,
    answers: Mapping[str, str] = _NO_ANSWERS,
    progress: Progress | None = None,
    limits: Limits | None = None,
    memory: Memory | None = None,
) -> Reading:
    """Return the tables of a file, or the reason why it is refused.

    `name` is what the file is called where it stands under another name; `answers` give the
    value of an option by the key of its question; `progress` is told how much of how much is
    read; `memory` spares who reads a large file again the way through all of it.
    """
    limits = limits or Limits()
    try:
        stream = open_stream(path, limits, name, progress, memory)
        found = _large(stream, answers, stream.warnings) if stream else None
        return found or read_workbook(open_workbook(path, limits, name), answers, progress)
    except RefusedError as refused:
        return Reading(error=str(refused))


def read_workbook(
    workbook: Workbook, given: Mapping[str, str] = _NO_ANSWERS, progress: Progress | None = None
) -> Reading:
    """Return the tables of an opened workbook."""
    made_for = template.name(workbook)
    sheets = [sheet for sheet in workbook.sheets if not template.is_set_aside(sheet)]
    visible = [sheet for sheet in sheets if not sheet.is_hidden]
    hidden = [sheet.name for sheet in sheets if sheet.is_hidden and sheet.rows]
    notes = [f"Lembar tersembunyi “{name}” tidak dibaca." for name in hidden]
    if len(visible) == 1 and not made_for and (source := InSheet.of(visible[0])):
        reading = _large(source, given, (*workbook.warnings, *notes))
        if reading:
            return reading
    told = Answers(given)
    found: list[Found] = []
    for number, sheet in enumerate(visible, 1):
        found += find(sheet, is_plain=made_for is not None, given=told)
        if progress:
            progress(number, len(visible))
    reading = _reading(found, told)
    return replace(
        reading, warnings=(*workbook.warnings, *notes, *reading.warnings), template=made_for
    )


def _reading(found: Sequence[Found], told: Answers) -> Reading:
    styles = assembly.styles(found)
    tables = [table for one in found if (table := assembly.table(one, styles)).rows]
    if not tables:
        return Reading(error=_EMPTY)
    return _with_offers(stacking.stack(tables), found, told)


def _with_offers(tables: Sequence[Table], found: Sequence[Found], told: Answers) -> Reading:
    offered = tuple(wide.offered(table, told.at(table.key)) for table in tables)
    shape = answers.fingerprint(dict.fromkeys(one.answers.place for one in found))
    return Reading(offered, tuple(told.warnings(_places(found))), shape=shape)


def _large(
    source: large.Source, given: Mapping[str, str], warnings: Sequence[str]
) -> Reading | None:
    """Return what is in a large sheet, None where it must be read as a whole."""
    told = Answers(given)
    found: list[Found] = []

    def find_in(sheet: Sheet) -> list[Found]:
        found.extend(find(sheet, given=told))
        return found

    try:
        table = large.read(source, find_in)
    except UnlikeError:
        return None
    reading = _with_offers([table], found, told)
    return replace(reading, warnings=(*warnings, *reading.warnings))


def _places(found: Iterable[Found]) -> dict[str, frozenset[str]]:
    """Return the keys of the columns that there are, by the key of their table."""
    return {one.answers.place: frozenset(one.draft.keys) for one in found}


def find(sheet: Sheet, *, is_plain: bool = False, given: Answers = _NOTHING) -> list[Found]:
    """Return the tables of a sheet as they are laid out, before their types are decided.

    A plain sheet, made from a template, holds a header and rows, and nothing else.
    """
    grid = Grid(sheet)
    found: list[Found] = []
    for block in blocks(grid):
        found += _tables(grid, block, is_plain=is_plain, given=given, before=found)
    return found


def _tables(
    grid: Grid, block: Block, *, is_plain: bool, given: Answers, before: Sequence[Found]
) -> list[Found]:
    """Return the tables that stand one under the other in a block."""
    found: list[Found] = []
    top, row = block.top, block.top
    while row <= block.bottom:
        head = header.find(grid, row, block.left, block.right, block.bottom)
        if head is None:
            row += 1
            continue
        part = replace(block, top=top, aside=())
        rows = (body.read_plain if is_plain else body.read)(grid, head, part)
        if foreword.is_one(grid, head, rows, part):
            row = rows.next_row
            continue
        place = _place(head, [*before, *found])
        found.append(assembly.lay_out(grid, part, rows, given.at(place)))
        top = row = rows.next_row
    return found


def _place(head: header.Header, before: Sequence[Found]) -> str:
    """Return the key of a table: its titles, and which one of that kind it is on the sheet."""
    mark = answers.fingerprint(header.JOIN.join(parts) for parts in head.titles.values())
    same = sum(one.answers.place.startswith(mark) for one in before)
    return f"{mark}-{same + 1}" if same else mark
