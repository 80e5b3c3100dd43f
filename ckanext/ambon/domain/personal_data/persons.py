"""Whether a table is about persons, places or counts: what makes a name or an address personal."""

from __future__ import annotations

import re

from ckanext.ambon.domain.personal_data import numbers
from ckanext.ambon.domain.personal_data.tables import TextColumn, TextTable

_NAME = re.compile(r"^(no\.? ?)?nama\b|\bnama$|^(full )?name$|^nm\b")
_ROLE = re.compile(
    r"\b(lengkap|penerima|siswa|murid|santri|mahasiswa|pasien|penduduk|warga|pegawai|karyawan|"
    r"guru|ibu|ayah|anak|suami"
    r"|istri|orang tua|wali|kepala keluarga|kk|pemilik|pelapor|korban|pelaku|pemohon|peserta|"
    r"anggota|nasabah|pelanggan"
    r"|lansia|balita|bayi|ahli waris|wajib pajak|pedagang|nelayan|petani|calon|tersangka|"
    r"terdakwa|pendaftar|krt|art)\b"
)
_OFFICE = re.compile(
    r"\b(kepala (?!keluarga|rumah)|kadis|camat|lurah|raja|direktur|pimpinan|pejabat|ketua|"
    r"penanggung ?jawab|wali ?kota|sekretaris"
    r"|bendahara|narahubung|jabatan|ppk|kpa|pptk|kontak person|pengelola|plt|anggota dprd|dewan)\b"
)
_PLACE = re.compile(
    r"\b(dinas|badan|kantor|puskesmas|pustu|posyandu|rumah sakit|rsud|rs|rsu|klinik|apotek|"
    r"sekolah|sd|sdn|smp|smpn|sma|sman|smk"
    r"|smkn|tk|paud|mi|mts|ma|madrasah|universitas|institut|pantai|gunung|bukit|benteng|museum|"
    r"taman|air terjun|danau|tugu"
    r"|monumen|pulau|tanjung|teluk|hotel|penginapan|wisma|restoran|rumah makan|warung|kafe|cafe|"
    r"toko|ud|cv|pt|koperasi|kud|bank"
    r"|pasar|terminal|pelabuhan|bandara|jalan|jl|jembatan|sungai|wai|masjid|mesjid|gereja|pura|"
    r"vihara|kelurahan|desa"
    r"|negeri|kecamatan|kota|kabupaten|provinsi|dusun|rt|rw|lorong|kompleks|perumahan|gedung|"
    r"lapangan|stadion|pos|unit|bidang"
    r"|bagian|seksi|kegiatan|program|proyek|pekerjaan|pembangunan|aplikasi|sistem|layanan|izin|"
    r"pajak|retribusi|kapal|km|kmp"
    r"|beras|gula|minyak|telur|daging|ikan|cabai|bawang|kelompok|yayasan|lembaga|panti|sanggar|"
    r"komunitas|satpol|sekretariat|inspektorat)\b",
    re.IGNORECASE,
)
_THING = re.compile(
    r"\bnama (data|opd|skpd|dinas|instansi|kecamatan|kelurahan|desa|negeri|kota|kab|provinsi|"
    r"wilayah|sekolah|puskesmas|rumah"
    r"|rs|usaha|toko|perusahaan|pantai|objek|obyek|destinasi|wisata|tempat|jalan|sungai|gunung|"
    r"pasar|barang|komoditas|program"
    r"|kegiatan|aplikasi|layanan|izin|jabatan|kapal|produk|fasilitas|lokasi|gedung|koperasi|"
    r"lembaga|organisasi|yayasan|panti"
    r"|paket|indikator|variabel|kolom|unit|dokumen|bank|hotel|restoran|kelompok|jenis|situs|"
    r"satuan|kmp|spbu|terminal|halte|taman"
    r"|bps|kemendagri|rekening|pekerjaan|posyandu|apotek|klinik|masjid|gereja|faskes|tpa|tps|"
    r"bendungan|irigasi|kegiatan|merek)\b"
    r"|\b(bps|kemendagri) nama\b|nama .*(kecamatan|kelurahan|desa|kabupaten|provinsi|kota)$"
)
_TRAIT = re.compile(
    r"\b(jenis kelamin|jk|l/p|gender|agama|umur|usia|tempat lahir|ttl|pendidikan terakhir|"
    r"pekerjaan|status (perkawinan|kawin|nikah)"
    r"|golongan darah|hubungan keluarga|shdk|pangkat|golongan|kewarganegaraan|alamat rumah|"
    r"domisili|penghasilan|gaji)\b"
)
_BIRTH = re.compile(
    r"\b(tanggal|tgl\.?|tanggal\s*/\s*bulan|ttl|tempat.*(tanggal|tgl).*)\s*\.?\s*lahir|\bttl\b|"
    r"birth ?date|date of birth|\blahir tanggal\b|^tgllahir$|^tanggallahir$"
)
_WORD = re.compile(r"[A-Za-z'’.`-]+,?")


def is_birth(label: str) -> bool:
    """Tell whether a title names the birth date of a person."""
    return bool(_BIRTH.search(label))


def is_name(column: TextColumn, table: TextTable) -> bool:
    """Tell whether a column holds names of private persons."""
    label = column.label
    if not column.texts or _THING.search(label):
        return False
    named = _NAME.search(label) or (_ROLE.fullmatch(label) and has_identity(table))
    if not named or (_OFFICE.search(label) and not _ROLE.search(label)):
        return False
    people = sum(map(looks_like_person, column.texts))
    if column.share(people) < 0.6:
        return False
    if any(_OFFICE.search(other.label) for other in table.columns if other is not column):
        return has_identity(table)
    return bool(_ROLE.search(label)) or has_identity(table) or has_trait(table)


def looks_like_person(text: str) -> bool:
    """Tell whether a text has the shape of a person's name."""
    words = text.replace(",", ", ").split()
    if not 1 <= len(words) <= 7 or _PLACE.search(text) or re.search(r"\d", text):
        return False
    return all(_WORD.fullmatch(word) for word in words) and len(text) <= 60


def has_identity(table: TextTable) -> bool:
    """Tell whether a table has numbers or dates that belong to one person a row."""
    return any(is_birth(column.label) or _has_numbers(column) for column in table.columns)


def _has_numbers(column: TextColumn) -> bool:
    sample = column.texts[:200]
    checks = (numbers.is_nik, numbers.is_nip, numbers.is_mobile_with_zero)
    by_shape = (
        any(sum(map(check, sample)) * 2 > len(sample) for check in checks) if sample else False
    )
    return by_shape or (
        bool(re.search(r"\b(nik|no\.? ?ktp|nomor ktp|nisn|no\.? ?kk)\b", column.label))
        and any(len(numbers.digits(text)) >= 8 for text in sample)
    )


def has_trait(table: TextTable) -> bool:
    """Tell whether a table describes persons; counts by sex or faith have a count beside them."""
    traits = [column for column in table.columns if _TRAIT.search(column.label)]
    counts = [
        column for column in table.columns if re.match(r"(jumlah|total|banyak)", column.label)
    ]
    return bool(traits) and not counts


def is_about_persons(table: TextTable) -> bool:
    """Tell whether each row of a table is a person."""
    return has_identity(table) or any(is_name(column, table) for column in table.columns)
