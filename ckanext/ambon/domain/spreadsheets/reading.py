"""Read a file: open it, find its tables, decide their columns; or say why it is refused."""

from __future__ import annotations

from pathlib import Path

from ckanext.ambon.domain.spreadsheets import assembly, body, header, stacking, template
from ckanext.ambon.domain.spreadsheets.assembly import Found
from ckanext.ambon.domain.spreadsheets.blocks import Block, blocks
from ckanext.ambon.domain.spreadsheets.grid import Grid
from ckanext.ambon.domain.spreadsheets.limits import Limits
from ckanext.ambon.domain.spreadsheets.model import Reading, RefusedError, Sheet, Table, Workbook
from ckanext.ambon.domain.spreadsheets.opening import open_workbook

_EMPTY = (
    "Tidak ada tabel di berkas ini. "
    "Tabel perlu baris judul kolom dan paling sedikit satu baris isi."
)


def read(path: Path, limits: Limits | None = None) -> Reading:
    """Return the tables of a file, or the reason why it is refused."""
    try:
        return read_workbook(open_workbook(path, limits or Limits()))
    except RefusedError as refused:
        return Reading(error=str(refused))


def read_workbook(workbook: Workbook) -> Reading:
    """Return the tables of an opened workbook."""
    made_for = template.name(workbook)
    sheets = [sheet for sheet in workbook.sheets if not template.is_set_aside(sheet)]
    visible = [sheet for sheet in sheets if not sheet.is_hidden]
    is_plain = made_for is not None
    found = [one for sheet in visible for one in find(sheet, is_plain=is_plain)]
    if not found:
        return Reading(error=_EMPTY)
    styles = assembly.styles(found)
    tables = [assembly.table(one, styles) for one in found]
    hidden = [sheet.name for sheet in sheets if sheet.is_hidden and sheet.rows]
    notes = tuple(f"Lembar tersembunyi “{name}” tidak dibaca." for name in hidden)
    kept: tuple[Table, ...] = tuple(table for table in tables if table.rows)
    if not kept:
        return Reading(error=_EMPTY)
    return Reading(stacking.stack(kept), (*workbook.warnings, *notes), template=made_for)


def find(sheet: Sheet, *, is_plain: bool = False) -> list[Found]:
    """Return the tables of a sheet as they are laid out, before their types are decided.

    A plain sheet, made from a template, holds a header and rows, and nothing else.
    """
    grid = Grid(sheet)
    return [one for block in blocks(grid) for one in _tables(grid, block, is_plain=is_plain)]


def _tables(grid: Grid, block: Block, *, is_plain: bool) -> list[Found]:
    """Return the tables that stand one under the other in a block."""
    found: list[Found] = []
    top, row = block.top, block.top
    while row <= block.bottom:
        head = header.find(grid, row, block.left, block.right, block.bottom)
        if head is None:
            row += 1
            continue
        part = Block(block.left, block.right, top, block.bottom)
        rows = (body.read_plain if is_plain else body.read)(grid, head, part)
        found.append(assembly.lay_out(grid, part, rows))
        top = row = rows.next_row
    return found
