"""What is to be marked in an officer's workbook: questions, standards, personal data, answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ckanext.ambon.domain import personal_data
from ckanext.ambon.domain.personal_data import marking as personal
from ckanext.ambon.domain.spreadsheets import Reading
from ckanext.ambon.domain.spreadsheets.marked import marked_workbook
from ckanext.ambon.domain.spreadsheets.marking import WARNING, Mark, title_cell
from ckanext.ambon.domain.spreadsheets.model import Table
from ckanext.ambon.domain.table_standards import marking as standards
from ckanext.ambon.tables import model as kept
from ckanext.ambon.tables.publishing import reading
from ckanext.ambon.tables.publishing.reading import Stored
from ckanext.ambon.tables.publishing.shaping import shape

# openpyxl holds every cell of a workbook: a larger one would keep the officer waiting too long.
LARGEST = 1_000_000


def marked(file: Stored, findings: Iterable[Mapping[str, Any]]) -> bytes:
    """Return the officer's own workbook with a mark at everything that is asked or wrong."""
    found = reading.read(file)
    further = (
        *_standards(found, reading.chosen(file, found)),
        *_changes(file, found),
        *_personal(findings),
    )
    return marked_workbook(file.path, found, further)


def _standards(found: Reading, wanted: str) -> Iterator[Mark]:
    for table in found.tables:
        yield from standards.marks(table, shape(table, found.template, chosen=wanted).told)


def _changes(file: Stored, found: Reading) -> Iterator[Mark]:
    """Return what is different from the table that is there, at the titles of its columns."""
    known = kept.table_file(file.resource_id)
    checks = known.open_checks if known and known.version == file.version else []
    for one in checks:
        table, title = _place(found, one["key"].partition(":")[2])
        cells = (title_cell(table, title),) if table and title else ()
        yield Mark(WARNING, table.sheet if table else "", cells, one["why"])


def _place(found: Reading, name: str) -> tuple[Table | None, str | None]:
    places = [(table, one) for table in found.tables for one in table.columns if one.name == name]
    return (places[0][0], places[0][1].title) if places else (None, None)


def _personal(findings: Iterable[Mapping[str, Any]]) -> Iterable[Mark]:
    known = [personal_data.Finding(**{**one, "cells": tuple(one["cells"])}) for one in findings]
    return personal.marks(known)
