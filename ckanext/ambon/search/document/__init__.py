"""What the index holds of an entry for those who search in Indonesian; `fields` is the way in."""

from __future__ import annotations

from ckanext.ambon.search.document.fields import add_fields

__all__ = ["add_fields"]
