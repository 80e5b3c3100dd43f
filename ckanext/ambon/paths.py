"""Where schemas/, templates/, i18n/ and solr/ are.

A checkout has them at its top, an installed package beside its modules; in both
they stand side by side, so finding one of them finds all.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

SCHEMAS = Path(str(files("ckanext.ambon.schemas")))
TEMPLATES = SCHEMAS.with_name("templates")
I18N = SCHEMAS.with_name("i18n")
SOLR = SCHEMAS.with_name("solr")
