"""What was found of personal data, as marks in the officer's workbook; no value is repeated."""

from __future__ import annotations

from collections.abc import Iterable

from ckanext.ambon.domain.personal_data.model import Finding
from ckanext.ambon.domain.spreadsheets.marking import PERSONAL, Mark

KINDS = {
    "nik": "NIK",
    "kk": "nomor kartu keluarga",
    "nip": "NIP",
    "npwp": "NPWP orang",
    "phone": "nomor telepon orang",
    "email": "surel orang",
    "name": "nama orang",
    "address": "alamat rumah",
    "birth_date": "tanggal lahir",
    "bank_account": "nomor rekening",
    "bpjs": "nomor BPJS",
    "nisn": "NISN",
    "passport": "nomor paspor",
    "plate": "nomor kendaraan",
    "akta": "nomor akta",
    "health": "keadaan kesehatan orang",
    "salary": "penghasilan orang",
}
SMALL = (
    "Hitungan 1 sampai 4 tentang hal peka dapat menunjuk orang. Gabungkan dengan kelompok lain, "
    "atau kosongkan bersama satu sel lain."
)


def marks(findings: Iterable[Finding]) -> tuple[Mark, ...]:
    """Return a mark for each finding, at the cells that it names."""
    return tuple(Mark(PERSONAL, one.sheet, one.cells, _text(one)) for one in findings)


def _text(finding: Finding) -> str:
    if finding.kind == "small_cell":
        return SMALL
    place = f"Kolom “{finding.column}”" if finding.column else "Bagian di luar tabel"
    fix = "Hapus, samarkan, atau ganti dengan hitungan per kelompok."
    need = fix if finding.blocks else f"{fix} Bila memang boleh terbit, tuliskan alasannya."
    return f"{place} memuat {KINDS.get(finding.kind, 'data pribadi')}. {need}"
