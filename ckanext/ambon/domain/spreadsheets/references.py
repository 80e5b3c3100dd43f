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

_KECAMATAN = re.compile(r"\bkec(amatan)?\b")
_LOWEST = re.compile(r"\b(kelurahan|kel|desa|negeri)\b")
_KELURAHAN = re.compile(r"\b(kelurahan|kel)\b")
_REGION = re.compile(r"\b(kec(amatan)?|kelurahan|desa|negeri|wilayah)\b")
_OPD = re.compile(
    r"\b(opd|skpd|perangkat daerah|instansi|dinas|unit kerja|produsen data|organisasi)\b"
)
_NO_NAME = re.compile(r"\b(jumlah|kode|luas|alamat|jenis|status)\b")
# So many other names of one level say that the column holds that level; one kelurahan alone
# may stand among negeri.
_TELLING = {"kecamatan": 1, "kelurahan": 2, "desa": 2}
NAMES = 500
_ASKED = 12
_NONE = Option("none", "Tanpa kode")

Beside = Callable[[str], Sequence[Sequence[str]]]


def _nothing(_name: str) -> Sequence[Sequence[str]]:
    return ()


def find(title: str, values: list[Any], beside: Beside = _nothing) -> dict[str, Any] | None:
    """Return the vocabulary, and what each name in the column stands for.

    `beside` gives the other cells of each row in which a name stands.
    """
    label = title.lower().replace("_", " ")
    texts = Counter(value for value in values if isinstance(value, str))
    if not texts or len(texts) > NAMES or _NO_NAME.search(label):
        return None
    if _OPD.search(label):
        return _reference("opd", {text: opd.resolve(text) for text in texts})
    if _REGION.search(label):
        level = _level(label)
        found = {text: regions.resolve(text, level) for text in texts}
        return _reference("regions", _by_the_file(found, beside))
    return None


def _level(label: str) -> str | None:
    """Return the level that a title names; one that names two of them leaves it open."""
    if _KECAMATAN.search(label):
        return None if _LOWEST.search(label) else "kecamatan"
    if _KELURAHAN.search(label):
        return "kelurahan"
    return "desa" if _LOWEST.search(label) else None


def _by_the_file(found: Mapping[str, Resolution], beside: Beside) -> dict[str, Resolution]:
    """Settle a name of several regions by its rows, or by the one level of all other names."""
    levels = Counter(
        one.level
        for each in found.values()
        if (one := regions.region(each.code or "")) and one.level in _TELLING
    )
    only = next(iter(levels)) if len(levels) == 1 else ""
    only = only if levels[only] >= _TELLING.get(only, 1) else ""
    return {
        text: _settled(one, beside(text), only) if one.is_shared else one
        for text, one in found.items()
    }


def _settled(shared: Resolution, rows: Sequence[Sequence[str]], level: str) -> Resolution:
    listed = [one for each in shared.candidates if (one := regions.region(each.code))]
    told = {tuple(one.code for one in listed if _tells(row, one)) for row in rows}
    by_level = tuple(one.code for one in listed if one.level == level)
    codes: tuple[str, ...] = ()
    if not any(told):
        codes = by_level
    elif len(told) == 1:
        codes = next(iter(told))
    return Resolution(codes[0], reason="berkas menentukannya") if len(codes) == 1 else shared


def _tells(texts: Sequence[str], one: regions.Region) -> bool:
    """Tell whether a row names the region's kind or its code in another column."""
    plain = {text.strip(" .").lower() for text in texts}
    kinds = {kind for text in plain if (kind := regions.STATUS_WORDS.get(text))}
    return one.level in kinds or any(
        regions.resolve(text).code == one.code for text in plain if text[:1].isdecimal()
    )


def _reference(vocabulary: str, found: Mapping[str, Resolution]) -> dict[str, Any] | None:
    codes = {text: one.code for text, one in found.items() if one.code}
    if not codes and not any(one.is_shared for one in found.values()):
        return None
    proposals = {
        text: [{"code": c.code, "name": c.name, "reason": c.reason} for c in one.candidates]
        for text, one in found.items()
        if one.candidates and not one.code
    }
    return {
        "vocabulary": vocabulary,
        "codes": codes,
        "proposals": proposals,
        "shared": sorted(text for text, one in found.items() if one.is_shared),
        "unknown": sorted(t for t, one in found.items() if not one.code and not one.candidates),
    }


def settle(
    column: Column, key: str, cells: Mapping[str, str], given: Answers
) -> tuple[Column, list[Question]]:
    """Return the column with the codes that were chosen, and a choice for each name in doubt.

    The names stay as they are written whatever is chosen; `cells` gives the first address of
    each name.
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


def is_open(choice: Question, column: Column) -> bool:
    """Tell whether a choice must be made: the name itself is of several, and nothing decides."""
    shared = (column.reference or {}).get("shared", ())
    return any(choice.key.endswith(f":code-{fingerprint([name])}") for name in shared)
