"""A workbook becomes typed tables, one module per step; `read` is the way in.

Open (`opening` and a module per format), lay out (`blocks`, `header`, `body`, `draft`),
decide (`kinds` and the modules it asks), check (`totals`), hand over (`report`).
"""

from __future__ import annotations

from ckanext.ambon.domain.spreadsheets.model import Reading, RefusedError, Table
from ckanext.ambon.domain.spreadsheets.reading import read, read_workbook

__all__ = ["Reading", "RefusedError", "Table", "read", "read_workbook"]
