"""Personal data in a file: `scan` finds it in tables, hidden sheets, signatures and documents.

`numbers` knows the structures, `persons` whether a table is about persons, `columns`, `loose`
and `small_cells` find. No finding holds a whole number or name.
"""

from __future__ import annotations

from ckanext.ambon.domain.personal_data.model import Finding, UnsearchableError
from ckanext.ambon.domain.personal_data.scanning import (
    scan,
    scan_records,
    scan_texts,
    scan_workbook,
)

__all__ = ["Finding", "UnsearchableError", "scan", "scan_records", "scan_texts", "scan_workbook"]
