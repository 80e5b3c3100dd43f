"""Makes what offices publish and what only looks like persons: codes, counts."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import yaml

_SHEETS = yaml.safe_load((Path(__file__).parent / "lookalikes.yaml").read_text(encoding="utf-8"))
TABLES: list[tuple[str, dict[str, Any]]] = [
    (sheet["heading"], sheet["columns"]) for sheet in _SHEETS["tables"]
]
SENSITIVE: list[tuple[str, str, list[str]]] = _SHEETS["sensitive"]
HARMLESS: list[tuple[str, str, list[str]]] = _SHEETS["harmless"]
_AREAS = ("Waihoka", "Batu Merah", "Passo", "Halong", "Benteng", "Rijali", "Silale", "Wainitu")
_FEW = (0, 1, 2, 3, 4, 12, 17)


def made(source: random.Random, spec: Any) -> Any:
    """Return a value of a column: see the head of `lookalikes.yaml`."""
    if isinstance(spec, str):
        return "".join(str(source.randrange(10)) if sign == "#" else sign for sign in spec)
    if len(spec) == 2 and all(isinstance(bound, int) for bound in spec):
        return source.randrange(*spec)
    return source.choice(spec)


def clean_table(seed: int, number: int) -> list[list[Any]]:
    """Return the rows of a sheet without a person in it."""
    source = random.Random(seed * 1000 + number)  # noqa: S311
    heading, columns = TABLES[number % len(TABLES)]
    count = source.randrange(4, 12)
    rows = [[made(source, spec) for spec in columns.values()] for _ in range(count)]
    top = [[heading], []] if heading and source.random() < 0.7 else []
    return [*top, list(columns), *rows]


def counts_table(seed: int, table: tuple[str, str, list[str]]) -> list[list[Any]]:
    """Return the rows of a sheet of counts, some of them of one to four."""
    source = random.Random(seed)  # noqa: S311
    heading, first, counts = table
    rows = [[source.choice(_AREAS), *(source.choice(_FEW) for _ in counts)] for _ in range(7)]
    rows.append(["Hative", *(2 for _ in counts)])
    return [*([[heading], []] if heading else []), [first, *counts], *rows]
