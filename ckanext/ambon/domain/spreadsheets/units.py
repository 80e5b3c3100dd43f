"""Units as they stand in header brackets, in lines over a table and behind figures."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ckanext.ambon.domain.spreadsheets.dates import is_month

# Spellings that keep their capitals; everything else is written small.
_SPELLED = {
    "rp": "Rp", "rupiah": "Rp", "idr": "Rp", "%": "%", "persen": "%", "persentase": "%",
    "prosentase": "%", "usd": "USD", "us$": "US$", "°c": "°C", "mw": "MW", "kwh": "kWh",
    "mwh": "MWh", "mbps": "Mbps", "gb": "GB", "tb": "TB", "mb": "MB", "kva": "kVA", "kk": "KK",
    "rt": "RT", "rw": "RW", "gt": "GT", "pk": "PK", "db": "dB", "mm²": "mm²",
}  # fmt: skip
_LISTED = """
jiwa orang penduduk unit buah bh bidang ha hektar hektare are km km2 km² km3 m m2 m² m3 m³ cm mm
ton kg gram gr kw kuintal kwintal liter ltr l ml ekor batang pohon kasus kejadian kali hari
bulan tahun minggu jam menit detik lembar eksemplar eks dokumen desa kelurahan kecamatan negeri
rumah kepala keluarga tangga rumahtangga ruang kelas kamar tempat tidur sekolah siswa murid guru
pegawai peserta anggota kelompok lokasi titik paket judul naskah berkas surat layanan permohonan
kunjungan wisatawan tamu penumpang kendaraan kapal armada trip ritase meter kilometer volume
persalinan bayi balita anak ibu dosis vial usaha perusahaan pelaku koperasi izin butir ikat sak
karung dus botol sambungan pelanggan watt ppm mg nakes tenaga medis posyandu puskesmas poin skor
indeks nilai rasio promil per kapita 100 1000 10.000 100.000 1.000 kelahiran hidup meninggal org
thn bln hr mil pertandingan medali kursi tps suara pemilih responden produk item set pasang stel
porsi
"""
_WORDS = frozenset(_LISTED.split())
_MONEY = re.compile(
    r"(?:dalam\s+)?(?P<first>rp\.?|rupiah|idr)?\s*(?P<thousands>ribu|juta|jt|miliar|milyar|"
    r"triliun)?(?:an)?"
    r"\s*(?P<second>rp\.?|rupiah)?",
    re.IGNORECASE,
)
_ZEROS = re.compile(
    r"(?:dalam\s+)?(?:rp\.?\s*(?:x\s*)?(?P<after>1?(?:[.,]?000)+)|(?:x\s*)?(?P<before>1?(?:[.,]?000)+)\s*"
    r"(?:x\s*)?(?:rp|rupiah)\.?)(?:\s*,-|,00)?",
    re.IGNORECASE,
)
_BY_ZEROS = {3: "ribu", 6: "juta", 9: "miliar"}
_MONEY_PER = re.compile(r"(rp\.?|rupiah)\s*/\s*[\w/ .]+", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_TRAILING = re.compile(r"(?:,|\bdalam|/)\s*([^,()]+)$", re.IGNORECASE)
_LINE = re.compile(
    r"^\(?\s*(?:satuan|unit|dalam satuan|angka dalam)\s*:?\s*(.+?)\s*\)?$", re.IGNORECASE
)
_COUNTED = re.compile(
    r"\b(jiwa|orang|penduduk|laki|laki2|perempuan|pria|wanita|l|p|lk|pr|kk|keluarga|"
    r"rumah tangga|unit|buah"
    r"|ekor|kasus|kejadian|siswa|murid|guru|pegawai|peserta|anggota|pemilih|suara|kendaraan|"
    r"kapal|armada"
    r"|kunjungan|wisatawan|wisman|wisnus|penumpang|pelanggan|desa|kelurahan|negeri|kecamatan|rt|"
    r"rw|sekolah"
    r"|puskesmas|bayi|balita|anak|ibu|lansia|usaha|umkm|koperasi|izin|permohonan|dokumen|lembar|"
    r"bidang"
    r"|jamaah|umat|pemeluk|islam|kristen|katolik|hindu|buddha|konghucu|asn|pns|pppk|tenaga|"
    r"dokter|perawat"
    r"|bidan|pasien|penerima|kpm|pedagang|nelayan|petani|eksemplar|buku|batang|pohon|rumah|"
    r"bangunan|kelahiran|kematian|lahir|mati"
    r"|miskin|penganggur|pencari kerja|kelompok|perusahaan|medali|kursi|tps)\b",
    re.IGNORECASE,
)
_EMPTY = re.compile(
    r"jumlah|jml|total|banyak(nya)?|frekuensi|tahun|bulan|(tahun )?(19|20)\d\d|"
    r"(triwulan|tw|semester|smt|minggu)\.? ?[ivx\d]{1,3}",
    re.IGNORECASE,
)
_NOT_COUNTED = re.compile(
    r"rata|rerata|per |/|persen|%|rasio|indeks|laju|kepadatan|tingkat|luas|panjang|berat|volume|"
    r"produksi"
    r"|nilai|harga|tarif|biaya|anggaran|\bha\b|km|kg|ton|juta|miliar|ribu|proporsi|"
    r"angka harapan|\bm2?\b",
    re.IGNORECASE,
)


def known(text: str) -> str | None:
    """Return the unit that a text is, in our spelling; None where it is no unit."""
    plain = " ".join(text.strip(" .:").split())
    money = _money(plain)
    if money:
        return money
    if plain.lower() in _SPELLED:
        return _SPELLED[plain.lower()]
    pieces = re.split(r"\s*/\s*|\s+per\s+", plain.lower())
    is_unit = all(_is_piece(piece) for piece in pieces)
    if not is_unit or not plain or plain.isdecimal():
        return None
    return "/".join(" ".join(_SPELLED.get(w, w) for w in piece.split()) for piece in pieces)


def _is_piece(piece: str) -> bool:
    words = piece.split()
    return 0 < len(words) <= 4 and all(word in _WORDS or word in _SPELLED for word in words)


def _money(text: str) -> str | None:
    if _MONEY_PER.fullmatch(text):
        return (
            re.sub(r"^(rp\.?|rupiah)\s*", "Rp", text, flags=re.IGNORECASE)
            .lower()
            .replace("rp", "Rp", 1)
        )
    if by_zeros := _by_zeros(text):
        return by_zeros
    found = _MONEY.fullmatch(text)
    if not found or not (found["first"] or found["second"]):
        return None
    scale = (found["thousands"] or "").lower()
    scale = {"milyar": "miliar", "jt": "juta"}.get(scale, scale)
    return f"{scale} rupiah" if scale else "Rp"


def _by_zeros(text: str) -> str | None:
    """Return the scale that is written in digits: `Rp.000`, `Rp 1.000.000`, `x 1.000 rupiah`."""
    found = _ZEROS.fullmatch(text)
    scale = _BY_ZEROS.get((found["after"] or found["before"]).count("0")) if found else None
    return f"{scale} rupiah" if scale else None


def is_money(unit: str | None) -> bool:
    """Tell whether a unit is rupiah, in whatever scale."""
    return unit is not None and ("rupiah" in unit or unit.startswith("Rp"))


def of_title(parts: Iterable[str]) -> str | None:
    """Return the unit in a column's title; the lowest level of the header wins."""
    levels = tuple(parts)
    for part in reversed(levels):
        for text in reversed(_BRACKETS.findall(part)):
            if unit := known(text):
                return unit
        if re.search(
            r"%|\b(persen|persentase|prosentase)\b", part.replace("_", " "), re.IGNORECASE
        ):
            return "%"
        if re.search(r"\bRp\.?$|\brupiah\b", part, re.IGNORECASE) and "(" not in part:
            return known(part) or known(part.split()[-1]) or "Rp"
        found = _TRAILING.search(part)
        if found and "," in part and (unit := known(found[1])):
            return unit
    return known(levels[-1]) if len(levels) > 1 and len(levels[-1]) > 1 else None


