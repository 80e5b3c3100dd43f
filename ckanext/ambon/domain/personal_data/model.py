"""What a search for personal data finds; no finding holds a whole number or name."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

STRONG = "strong"
WEAK = "weak"

# So many addresses show where to look; the rest is counted.
CELLS = 20


class UnsearchableError(Exception):
    """Nothing in a file of this kind can be searched; the message says what kind it is."""


@dataclass(frozen=True)
class Finding:
    """One kind of personal data in one column, or outside of the tables (`column` None)."""

    sheet: str
    column: str | None
    kind: str
    strength: str
    rows: int
    example_masked: str
    cells: tuple[str, ...] = ()

    @property
    def blocks(self) -> bool:
        """Tell whether the file may not become public; the others ask for a reason."""
        return self.strength == STRONG and self.kind != "small_cell"

    @property
    def as_plain(self) -> dict[str, Any]:
        """The finding as plain values for `json.dumps`."""
        return {**asdict(self), "cells": list(self.cells)}


def mask(text: str) -> str:
    """Return a text of which only the first sign and the length can be seen.

    >>> mask("8171010101900001")
    '8•••••••••••••••'
    """
    shown = text[:1] if len(text) > 3 else ""
    return shown + "".join("•" if sign.isalnum() else sign for sign in text[len(shown) :])
