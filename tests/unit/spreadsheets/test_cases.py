"""Every case of the YAML lists beside this file: no cell silently wrong, no needless question."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.unit.spreadsheets import making
from tests.unit.spreadsheets.judging import judge, truth

CASES = [
    case
    for name in ("cases.yaml", "offices.yaml", "traits.yaml", "mended.yaml")
    for case in yaml.safe_load((Path(__file__).parent / name).read_text(encoding="utf-8"))
]
LOOK = ("merges", "formats", "hidden_rows", "hidden_columns")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_case_is_read_right(tmp_path: Path, case: dict[str, Any]) -> None:
    path = tmp_path / "a.xlsx"
    if "csv" in case:
        making.csv(path, case["csv"])
    else:
        look = {name: case[name] for name in LOOK if name in case}
        making.xlsx(path, case["rows"], **look)
    truths = [
        truth(
            table["columns"],
            _plain(table["rows"]),
            table.get("must", ()),
            table.get("may", ()),
            **table.get("units", {}),
        )
        for table in case["tables"]
    ]
    verdict = judge(path, *truths)
    assert verdict.is_right, verdict


def _plain(rows: list[list[Any]]) -> list[list[Any]]:
    """Return the rows with days as JSON has them."""
    return [[v.isoformat() if hasattr(v, "isoformat") else v for v in row] for row in rows]
