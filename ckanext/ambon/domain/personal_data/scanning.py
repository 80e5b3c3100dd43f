"""Search one file for personal data, whatever kind of file it is."""

from __future__ import annotations

from pathlib import Path

from ckanext.ambon.domain.personal_data import columns, documents, loose, small_cells, tables
from ckanext.ambon.domain.personal_data.model import Finding
from ckanext.ambon.domain.personal_data.tables import Scanned
from ckanext.ambon.domain.spreadsheets.limits import Limits
from ckanext.ambon.domain.spreadsheets.model import Workbook


def scan(path: Path) -> list[Finding]:
    """Return what was found in a file; raises `RefusedError` where it cannot be read."""
    Limits().check_file(path)
    lines = documents.lines(path)
    return loose.find(lines) if lines is not None else _find(tables.load(path))


def scan_workbook(workbook: Workbook, name: str = "") -> list[Finding]:
    """Return what was found in an opened workbook."""
    return _find(tables.of_workbook(workbook, name))


def _find(scanned: Scanned) -> list[Finding]:
    found = [finding for table in scanned.tables for finding in columns.find(table)]
    personal = {(finding.sheet, finding.column) for finding in found}
    small = [finding for table in scanned.tables for finding in small_cells.find(table)]
    found += [finding for finding in small if (finding.sheet, finding.column) not in personal]
    return [*found, *loose.find(scanned.loose)]
