"""The pages of the tables, one module for each kind."""

from __future__ import annotations

from flask import Blueprint

from ckanext.ambon.tables.views.checking import checking
from ckanext.ambon.tables.views.history import history
from ckanext.ambon.tables.views.leading import leading
from ckanext.ambon.tables.views.personal import personal
from ckanext.ambon.tables.views.rows import rows
from ckanext.ambon.tables.views.standards import standards
from ckanext.ambon.tables.views.versions import versions


def blueprints() -> list[Blueprint]:
    """Return every blueprint of the room."""
    return [standards, rows, checking, versions, leading, personal, history]
