"""Whether a table is about persons, places or counts: what makes a name or an address personal."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from ckanext.ambon.domain.personal_data import numbers
from ckanext.ambon.domain.personal_data.rules import HEALTH, PHONE, Check, by_title
from ckanext.ambon.domain.personal_data.tables import TextColumn, TextTable

_NAME = re.compile(r"^(no\.? ?)?nama\b|\bnama$|^(full )?name$|^nm\b|^nama\w+$")
_ROLE = re.compile(
    r"\b(lengkap|penerima|siswa|siswi|murid|santri|mahasiswa|pasien|penduduk|warga|pegawai|"
    r"karyawan|guru|ibu|ayah|anak|suami|istri|orang tua|wali(?! ?kota)|kepala keluarga|kk|pemilik|"
    r"pelapor|terlapor|korban|pelaku|pemohon|peserta|anggota(?! dprd)|nasabah|pelanggan|lansia|"
    r"balita|bayi|ahli waris|wajib pajak|pedagang|nelayan|petani|calon|tersangka|terdakwa|"
    r"pendaftar|krt|art|jemaah|jamaah|pengungsi|disabilitas|kader|pekerja|tenaga|penghuni|"
    r"responden|almarhum\w*|pengemudi|sopir|supir|ojek|sekdes|kader|relawan|juru parkir|buruh|"
    r"pembeli|penjual|penjamin|istri|tergugat|penggugat|jenazah|atlet|asn|pns|pppk|thl|penyewa|mempelai|saksi|klien|pensiunan|honorer|kandung)\b"
)
_OFFICE = re.compile(
    r"\b(kepala (?!keluarga|rumah)|kadis|camat|lurah|raja|direktur|pimpinan|pejabat|ketua|"
    r"penanggung ?jawab|wali ?kota|wakil|sekretaris|bendahara|narahubung|jabatan|ppk|kpa|pptk|"
    r"kontak person|pengelola|plt|plh|anggota dprd|dewan|fraksi|narasumber|juri|kapolsek|rektor|"
    r"tokoh|pahlawan|pengarang|penulis|penyanyi|pencipta|artis|"
    r"periode|masa bakti|dapil|partai|pelatih|medali)\b"
)
_PLACE = re.compile(
    r"\b(dinas|badan|kantor|puskesmas|pkm|pustu|posyandu|rumah sakit|rsud|rs|rsu|klinik|apotek|"
    r"sekolah|sd|sdn|smp|smpn|sma|sman|smk|smkn|tk|paud|mis?|mts|ma|madrasah|universitas|institut|"
    r"pantai|gunung|bukit|benteng|museum|taman|air terjun|danau|tugu|monumen|pulau|tanjung|teluk|"
    r"hotel|penginapan|wisma|restoran|rumah makan|rm|warung|kafe|cafe|kedai|toko|ud|cv|pt|koperasi|"
    r"kud|bank|pasar|terminal|pelabuhan|bandara|jalan|jl|jembatan|sungai|wai|masjid|mesjid|gereja|"
    r"pura|vihara|kelurahan|desa|negeri|kecamatan|kota|kabupaten|provinsi|dusun|rt|rw|lorong|"
    r"kompleks|perumahan|gedung|lapangan|stadion|pos|unit|bidang|bagian|seksi|kegiatan|program|"
    r"proyek|pekerjaan|pembangunan|aplikasi|sistem|layanan|izin|pajak|retribusi|kapal|km|kmp|beras|"
    r"gula|minyak|telur|daging|ikan|cabai|bawang|kelompok|yayasan|lembaga|panti|sanggar|komunitas|"
    r"satpol|sekretariat|inspektorat|spbu|studio|bengkel|salon|laundry|swalayan|mart|plaza|mall|"
    r"kawasan|wisata|villa|resort|homestay|balai|upt|uptd|islam|kristen|katolik|center|centre)\b",
    re.IGNORECASE,
)
_THING = re.compile(
    r"\bnama (data|opd|skpd|dinas|instansi|kecamatan|kelurahan|desa|negeri|kota|kab|provinsi|"
    r"wilayah|sekolah|puskesmas|rumah|rs|usaha|toko|perusahaan|pantai|objek|obyek|destinasi|wisata|"
    r"tempat|jalan|sungai|gunung|pasar|barang|komoditas|program|kegiatan|aplikasi|layanan|izin|"
    r"jabatan|kapal|produk|fasilitas|lokasi|gedung|koperasi|lembaga|organisasi|yayasan|panti|paket|"
    r"indikator|variabel|kolom|unit|dokumen|bank|hotel|restoran|kelompok|jenis|situs|satuan|kmp|"
    r"spbu|terminal|halte|taman|bps|kemendagri|rekening|pekerjaan|posyandu|apotek|klinik|masjid|"
    r"gereja|faskes|tpa|tps|bendungan|irigasi|merek|penyedia|rekanan|badan|pelabuhan|pulau|obat|"
    r"penyakit|alat|aset|kendaraan|ruang\w*|bidang|instalasi|proyek|pemda|daerah|partai|media|"
    r"sanggar|komunitas|akun|file|berkas|dataset|tabel|dagang|latin|ilmiah|lokal|ikan|tanaman)\b"
    r"|\b(bps|kemendagri) nama\b|nama .*(kecamatan|kelurahan|desa|kabupaten|provinsi|kota)$"
)
_TRAIT = re.compile(
    r"\b(jenis kelamin|jk|l/p|p/l|lp|gender|agama|umur|usia|tempat lahir|ttl|pendidikan terakhir|"
    r"pekerjaan|status (perkawinan|kawin|nikah)|golongan darah|hubungan keluarga|shdk|pangkat|"
    r"golongan|kewarganegaraan|alamat rumah|domisili|penghasilan|gaji|rt|rw|rt/rw)\b"
)
_COUNTED = re.compile(
    r"^(jumlah|total|banyak|jml)(?!\w*\s*(bantuan|dana|uang|santunan|rupiah|anak|tanggungan|hari))"
)
_BIRTH = re.compile(
    r"\b(tanggal|tgl\.?|tempat.*(tanggal|tgl)\.?|ttl)\s*[.,/]?\s*(ke)?(lahir\w*|lhr)\b|\bttl\b|"
    r"\bkelahiran tanggal\b|birth ?date|date of birth|\bdob\b|\blahir tanggal\b|"
    r"^(tgl|tanggal)lahir\w*$"
)
_WHERE = re.compile(
    r"\b(dusun|desa|kelurahan|negeri|kecamatan|kampung|lokasi|tempat|asal|trayek|jalan|lorong|suku|"
    r"marga|agama|sekolah|posyandu|bank|merek|merk|jenis)\b"
)
HOME = re.compile(
    r"\brt\b\.? ?\d"
    r"|\b(jl|jln|jalan|lrg|lorong|gang|gg|dusun|kompleks|perum\w*|btn|blok)\b.{0,80}[\d,]",
    re.IGNORECASE,
)
# Beside such a title stand places that are called after persons.
_OF_PLACE = re.compile(
    r"\b(luas|panjang|lebar|kapasitas|kondisi|lokasi|koordinat|lat\w*|long\w*|lintang|bujur|ruas|"
    r"jalan|gedung|sekolah|puskesmas|spesies|tanaman|kapal|buku|pengarang|usaha|bintang)\b"
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}[/.\s-]+(\d{1,2}|[A-Za-z]{3,9})[/.\s-]+(\d\d){1,2}\b")
_NUMBERED = re.compile(r"^\d{1,3}[.)]\s*|\([^)]*\)")
_SEVERAL = re.compile(r"\s*(?:[;/\n&]|\bdan\b)\s*")
_TITLED = re.compile(
    r"^(ny|tn|sdri?|bpk|bapak|ibu|drs?|dra|ir|prof|hj?|alm|pdt|ust)\.? |, ?(s\.|se\b|sh\b|m\.|a\.|"
    r"st\b|amd|ssi|ners|skm)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_][^\W\d_'’.`-]*(?:[.'’`-][^\W\d_]*)*,?")
_SAMPLE = 300

IDENTITY = ("nik", "kk", "nip", "bpjs", "nisn", "passport", "bank_account", "npwp")


@dataclass(frozen=True)
class About:
    """What a table tells about persons; found once for all its columns.

    `has_identity`: numbers or dates that belong to one person a row; `has_contact`: mobile
    numbers or mail, which a list of places may have too; `has_homes`: untitled addresses;
    `names`: the titles of columns of names,
    `likely_names`: of such that only their content tells.
    """

    has_identity: bool
    has_contact: bool
    has_trait: bool
    is_of_places: bool
    has_homes: bool
    names: tuple[str, ...] = ()
    likely_names: tuple[str, ...] = ()

    @property
    def is_about_persons(self) -> bool:
        """Tell whether each row of the table is a person."""
        return self.has_identity or bool(self.names)


def judge(table: TextTable) -> About:
    """Return what a table tells about persons."""
    of_places = _is_of_places(table)
    firms = {"npwp"} if of_places else set()
    firms |= {"bank_account"} if is_budget(table) else set()
    identity = any(is_birth(one) or _is_identity(one, firms) for one in table.columns)
    contact = any(map(_is_contact, table.columns))
    about = About(identity, contact, _has_trait(table), of_places, _has_homes(table))
    names = tuple(one.title for one in table.columns if _is_name(one, table, about))
    return replace(about, names=names, likely_names=tuple(_likely_names(table, about)))


def _likely_names(table: TextTable, about: About) -> Iterator[str]:
    """Yield where nearly all texts are called like persons, and no office or thing is named."""
    titles = " ".join([table.heading.lower(), *(one.label for one in table.columns)])
    if _OFFICE.search(titles) or _OF_PLACE.search(titles):
        return
    least = 0.6 if about.has_contact else 0.8
    for column in table.columns:
        is_thing = _THING.search(f"nama {column.label}")
        if len(column.texts) >= _FEWEST and not is_thing and is_of_names(column, least):
            yield column.title


def is_of_names(column: TextColumn, least: float = 0.6) -> bool:
    """Tell whether so many texts of a column are called like persons, each once."""
    are_names = _share(column, is_known_person) >= least and _share(column, _two_words) >= 0.6
    return are_names and _may_be_names(column)


_FEWEST = 5
_two_words = re.compile(r"\w\s+\w").search


def _is_contact(column: TextColumn) -> bool:
    checks = (_mobile_of(column), numbers.is_private_email)
    return any(_share(column, check) > 0.5 for check in checks)


def _mobile_of(column: TextColumn) -> Check:
    """Under its title a mobile number may have lost its zero; elsewhere that is a count."""
    return numbers.is_mobile if PHONE.search(column.label) else numbers.is_mobile_with_zero


def is_birth(column: TextColumn) -> bool:
    """Tell whether a column has the birth dates of persons; births are counted as “lahir” too."""
    if column.label in ("", "lahir"):
        return _share(column, _DAY.search) > 0.5
    return bool(_BIRTH.search(column.label))


def is_budget(table: TextTable) -> bool:
    """Tell whether accounts are those of a budget: beside them stand what for and how much."""
    labels = " ".join(column.label for column in table.columns)
    return bool(re.search(r"\b(uraian|pagu|anggaran|realisasi|belanja|pendapatan)\b", labels))


def _is_identity(column: TextColumn, others: Collection[str]) -> bool:
    """Tell whether a column has numbers of persons; those of kinds in `others` are not theirs."""
    rule = by_title(column.label)
    if rule is not None and rule.kind in IDENTITY and rule.kind not in others:
        return _share(column, rule.under_title) > 0.3
    return any(_share(column, check) > 0.5 for check in (numbers.is_nik, numbers.is_nip))


def _share(column: TextColumn, check: Callable[[str], object]) -> float:
    sample = column.texts[:_SAMPLE]
    hits = sum(bool(check(text)) for text in sample)
    return hits / len(sample) if sample else 0.0


def _has_trait(table: TextTable) -> bool:
    """Tell whether a table describes persons; counts by sex or faith have a count beside them."""
    has_count = any(_COUNTED.search(column.label) for column in table.columns)
    told = any(_TRAIT.search(one.label) or HEALTH.search(one.label) for one in table.columns)
    return told and not has_count


def _is_of_places(table: TextTable) -> bool:
    """Tell whether what a table lists are things: by a title, or by what stands under “nama”."""
    named = [column for column in table.columns if _NAME.search(column.label)]
    if any(_THING.search(column.label) for column in named):
        return True
    return any(_share(column, _PLACE.search) > 0.4 for column in named or table.columns[:2])


def _is_name(column: TextColumn, table: TextTable, about: About) -> bool:
    """Tell whether a column holds names of private persons."""
    label = column.label
    by_role = bool(_ROLE.search(label)) and not _COUNTED.search(label)
    if not column.texts or _THING.search(label) or (_OFFICE.search(label) and not by_role):
        return False
    known = _share(column, is_known_person)
    by_name = _NAME.search(label) or (by_role and known >= 0.3)
    is_told = about.has_identity or (not label and (about.has_contact or about.has_homes))
    by_content = is_told and known >= 0.6 and _may_be_names(column)
    if not (by_name or by_content) or _share(column, looks_like_person) < 0.6:
        return False
    if any(_OFFICE.search(other.label) for other in table.columns if other is not column):
        return about.has_identity and (by_role or label in _BARE)
    return _is_private(table, about, known, by_role=by_role)


def _may_be_names(column: TextColumn) -> bool:
    """Tell whether a column without such a title may hold names: each once, and of no places."""
    return not _WHERE.search(column.label) and column.share(len(set(column.texts))) > 0.6


def _has_homes(table: TextTable) -> bool:
    return any(_share(one, HOME.search) > 0.6 for one in table.columns if not one.label)


# Beside a number of a person, also officers who have an office are told by name.
_BARE = ("nama", "nama lengkap", "nama dan gelar", "nama pegawai", "nama asn")


def _is_private(table: TextTable, about: About, known: float, *, by_role: bool) -> bool:
    if by_role or about.has_identity:
        return True
    has_address = about.has_homes or any("alamat" in column.label for column in table.columns)
    has_more = about.has_contact or has_address
    return known >= 0.3 and (has_more or about.has_trait)


def is_name_for_title(title: str) -> bool:
    """Tell whether a person is called like a title: rows without titles lend their first row."""
    label = title.lower()
    is_title = _NAME.search(label) or _ROLE.search(label) or _OFFICE.search(label)
    return not is_title and is_known_person(title) and bool(_two_words(title))


def looks_like_person(text: str) -> bool:
    """Tell whether a text has the shape of a person's name, or of several."""
    parts = [part for part in _SEVERAL.split(_NUMBERED.sub("", text).strip()) if part]
    return bool(parts) and all(map(_looks_like_one, parts))


def _looks_like_one(text: str) -> bool:
    words = text.replace(",", ", ").split()
    if not 1 <= len(words) <= 9 or _PLACE.search(text) or re.search(r"\d", text):
        return False
    return all(_WORD.fullmatch(word) for word in words) and len(text) <= 60


def is_known_person(text: str) -> bool:
    """Tell whether a name has a form of address, a degree, or a word that persons are called."""
    if not looks_like_person(text):
        return False
    words = re.findall(r"[^\W\d_]+", text.lower())
    return bool(_TITLED.search(text)) or any(word in known_names() for word in words)


@cache
def known_names() -> frozenset[str]:
    """Return given names and family names; no list is complete, so they only add to the rest."""
    return frozenset(files(__package__ or "").joinpath("names.txt").read_text("utf-8").split())
