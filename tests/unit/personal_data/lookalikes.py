"""Makes what offices publish and what only looks like persons: codes, counts."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

Make = Callable[[random.Random], Any]


def n(low: int, high: int) -> Make:
    """Return a maker of counts."""
    return lambda r: r.randrange(low, high)


def d(pattern: str) -> Make:
    """Return a maker of codes: each `#` of the pattern becomes a digit."""
    return lambda r: "".join(str(r.randrange(10)) if sign == "#" else sign for sign in pattern)


def one(*values: Any) -> Make:
    """Return a maker that takes one of some values."""
    return lambda r: r.choice(values)


KEC = one("Nusaniwe", "Sirimau", "Baguala", "Teluk Ambon", "Leitimur Selatan")
KEL = one("Waihoka", "Batu Merah", "Passo", "Hative Kecil", "Benteng", "Rijali", "Silale")
YEAR = n(2015, 2025)
OPD = one("Dinas Sosial", "Dinas Kesehatan", "Bappeda", "Satpol PP", "Inspektorat")
SCHOOL = one("SD Negeri 1 Ambon", "SMP Negeri 14 Ambon", "SD Inpres 20 Ambon")
CLINIC = one("Puskesmas Waihaong", "Puskesmas Passo", "Puskesmas Rijali", "Pustu Halong")
HOTEL = one("Hotel Amaris", "Natsepa Resort", "Penginapan Asri", "Wisma Mutiara")
ROAD = one(
    "Jl. Pattimura", "Jl. Dr. Kayadoe No. 12", "Jl. Rijali RT 002/RW 03", "Jl. Sultan Babullah"
)
LANDLINE = d("(0911) 3####1")
MOBILE = d("08134#######")
WORK = one("Pembangunan drainase", "Rehabilitasi gedung", "Pengadaan komputer")
MAN = one("Yohana Lekransy, SH", "Drs. Petrus Tuasikal, M.Si", "Abdul Sapulette", "Maria Patty, SE")
RP = n(1_000_000, 99_000_000_000)

TABLES: tuple[tuple[str, dict[str, Make]], ...] = (
    ("Kode wilayah Kemendagri", {"Kode": d("81.71.0#"), "Kecamatan": KEC, "Luas (km2)": n(10, 99)}),
    (
        "",
        {"kode_wilayah": d("81710#100#"), "nama_kelurahan": KEL, "jumlah_penduduk": n(900, 20000)},
    ),
    ("Kode BPS", {"Kode BPS": d("817101000#"), "Nama BPS": KEL, "Kode Pos": d("9711#")}),
    (
        "Daftar sekolah",
        {"NPSN": d("6010####"), "Nama Sekolah": SCHOOL, "Alamat": ROAD, "Telepon": LANDLINE},
    ),
    (
        "Profil sekolah",
        {"NPSN": d("6010####"), "Nama": SCHOOL, "No HP": MOBILE, "Kepala Sekolah": MAN},
    ),
    (
        "Daftar puskesmas",
        {
            "Kode Faskes": d("P81710#020#"),
            "Nama Puskesmas": CLINIC,
            "Alamat": ROAD,
            "No. Telp": MOBILE,
        },
    ),
    (
        "Perizinan",
        {
            "NIB": d("91203########"),
            "Nama Usaha": one("Toko Maju", "CV Sinar", "UD Baru"),
            "KBLI": d("47##1"),
        },
    ),
    (
        "Izin terbit",
        {
            "NIB": d("1234#########"),
            "Nama Perusahaan": one("PT Maju", "CV Sinar"),
            "NPWP Perusahaan": d("01.###.###.#-941.000"),
        },
    ),
    (
        "APBD",
        {"Kode Rekening": d("5.1.02.01.01.00##"), "Uraian": WORK, "Pagu (Rp)": RP, "Realisasi": RP},
    ),
    (
        "",
        {
            "kode_rekening": d("51020101####"),
            "nama_rekening": one("Belanja ATK", "Belanja modal"),
            "anggaran": RP,
        },
    ),
    (
        "Daftar aset",
        {
            "Kode Barang": d("1.3.2.02.01.01.0##"),
            "NUP": n(1, 999),
            "Nama Barang": one("Laptop", "Meja"),
            "Nilai": RP,
        },
    ),
    (
        "Inventaris kendaraan dinas",
        {
            "Kode Barang": d("13202010100###"),
            "Merek": one("Toyota", "Honda"),
            "No. Polisi": d("DE ### A"),
            "Tahun": YEAR,
        },
    ),
    (
        "Armada sampah",
        {"Jenis": one("Truk", "Arm roll"), "Nomor Polisi": d("DE 8### AB"), "Kapasitas": n(2, 9)},
    ),
    (
        "Penduduk menurut agama",
        {
            "Kecamatan": KEC,
            "Islam": n(9000, 99999),
            "Kristen": n(9000, 99999),
            "Katolik": n(900, 9999),
        },
    ),
    (
        "Penduduk menurut jenis kelamin",
        {
            "Kelurahan": KEL,
            "Laki-laki": n(400, 9000),
            "Perempuan": n(400, 9000),
            "Jumlah": n(900, 20000),
        },
    ),
    (
        "",
        {
            "tahun": YEAR,
            "agama": one("Islam", "Kristen"),
            "jenis_kelamin": one("L", "P"),
            "jumlah": n(900, 99999),
        },
    ),
    (
        "Kelompok umur",
        {"Kelompok Umur": one("0-4", "5-9", "10-14"), "L": n(300, 900), "P": n(300, 900)},
    ),
    (
        "Kepemilikan dokumen",
        {
            "Kecamatan": KEC,
            "Wajib KTP": n(9000, 99999),
            "Rekam KTP": n(9000, 99999),
            "Jumlah KK": n(3000, 30000),
            "Akta Kelahiran": n(900, 9999),
        },
    ),
    (
        "Cakupan JKN",
        {"Kelurahan": KEL, "Peserta BPJS PBI": n(500, 5000), "Peserta JKN Mandiri": n(500, 5000)},
    ),
    (
        "Kelahiran dan kematian",
        {
            "Kecamatan": KEC,
            "Lahir Hidup": n(100, 900),
            "Lahir Mati": n(10, 40),
            "Lahir": n(100, 900),
        },
    ),
    (
        "ASN",
        {
            "Golongan": one("III/a", "III/b", "IV/a"),
            "Jenis Kelamin": one("L", "P"),
            "Jumlah ASN": n(20, 400),
        },
    ),
    ("ASN menurut pendidikan", {"OPD": OPD, "S1": n(10, 90), "S2": n(10, 40), "SMA": n(10, 90)}),
    (
        "Pejabat",
        {"Nama OPD": OPD, "Nama Kepala": MAN, "Jabatan": one("Kepala Dinas", "Plt. Kepala Dinas")},
    ),
    ("Daftar lurah", {"Kelurahan": KEL, "Nama Lurah": MAN, "Alamat Kantor": ROAD}),
    ("Daftar raja", {"Negeri": KEL, "Nama Raja": MAN, "Masa Bakti": one("2019-2025", "2020-2026")}),
    (
        "Wali kota dari masa ke masa",
        {
            "Nama": MAN,
            "Jabatan": one("Wali Kota", "Wakil Wali Kota"),
            "Periode": one("2011-2016", "2017-2022"),
        },
    ),
    ("DPRD", {"Nama Anggota DPRD": MAN, "Fraksi": one("A", "B"), "Dapil": n(1, 5)}),
    (
        "Kontak OPD",
        {
            "Perangkat Daerah": OPD,
            "Email": one("dinsos@ambon.go.id", "bappedaambon@gmail.com"),
            "Call Center": one("112", "119"),
            "Telepon": LANDLINE,
        },
    ),
    ("Hotel", {"Nama Hotel": HOTEL, "Alamat": ROAD, "Telepon": MOBILE, "Jumlah Kamar": n(10, 90)}),
    (
        "Akomodasi",
        {
            "Nama": HOTEL,
            "Kontak": MOBILE,
            "Email": one("reservasi@natsepa.co.id", "hotelamaris@gmail.com"),
        },
    ),
    (
        "Tempat wisata",
        {
            "Nama Objek Wisata": one("Pantai Natsepa", "Pintu Kota", "Gong Perdamaian"),
            "Lintang": d("-3.69#######"),
            "Bujur": d("128.18########"),
            "Pengunjung": n(900, 90000),
        },
    ),
    (
        "",
        {
            "nama": one("Pantai Liang", "Benteng Victoria", "Museum Siwalima"),
            "lat": d("-3.6954321098#######"),
            "lon": d("128.18174321###1234"),
        },
    ),
    (
        "Restoran",
        {
            "Nama Restoran": one("RM Padang", "Kafe Joas", "Kedai Kopi"),
            "Alamat": ROAD,
            "No. Telepon": LANDLINE,
        },
    ),
    ("Tempat ibadah", {"Kecamatan": KEC, "Masjid": n(1, 40), "Gereja": n(1, 60), "Pura": n(0, 3)}),
    (
        "Sarana kesehatan",
        {"Kecamatan": KEC, "Jumlah Puskesmas": n(1, 5), "Posyandu": n(10, 40), "Apotek": n(1, 9)},
    ),
    (
        "Tenaga kesehatan",
        {"Puskesmas": CLINIC, "Dokter Umum": n(1, 5), "Bidan": n(3, 20), "Perawat": n(3, 30)},
    ),
    ("Kebakaran", {"Kecamatan": KEC, "Jumlah Kejadian": n(0, 9), "Taksiran Kerugian (Rp)": RP}),
    (
        "Bencana",
        {
            "Tanggal Kejadian": d("1#/0#/2024"),
            "Jenis": one("Banjir", "Longsor"),
            "Lokasi": KEL,
            "Rumah Rusak": n(0, 20),
        },
    ),
    (
        "Harga bahan pokok",
        {
            "Tanggal": d("1#/0#/2024"),
            "Komoditas": one("Beras", "Gula", "Cabai"),
            "Harga (Rp)": n(9000, 90000),
        },
    ),
    ("Inflasi", {"Bulan": one("Januari", "Mei"), "Inflasi (%)": d("0,##"), "IHK": d("10#,##")}),
    ("UMKM", {"Kecamatan": KEC, "Mikro": n(300, 4000), "Kecil": n(30, 400), "Menengah": n(3, 40)}),
    (
        "Kegiatan",
        {
            "Kode Kegiatan": d("1.02.02.2.01.00##"),
            "Nama Kegiatan": WORK,
            "Pagu": RP,
            "Penanggung Jawab": MAN,
        },
    ),
    (
        "Pengadaan",
        {
            "Kode RUP": d("4#######"),
            "Nama Paket": WORK,
            "Nama Penyedia": one("CV Sinar Maluku", "PT Karya"),
            "Nilai Kontrak": RP,
        },
    ),
    (
        "Tender",
        {
            "Kode Tender": d("8179###"),
            "Nama Paket Pekerjaan": WORK,
            "HPS": RP,
            "Tanggal Kontrak": d("2024-0#-1#"),
        },
    ),
    (
        "SK",
        {"Nomor SK": d("188.45/1##/2024"), "Tanggal Penetapan": d("1# Mei 2024"), "Tentang": WORK},
    ),
    ("SP2D", {"No SP2D": d("00###/SP2D/LS/2024"), "Tanggal": d("2024-0#-1#"), "Nilai": RP}),
    ("PBB", {"NOP": d("81.71.010.00#.00#-####.0"), "Kelurahan": KEL, "NJOP": RP}),
    ("PBB polos", {"nop": d("81710100010###0##0"), "njop_bumi": RP}),
    ("Meter", {"ID Pelanggan": d("2311########"), "Daya": one(900, 1300), "Kecamatan": KEC}),
    ("Log", {"id": d("20240115######"), "waktu_ms": d("17053########"), "nilai": n(1, 99)}),
    (
        "Seri alat",
        {"Nama Alat": one("Genset", "Pompa"), "Nomor Seri": d("99##############"), "Tahun": YEAR},
    ),
    (
        "Buku",
        {"ISBN": d("978602#######"), "Judul": one("Sejarah Ambon", "Ikan Maluku"), "Tahun": YEAR},
    ),
    (
        "Barang",
        {
            "Barcode": d("8991#########"),
            "Nama Produk": one("Sagu", "Minyak kayu putih"),
            "Stok": n(1, 99),
        },
    ),
    (
        "Koperasi",
        {
            "Nama Koperasi": one("KSP Maju", "KUD Laut"),
            "Nomor Badan Hukum": d("12/BH/XX/20##"),
            "Alamat": ROAD,
            "Ketua": MAN,
        },
    ),
    (
        "Notaris",
        {
            "Nama Yayasan": one("Yayasan Kasih", "Yayasan Amal"),
            "No. Akta": d("##/2019"),
            "No. AHU": d("AHU-00#####.AH.01.04"),
        },
    ),
    (
        "Jalan",
        {
            "Nama Jalan": one("Dr. Kayadoe", "Martha Tiahahu", "Said Perintah"),
            "Panjang (m)": n(90, 9000),
            "Kondisi": one("Baik", "Rusak"),
        },
    ),
    (
        "Jalan",
        {
            "No Ruas": d("0##"),
            "Nama Ruas": one("Latuharhary", "A.Y. Patty", "Yos Sudarso"),
            "Lebar": n(3, 12),
        },
    ),
    (
        "Kapal",
        {
            "Nama Kapal": one("KM Siguntur", "KMP Tatihu"),
            "GT": n(5, 900),
            "Tanda Selar": d("GT.## No.###/Ae"),
        },
    ),
    (
        "Angkot",
        {"Trayek": one("Passo", "Hunuth"), "Jumlah Armada": n(10, 90), "Tarif": n(4000, 9000)},
    ),
    ("Parkir", {"Lokasi": ROAD, "SRP": n(5, 90), "Tarif Motor": n(1000, 3000)}),
    (
        "Gaji rata-rata",
        {
            "Lapangan Usaha": one("Pertanian", "Jasa"),
            "Rata-rata Upah": n(1_500_000, 6_000_000),
            "Jumlah Pekerja": n(90, 9000),
        },
    ),
    ("Belanja", {"OPD": OPD, "Belanja Gaji dan Tunjangan": RP, "Belanja Barang": RP}),
    ("UMK", {"Tahun": YEAR, "UMK (Rp)": n(2_000_000, 3_500_000)}),
    (
        "Penyakit terbanyak",
        {
            "Penyakit": one("ISPA", "Hipertensi"),
            "Kode ICD": one("J06", "I10"),
            "Jumlah Kasus": n(90, 9000),
        },
    ),
    ("Golongan darah PMI", {"Golongan Darah": one("A", "B", "O"), "Stok": n(9, 90)}),
    ("Stunting", {"Kelurahan": KEL, "Jumlah Balita": n(90, 900), "Prevalensi (%)": d("1#,#")}),
    ("Imunisasi", {"Puskesmas": CLINIC, "Sasaran Bayi": n(90, 900), "Cakupan (%)": d("8#,#")}),
    ("PMKS", {"Jenis PMKS": one("Lansia terlantar", "Anak jalanan"), "Jumlah": n(20, 900)}),
    ("Bansos", {"Kelurahan": KEL, "Jumlah Penerima": n(90, 900), "Nilai Bantuan": RP}),
    (
        "Penerimaan siswa",
        {"Nama Sekolah": SCHOOL, "Daya Tampung": n(90, 300), "Pendaftar": n(90, 400)},
    ),
    (
        "Guru",
        {
            "Sekolah": SCHOOL,
            "Guru PNS": n(3, 40),
            "Guru Honorer": n(1, 20),
            "Jumlah Siswa": n(90, 900),
        },
    ),
    ("Perpustakaan", {"Tahun": YEAR, "Anggota": n(90, 900), "Kunjungan": n(900, 9000)}),
    (
        "Aplikasi",
        {
            "Nama Aplikasi": one("SIMPEG", "e-Office"),
            "Alamat Situs": one("https://ambon.go.id"),
            "Pengelola": OPD,
        },
    ),
    (
        "Kegiatan musyawarah",
        {"Tanggal": d("1#/0#/2024"), "Tempat": KEL, "Jumlah Peserta": n(9, 90), "Narasumber": MAN},
    ),
    (
        "Medali",
        {
            "Nama Atlet": MAN,
            "Cabang Olahraga": one("Tinju", "Atletik"),
            "Medali": one("Emas", "Perak"),
        },
    ),
    ("Narahubung data", {"OPD": OPD, "Narahubung": MAN, "Telepon Kantor": LANDLINE}),
    (
        "Layanan",
        {
            "Nama Layanan": one("Penerbitan KTP", "Akta Kelahiran"),
            "Biaya": one("Gratis"),
            "Waktu (hari)": n(1, 14),
        },
    ),
    (
        "Permohonan",
        {
            "Bulan": one("Januari", "Mei"),
            "KTP": n(90, 900),
            "KK": n(90, 900),
            "Akta": n(9, 90),
            "KIA": n(9, 90),
        },
    ),
    (
        "Metadata",
        {
            "Nama Variabel": one("nik", "jumlah_kk"),
            "Definisi": one("Jumlah penduduk"),
            "Tipe": one("integer"),
        },
    ),
    (
        "Tugu",
        {
            "Nama Monumen": one("Martha Christina Tiahahu", "Pattimura", "Dr. J. Leimena"),
            "Lokasi": KEL,
            "Tahun Dibangun": YEAR,
        },
    ),
    (
        "Gunung dan sungai",
        {"Nama": one("Sirimau", "Salahutu", "Wai Ruhu"), "Ketinggian (m)": n(90, 1200)},
    ),
    (
        "Pos damkar",
        {
            "Pos": one("Pos Induk", "Pos Passo"),
            "Alamat": ROAD,
            "Nomor Darurat": one("113", "0911-341113"),
            "Personil": n(9, 40),
        },
    ),
    ("Investasi", {"Tahun": YEAR, "PMA (US$)": n(10**5, 10**9), "PMDN (Rp)": n(10**9, 10**12)}),
    (
        "Penduduk total",
        {"Tahun": YEAR, "Jumlah Penduduk": n(300_000, 360_000), "Kepadatan": n(800, 1000)},
    ),
    (
        "Pemilih",
        {"Kecamatan": KEC, "TPS": n(40, 300), "DPT L": n(9000, 60000), "DPT P": n(9000, 60000)},
    ),
    ("Telepon penting", {"Nama Instansi": OPD, "Nomor Telepon": d("0811470####")}),
    (
        "Bank",
        {"Nama Bank": one("Bank Maluku", "BRI"), "Jumlah Rekening": n(900, 90000), "Simpanan": RP},
    ),
    (
        "Rekening listrik",
        {
            "Bulan": one("Mei", "Juni"),
            "Rekening Listrik (Rp)": n(10**7, 10**9),
            "Rekening Air": n(10**7, 10**9),
        },
    ),
    ("Kas daerah", {"Uraian": WORK, "Rekening": d("5.1.02.0#.01"), "Saldo": RP}),
    ("Usia", {"Nama Kelurahan": KEL, "Usia 0-17": n(90, 900), "Usia 18-60": n(90, 900)}),
    ("Perkawinan", {"Status Perkawinan": one("Kawin", "Cerai Hidup"), "Jumlah": n(900, 9000)}),
    (
        "Pekerjaan",
        {
            "Jenis Pekerjaan": one("PNS", "Nelayan"),
            "Laki-laki": n(90, 900),
            "Perempuan": n(90, 900),
        },
    ),
    ("Disabilitas", {"Ragam Disabilitas": one("Fisik", "Netra"), "Jumlah": n(20, 90)}),
    ("Kekerasan", {"Tahun": YEAR, "Kasus Dilaporkan": n(54, 82)}),
    (
        "Kelompok tani",
        {"Nama Kelompok": one("Tani Maju", "Nelayan Jaya"), "Nama Ketua": MAN, "Anggota": n(9, 40)},
    ),
    (
        "Pasar",
        {
            "Nama Pasar": one("Pasar Mardika", "Pasar Batu Merah"),
            "Jumlah Pedagang": n(90, 900),
            "Kios": n(20, 300),
        },
    ),
    ("Produk hukum", {"Nomor": n(1, 40), "Tahun": YEAR, "Judul": one("Retribusi", "RTRW")}),
    ("Suara", {"Nama Partai": one("Partai A", "Partai B"), "Suara Sah": n(900, 90000)}),
)


def clean_table(seed: int, number: int) -> list[list[Any]]:
    """Return the rows of a sheet without a person in it."""
    source = random.Random(seed * 1000 + number)  # noqa: S311
    heading, columns = TABLES[number % len(TABLES)]
    rows = [[make(source) for make in columns.values()] for _ in range(source.randrange(4, 12))]
    top = [[heading], []] if heading and source.random() < 0.7 else []
    return [*top, list(columns), *rows]


_AREA = one("Waihoka", "Batu Merah", "Passo", "Halong", "Benteng", "Rijali", "Silale", "Wainitu")
_FEW = one(0, 1, 2, 3, 4, 12, 17)

# Lines over a table, and its columns of counts that a neighbour could put a name to.
SENSITIVE: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Kasus HIV/AIDS menurut kelurahan", "Kelurahan", ("Jumlah Kasus",)),
    ("Kekerasan terhadap perempuan dan anak per kelurahan", "Kelurahan", ("Perempuan", "Anak")),
    ("Penyandang disabilitas menurut kelurahan", "Kelurahan", ("L", "P")),
    ("Pemeluk agama per kelurahan", "Kelurahan", ("Hindu", "Buddha", "Konghucu")),
    ("Perkawinan usia anak 2024", "Kecamatan", ("Jumlah",)),
    ("Penderita TBC per puskesmas", "Puskesmas", ("Laki-laki", "Perempuan")),
    ("Siswa penyandang disabilitas menurut sekolah", "Sekolah", ("Jumlah Siswa",)),
    ("", "Kelurahan", ("Korban KDRT", "Pelecehan Seksual")),
    ("", "Kelurahan", ("Tuna Netra", "Tuna Rungu")),
    ("Dispensasi nikah", "Bulan", ("Jumlah Anak",)),
    ("ODGJ per kelurahan", "Kelurahan", ("2023", "2024")),
    ("Gizi buruk balita", "Puskesmas", ("Kasus",)),
    ("Kusta dan DBD", "Kelurahan", ("Kusta", "DBD")),
    ("Kematian ibu dan bayi", "Kelurahan", ("Kematian Ibu", "Kematian Bayi")),
)

# The same small counts of what is nobody's secret.
HARMLESS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Sarana kesehatan per kelurahan", "Kelurahan", ("Puskesmas", "Pustu", "Apotek")),
    ("Kebakaran per kelurahan", "Kelurahan", ("Jumlah Kejadian", "Korban Luka")),
    ("Kursi DPRD menurut dapil", "Dapil", ("Kursi",)),
    ("Tempat ibadah menurut agama", "Kelurahan", ("Masjid", "Gereja", "Pura")),
    ("Tenaga kesehatan menurut puskesmas", "Puskesmas", ("Dokter", "Bidan")),
    ("Banjir dan longsor", "Kelurahan", ("Kejadian", "Rumah Rusak")),
    ("Sekolah luar biasa", "Kecamatan", ("Jumlah Sekolah",)),
    ("Panti asuhan", "Kecamatan", ("Jumlah Panti",)),
    ("Perkara perizinan", "Bulan", ("Izin Terbit",)),
    ("Vaksinasi hewan rabies", "Kelurahan", ("Anjing", "Kucing")),
    ("Kegiatan penyuluhan HIV", "Bulan", ("Jumlah Kegiatan",)),
    ("Armada", "Jenis", ("Unit",)),
)


def counts_table(seed: int, table: tuple[str, str, tuple[str, ...]]) -> list[list[Any]]:
    """Return the rows of a sheet of counts, some of them of one to four."""
    source = random.Random(seed)  # noqa: S311
    heading, first, counts = table
    rows = [[_AREA(source), *(_FEW(source) for _ in counts)] for _ in range(7)]
    rows.append(["Hative", *(2 for _ in counts)])
    return [*([[heading], []] if heading else []), [first, *counts], *rows]
