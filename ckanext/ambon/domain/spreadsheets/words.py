"""Words by which rows that are no data are told: totals, notes, sources, signatures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from ckanext.ambon.domain import regions

_TOTAL = re.compile(
    r"(grand\s*|sub\s*-?\s*)?(jumlah|total|jml|ttl)(\s+(jumlah|total))?"
    r"(\s*(seluruh(nya)?|keseluruhan|akhir|umum|besar|semua(nya)?|se-?kota( ambon)?))?"
    r"(\s+(i{1,3}|iv|vi{0,3}|[a-h]|\d{1,2}|(\([a-z0-9+\s]+\))))?\s*[:.]?"
    r"|[∑Σ]|jumlah\s*/\s*total|total\s*/\s*jumlah|sub\s*-?\s*jumlah.*|sub\s*-?\s*total.*|"
    r"grand\s*total.*",
    re.IGNORECASE,
)
_TOTAL_OF = re.compile(
    r"(jumlah|total|jml)\s+(?P<part>(kec(amatan|\.)?|kel(urahan|\.)?|desa|negeri|kota|"
    r"kab(upaten|\.)?"
    r"|provinsi|wilayah|kelompok|bagian|triwulan|semester|tahun)\b.*)",
    re.IGNORECASE,
)
_NUMBERED_PART = re.compile(
    r"(kelompok|bagian|wilayah|triwulan|semester|tahun)\s+\S{1,5}", re.IGNORECASE
)
_TOTAL_ANY = re.compile(r"((jumlah|total|jml)\s+.+|rekap(itulasi)?|gabungan)", re.IGNORECASE)
_SUB = re.compile(r"sub\s*-?\s*(jumlah|total)", re.IGNORECASE)
_BARE = re.compile(r"(sub\s*-?\s*)?(jumlah|total|jml|ttl)", re.IGNORECASE)
_CITY = re.compile(
    r"(kota\s+)?ambon|kota|kota ambon.*|se-?kota ambon|seluruh.*|semua.*|keseluruhan.*"
    r"|(prov(insi|\.)?\s+)?maluku|indonesia|nasional",
    re.IGNORECASE,
)
_SPACED = re.compile(r"(\w )+\w")
_MEAN = re.compile(
    r"(rata\s*-?\s*rata|rerata|mean|average|maks(imum|imal)?|max(imum)?|min(imum|imal)?"
    r"|tertinggi|terendah|median)(\s+(kota|keseluruhan|total).*)?\s*[:.]?",
    re.I,
)
_RUNNING_TOTAL = re.compile(
    r"(jumlah|total)\s+(kumulatif\b|s\.?\s*/?\s*d\.?\s|sampai\b|dipindahkan|pindahan|"
    r"(bulan|tahun|periode|minggu|triwulan|semester)\s+"
    r"(ini|lalu|yang lalu|sebelumnya|berjalan)).*",
    re.IGNORECASE,
)
_SHARE = re.compile(r"(persentase|persen|proporsi|prosentase)?\s*(\(?%\)?)?\s*[:.]?", re.I)
_NOTE = re.compile(
    r"(sumber( data)?|catatan|keterangan|ket|note|notes|source|nb|n\.b|data per|per tanggal|dicetak"
    r"|diunduh|tanggal cetak|update|diperbarui|status data|data diolah|penjelasan|"
    r"kondisi per)\s*[.:/\-–]"
    r"|(sumber|catatan|keterangan|dicetak|diunduh|sumber data)\b|\*{1,3}\)?\s*\S"
    r"|\d{1,2}\)\s|[¹²³]",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"(mengetahui|menyetujui|disetujui|dibuat oleh|disusun oleh|petugas|penanggung\s?jawab|"
    r"yang membuat)\b"
    r"|[a-z .]{3,30},\s*(\d{1,2}|\.{2,}|…|_+)?\s*(januari|februari|pebruari|maret|april|mei|"
    r"juni|juli|agustus"
    r"|september|oktober|november|nopember|desember)\s*(\d{4}|\.+|_+)?\s*$"
    r"|(plt|plh|pj)\.?\s|a\.?\s?n\.?\s+(wali|kepala|sekretaris)|nip\s*[.:]?\s*\d|nip\s*\.?\s*:?\s*$"
    r"|(kepala (dinas|badan|bagian|bidang|seksi|sub|uptd|kantor|pelaksana)|sekretaris|camat|lurah"
    r"|kasubag|kasi|wali\s?kota|direktur|raja|penjabat|inspektur|bendahara)\b"
    r"|(pembina|penata|pengatur)\b|ttd\b|\(\s*[._…]{3,}\s*\)",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"(pemerintah|dinas|badan|sekretariat|inspektorat|kantor|uptd|puskesmas|kecamatan|kelurahan"
    r"|kota|jl\.?|jalan|alamat|telp|telepon|e-?mail|laman|website|http)\b",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(per|menurut|berdasarkan) (jenis|kec(amatan)?|kel(urahan)?|desa|negeri|bulan|tahun|"
    r"triwulan|semester|wilayah|opd|kelompok|golongan|status)\b",
    re.IGNORECASE,
)
_TITLED = re.compile(r"(tabel|table|lampiran|tabel\s*\d|daftar)\b", re.IGNORECASE)


def is_total(text: str) -> bool:
    """Tell whether a label alone says that its row is a total."""
    plain = text.strip()
    if _SPACED.fullmatch(plain):
        plain = plain.replace(" ", "")
    return bool(_TOTAL.fullmatch(plain)) or _is_total_of_part(plain)


@lru_cache(maxsize=20_000)
def is_bare(text: str) -> bool:
    """Tell whether a text is the word for a total and nothing else."""
    return bool(_BARE.fullmatch(text.strip(" .:")))


def _is_total_of_part(text: str) -> bool:
    """Tell “Jumlah Kecamatan Sirimau” from “Jumlah kelurahan siaga”."""
    found = _TOTAL_OF.fullmatch(text)
    if not found:
        return False
    part = found["part"]
    return bool(_NUMBERED_PART.fullmatch(part)) or regions.resolve(part).code is not None


def is_subtotal(text: str) -> bool:
    """Tell whether the label says that the row is a total of a part."""
    plain = text.strip()
    found = _TOTAL_OF.fullmatch(plain)
    return bool(_SUB.match(plain)) or bool(
        found and not re.match("kota|kab|prov", found["part"], re.I)
    )


def may_be_total(text: str) -> bool:
    """Tell whether the label begins like a total; its figures must say so too."""
    return bool(_TOTAL_ANY.fullmatch(text.strip()))


def may_be_whole(text: str) -> bool:
    """Tell whether a label, or none at all, may stand for the whole city."""
    return not text or bool(_CITY.fullmatch(text)) or may_be_total(text)


def is_summary(text: str) -> bool:
    """Tell whether the label says that the row holds means or shares of the rows above."""
    plain = text.strip()
    patterns = (_MEAN, _SHARE, _RUNNING_TOTAL)
    return bool(plain) and any(pattern.fullmatch(plain) for pattern in patterns)


def is_note(text: str) -> bool:
    """Tell whether a line is a note, a source or a legend."""
    return bool(_NOTE.match(text.strip()))


def is_signature(text: str) -> bool:
    """Tell whether a line belongs to a signature."""
    return bool(_SIGNATURE.match(text.strip()))


def topic(lines: Iterable[str]) -> str:
    """Return what the lines over a table say of its figures; the letterhead aside."""
    said = " ".join(line for line in lines if not _OFFICE.match(line.strip()))
    return _BY.sub(" ", said)


def is_table_title(text: str) -> bool:
    """Tell whether a line over a header gives a table its own title."""
    return bool(_TITLED.match(text.strip()))
