"""A table as the layout steps left it, ready for its columns to be decided."""

from __future__ import annotations

from dataclasses import dataclass, field

from ckanext.ambon.domain.spreadsheets.answers import Answers
from ckanext.ambon.domain.spreadsheets.blocks import Block
from ckanext.ambon.domain.spreadsheets.body import Body
from ckanext.ambon.domain.spreadsheets.draft import Draft
from ckanext.ambon.domain.spreadsheets.grid import Grid
from ckanext.ambon.domain.spreadsheets.model import Question
from ckanext.ambon.domain.spreadsheets.rows import Frame


@dataclass
class Found:
    """What stands on the sheet, its rows told apart, its columns drafted."""

    grid: Grid
    block: Block
    body: Body
    shape: Frame
    draft: Draft
    questions: list[Question]
    answers: Answers = field(default_factory=Answers)


def lines_above(found: Found) -> list[str]:
    """Return the lines over the header, from the top of the block down."""
    rows = range(found.block.top, found.body.header.top)
    lines = (found.grid.line(row, found.block.left, found.block.right) for row in rows)
    return [line for line in lines if line]