def of_line(text: str) -> str | None:
    """Return the unit that a line over a table states for it: `(dalam jutaan rupiah)`."""
    plain = text.strip().strip("()[] ")
    found = _LINE.match(plain)
    if found:
        return known(found[1])
    if text.strip().startswith(("(", "[")) and (unit := known(plain)):
        return unit
    if plain.lower().startswith(("dalam ", "rp ", "rp.", "ribu", "juta", "miliar")):
        return known(plain) or known(plain.partition(" ")[2])
    found = (_of_bracket(bracket) for bracket in _BRACKETS.findall(text))
    return next((unit for unit in found if unit), None)


def _of_bracket(text: str) -> str | None:
    """Return the unit in brackets within a line, where it is no other remark."""
    unit = known(text)
    if text.lower().startswith("dalam "):
        return unit or known(text[6:])
    is_plain = text.lower() in ("jiwa", "orang", "persen", "ha", "ton")
    return unit if is_plain or is_money(unit) else None


def says_nothing(parts: Iterable[str]) -> bool:
    """Tell whether the title only says when, or that it is a number: the table's title decides."""
    return all(_EMPTY.fullmatch(part.strip(" *().")) or is_month(part) for part in parts)


def is_counted(parts: Iterable[str]) -> bool:
    """Tell whether the title speaks of whole things that are counted, as persons are."""
    title = " ".join(parts).replace("_", " ")
    return bool(_COUNTED.search(title)) and not _NOT_COUNTED.search(title)
