"""Codes for the names of regions and OPD in a column, beside the names as written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ckanext.ambon.domain import opd, regions
from ckanext.ambon.domain.names import Resolution
from ckanext.ambon.domain.spreadsheets.answers import Answers, fingerprint
from ckanext.ambon.domain.spreadsheets.model import Column, Option, Question

_LEVELS = (
    (re.compile(r"\bkec(amatan)?\b"), "kecamatan"),
    (re.compile(r"\b(kelurahan|kel)\b(?!.*(desa|negeri))"), "kelurahan"),
    (re.compile(r"\b(desa|negeri)\b(?!.*kelurahan)"), "desa"),
)
_REGION = re.compile(r"\b(kec(amatan)?|kelurahan|desa|negeri|wilayah)\b")
_OPD = re.compile(
    r"\b(opd|skpd|perangkat daerah|instansi|dinas|unit kerja|produsen data|organisasi)\b"
)
_NO_NAME = re.compile(r"\b(jumlah|kode|luas|alamat|jenis|status)\b")
NAMES = 500
_ASKED = 12
_NONE = Option("none", "Tanpa kode")


def find(title: str, values: list[Any]) -> dict[str, Any] | None:
    """Return the vocabulary, and what each name in the column stands for."""
    label = title.lower().replace("_", " ")
    texts = Counter(value for value in values if isinstance(value, str))
    if not texts or len(texts) > NAMES or _NO_NAME.search(label):
        return None
    if _OPD.search(label):
        return _reference("opd", texts, opd.resolve)
    if _REGION.search(label):
        level = next((name for pattern, name in _LEVELS if pattern.search(label)), None)
        return _reference("regions", texts, lambda text: regions.resolve(text, level))
    return None


def _reference(
    vocabulary: str, texts: Counter[str], resolve: Callable[[str], Resolution]
) -> dict[str, Any] | None:
    found = {text: resolve(text) for text in texts}
    codes = {text: one.code for text, one in found.items() if one.code}
    if not codes:
        return None
    proposals = {
        text: [{"code": c.code, "name": c.name, "reason": c.reason} for c in one.candidates]
        for text, one in found.items()
        if one.candidates and not one.code
    }
    unknown = sorted(text for text, one in found.items() if not one.code and not one.candidates)
    return {"vocabulary": vocabulary, "codes": codes, "proposals": proposals, "unknown": unknown}


def settle(
    column: Column, key: str, cells: Mapping[str, str], given: Answers
) -> tuple[Column, list[Question]]:
    """Return the column with the codes that were chosen, and a choice for each name in doubt.

    The names stay as they are written whatever is chosen, so these need not be answered;
    `cells` gives the first address of each name.
    """
    reference = column.reference
    if not reference:
        return column, []
    codes, open_names, choices = dict(reference["codes"]), {}, []
    for name, candidates in reference["proposals"].items():
        choice = _choice(column.title, f"{key}:code-{fingerprint([name])}", name, candidates, cells)
        choice = given.settle(choice) if len(choices) < _ASKED else None
        choices += [choice] if choice else []
        if choice and choice.answer and choice.answer != _NONE.value:
            codes[name] = choice.answer
        else:
            open_names[name] = candidates
    return replace(
        column, reference={**reference, "codes": codes, "proposals": open_names}
    ), choices


def _choice(
    title: str,
    key: str,
    name: str,
    candidates: Sequence[Mapping[str, str]],
    cells: Mapping[str, str],
) -> Question:
    cell = cells.get(name, "")
    many = f"“{name}” dapat berarti {len(candidates)} hal; kodenya belum ditentukan."
    why = many if len(candidates) > 1 else f"“{name}” mungkin {candidates[0]['name']}."
    options = [
        Option(one["code"], f"{one['name']} ({one['code']})", ((cell, name, one["code"]),))
        for one in candidates
    ]
    none = replace(_NONE, examples=((cell, name, "tanpa kode"),))
    return Question(key, title, (cell,) if cell else (), why, (*options, none))
