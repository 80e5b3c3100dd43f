"""What is proposed while somebody types: `suggest` is the way in.

`named` knows OPD, topics and places, `entries` asks the index, `asked` what others asked.
"""

from __future__ import annotations

from ckanext.ambon.search.suggesting.proposing import suggest

__all__ = ["suggest"]
