"""Codes for the names of regions and OPD in a column, beside the names as written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

from ckanext.ambon.domain import opd, regions
from ckanext.ambon.domain.names import Resolution

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
