"""Templates filled in as an officer does: typed values, labels chosen from the lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from ckanext.ambon.domain.table_standards import Standard, values
from ckanext.ambon.domain.table_standards.template import DATA, FORMATS, template


def example(standard: Standard) -> dict[str, Any]:
    """Return the example row of a standard, in its types."""
    return {column.name: values.read(column, column.example) for column in standard.columns}


def fill(standard: Standard, rows: Sequence[Mapping[str, Any]], file: Path) -> Path:
    """Write the template with rows in it."""
    book = load_workbook(BytesIO(template(standard)))
    sheet = book[DATA]
    for at, row in enumerate(rows, 2):
        for number, column in enumerate(standard.columns, 1):
            value = row.get(column.name)
            shown = values.label(column, value) if column.vocabulary and value else value
            cell = sheet.cell(at, number, shown)
            if isinstance(shown, str):
                cell.data_type = "s"
            cell.number_format = FORMATS.get(column.type, "General")
    book.save(file)
    return file
