"""How a reading is judged against the truth: right, asked, left as text, missed, silently wrong."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from ckanext.ambon.domain.spreadsheets import read
from ckanext.ambon.domain.spreadsheets.report import as_json

RUNNING = ("no", "no.", "nomor")


@dataclass(frozen=True)
class Truth:
    """One table as it should be read; `must` and `may` name columns (None: the table)."""

    columns: dict[str, str]
    rows: Sequence[Sequence[Any]]
    must: frozenset[str | None] = frozenset()
    may: frozenset[str | None] = frozenset()
    units: dict[str, str] = field(default_factory=dict)


@dataclass
class Verdict:
    """What a judge finds; empty lists are good."""

    silently_wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    left_as_text: list[str] = field(default_factory=list)
    needless: list[str] = field(default_factory=list)
    unasked: list[str] = field(default_factory=list)

    @property
    def is_right(self) -> bool:
        return not any(vars(self).values())


def truth(
    columns: str, rows: Sequence[Sequence[Any]], must: Any = (), may: Any = (), **units: str
) -> Truth:
    """Return the truth of `Title:type | Title:type`."""
    pairs = [part.strip().rpartition(":") for part in columns.split("|")]
    return Truth(
        {title: kind for title, _colon, kind in pairs},
        rows,
        frozenset(must),
        frozenset(may),
        {title.replace("__", " "): unit for title, unit in units.items()},
    )


def judge(path: Path, *truths: Truth) -> Verdict:
    """Return how the reading of a file compares with the truth, table by table."""
    printed = json.loads(json.dumps(as_json(read(path))))
    verdict = Verdict()
    if printed["error"]:
        verdict.missed.append(printed["error"])
        return verdict
    if len(printed["tables"]) != len(truths):
        verdict.missed.append(f"{len(printed['tables'])} tables, not {len(truths)}")
    for table, wanted in zip(printed["tables"], truths, strict=False):
        _judge(table, wanted, verdict)
    return verdict


def _judge(table: dict[str, Any], wanted: Truth, verdict: Verdict) -> None:
    asked = {question["column"] for question in table["questions"]}
    verdict.unasked += [f"{c}" for c in wanted.must - asked]
    verdict.needless += [
        f"{c}: {q['why']}"
        for q in table["questions"]
        if (c := q["column"]) not in wanted.must | wanted.may
    ]
    titles = [column["title"] for column in table["columns"]]
    if len(table["rows"]) != len(wanted.rows):
        verdict.missed.append(f"{len(table['rows'])} rows, not {len(wanted.rows)}")
    verdict.missed += [f"column {t}" for t in wanted.columns if t not in titles]
    for column in table["columns"]:
        known = column["title"] in wanted.columns
        if not known and not column.get("derived") and column["title"].lower() not in RUNNING:
            verdict.missed.append(f"extra column {column['title']}")
    for place, (title, kind) in enumerate(wanted.columns.items()):
        if title in titles and title not in asked:
            _judge_column(
                table,
                titles.index(title),
                title,
                kind,
                [row[place] for row in wanted.rows],
                verdict,
            )
        if title in titles and title in wanted.units:
            unit = table["columns"][titles.index(title)]["unit"]
            if unit != wanted.units[title]:
                verdict.silently_wrong.append(f"{title}: unit {unit}")


def _judge_column(
    table: dict, index: int, title: str, kind: str, wanted: list, verdict: Verdict
) -> None:
    column = table["columns"][index]
    if kind in ("code", "text") and column["type"] not in ("code", "text"):
        verdict.silently_wrong.append(f"{title}: {column['type']} for {kind}")
    elif kind not in ("code", "text") and column["type"] != kind:
        verdict.left_as_text.append(f"{title}: {column['type']} for {kind}")
    for row, value in zip(table["rows"], wanted, strict=False):
        if not _same(row[index], value):
            verdict.silently_wrong.append(f"{title}: {row[index]!r} for {value!r}")


def _same(found: Any, wanted: Any) -> bool:
    if found is None or wanted is None or isinstance(wanted, bool | str):
        return found == wanted
    try:
        return Decimal(str(found)) == Decimal(str(wanted)) and not isinstance(found, bool)
    except InvalidOperation:
        return False
