"""Which of the lines over a table says what it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

# What a letterhead says: who writes, and where he is to be found.
_LETTERHEAD = re.compile(
    r"(pemerintah|pemkot|pemda|dinas|badan|kantor|sekretariat|inspektorat|satuan polisi|bagian|"
    r"rsud|puskesmas|perumda|perusahaan|jalan|jln|jl|telp|telepon|tlp|fax|faks|website|situs|laman|"
    r"surel|e-?mail|kode pos|kotak pos|wali ?kota|maluku|ambon|provinsi)\b|https?:|www\.",
    re.IGNORECASE,
)

_PERIOD = re.compile(r"\(?(tahun|semester|triwulan|bulan|periode|per|keadaan)\b", re.IGNORECASE)


def heading(titles: Sequence[str]) -> str:
    """Return the line that names the table; the letterhead above it names the office.

    >>> heading(["PEMERINTAH KOTA AMBON", "DINAS SOSIAL", "Penerima bantuan 2025"])
    'Penerima bantuan 2025'
    """
    head = list(takewhile(lambda line: _LETTERHEAD.match(line.strip()), titles))
    first = next(iter(titles[len(head) :]), "")
    # What is followed by a period alone was no letterhead after all.
    if head and (not first or _PERIOD.match(first.strip())):
        return head[-1] if first else head[0]
    return first
