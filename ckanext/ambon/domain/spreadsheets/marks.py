"""Signs that stand for a value that is missing, and what a legend makes of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

MISSING = frozenset({
    "-", "--", "---", "–", "—", "…", "..", "...", "....", "n/a", "n.a", "n.a.", "na", "#n/a",
    "tad", "t.a.d", "t.a.d.", "belum ada data", "tidak ada data", "data tidak tersedia",
    "tidak tersedia", "belum tersedia", "data belum tersedia", "data belum ada", "null", "nan",
    "none", "belum ada", "belum terdata", "(-)", "*belum ada data",
})  # fmt: skip

# Zero to some offices, “no report” to others.
DOUBTED = frozenset({"nihil"})

_ENTRY = re.compile(
    r"(?:^|[;,|\n]|\bketerangan\s*:?|\bcatatan\s*:?|\bket\.?\s*:)\s*"
    r"(?:tanda\s+|simbol\s+|nilai\s+|angka\s+)?[\"'“‘(\[]?"
    r"(-{1,3}|–|—|…|\.{2,4}|n/a|na|tad|x{1,3}|0|-?9{2,5})[\"'”’)\]]?\s*"
    r"(?:=|:|\bberarti\b|\bartinya\b|\bmenyatakan\b|\bmenunjukkan\b)\s*([^;|\n]+)",
    re.IGNORECASE,
)
# As BPS explains its signs: “… Data tidak tersedia; – Tidak ada atau nol”.
_BESIDE = re.compile(
    r"(?:^|[;,|\n]|\bketerangan\s*:?|\bcatatan\s*:?|\bket\.?\s*:)\s*(-{1,3}|–|—|…|\.{2,4}|n/a|na)\s+"
    r"((?:data\s+)?(?:tidak|belum) (?:tersedia|ada)(?: atau nol)?|nol)\s*(?=$|[;,.|\n])",
    re.IGNORECASE,
)
_ZERO = re.compile(
    r"^(angka\s+)?(nol|0|zero|nihil)\b|\b(atau|/)\s*nol\b|tidak ada (kasus|kejadian|kegiatan)", re.I
)
_NONE = re.compile(
    r"(data|angka|informasi).*(tidak|belum|tdk)|(tidak|belum|tdk)\s+(ter\w+|diperoleh|dilapor\w*"
    r"|ada data|mengisi|melapor\w*|di\w+)|kosong|tidak ada$|belum ada",
    re.I,
)


@dataclass(frozen=True)
class Legend:
    """What the file says its signs mean: zero, missing, or something that it leaves open."""

    zero: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()
    unclear: frozenset[str] = frozenset()

    def is_missing(self, text: str) -> bool:
        """Tell whether the text stands for no value."""
        plain = " ".join(text.split()).lower()
        if plain in self.zero or plain in self.unclear:
            return False
        return plain in MISSING or plain in self.missing

    def is_zero(self, text: str) -> bool:
        """Tell whether the legend makes a zero of the text."""
        return " ".join(text.split()).lower() in self.zero


def legend(notes: Iterable[str]) -> Legend:
    """Return what the notes under and over a table say of its signs."""
    zero, missing, unclear = set(), set(), set()
    for note in notes:
        for sign, meaning in (*_ENTRY.findall(note), *_BESIDE.findall(note)):
            target = (
                zero if _ZERO.search(meaning) else missing if _NONE.search(meaning) else unclear
            )
            target.add(sign.lower())
    unclear |= DOUBTED
    unclear -= {sign for sign in unclear if sign.isdecimal()}
    return Legend(frozenset(zero), frozenset(missing - zero), frozenset(unclear - zero - missing))
