"""Pairs of words over a table, as “KECAMATAN | SIRIMAU”: they speak of it, and are no table."""

from __future__ import annotations

from ckanext.ambon.domain.spreadsheets import header
from ckanext.ambon.domain.spreadsheets.blocks import Block
from ckanext.ambon.domain.spreadsheets.body import Body
from ckanext.ambon.domain.spreadsheets.grid import Grid, is_label
from ckanext.ambon.domain.spreadsheets.header import Header

_MOST, _REACH = 5, 6


def is_one(grid: Grid, head: Header, found: Body, block: Block) -> bool:
    """Tell whether what looks like a small table is a few pairs over a wider one."""
    titled = head.titles.keys() - head.untitled
    if len(titled) != 2 or len(found.data) > _MOST or found.totals:
        return False
    cells = (grid.cell(row, column) for row in found.data for column in titled)
    if not all(map(is_label, cells)):
        return False
    below = range(found.next_row, min(found.next_row + _REACH, block.bottom) + 1)
    heads = (header.find(grid, row, block.left, block.right, block.bottom) for row in below)
    return any(one is not None and len(one.titles) > len(titled) for one in heads)
