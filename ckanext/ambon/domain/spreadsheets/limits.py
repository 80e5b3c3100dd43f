"""How much of a file is read, so that no file can stop the portal; each limit has its message."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import ZipFile

from ckanext.ambon.domain.numbers import number_text
from ckanext.ambon.domain.spreadsheets.model import RefusedError, SlowError


@dataclass(frozen=True)
class Limits:
    """The bounds of one reading; `started` is when it began."""

    bytes: int = 200_000_000
    unpacked_bytes: int = 600_000_000
    ratio: int = 400
    line_bytes: int = 10_000_000
    cells: int = 8_000_000
    columns: int = 16_384
    sheets: int = 1000
    seconds: float = 120
    started: float = field(default_factory=time.monotonic)

    def check_file(self, path: Path) -> None:
        """Refuse a file that is missing, empty or too large."""
        if not path.is_file():
            raise RefusedError(f"Berkas “{path.name}” tidak ditemukan.")
        size = path.stat().st_size
        if size == 0:
            raise RefusedError("Berkas ini kosong (0 byte). Unggah berkas yang berisi tabel.")
        if size > self.bytes:
            raise RefusedError(
                f"Berkas lebih besar dari batas {self.bytes // 1_000_000} MB. {_SPLIT}"
            )

    def check_lines(self, path: Path) -> None:
        """Refuse a text of which one line would fill the memory."""
        length = 0
        with path.open("rb") as file:
            while block := file.read(1_000_000):
                end = max(block.rfind(b"\n"), block.rfind(b"\r"))
                length = length + len(block) if end < 0 else len(block) - end
                if length > self.line_bytes:
                    raise RefusedError(
                        f"Satu baris berkas ini lebih panjang dari {self.line_bytes // 1_000_000} "
                        "MB, jadi ini bukan tabel. Simpan ulang tabelnya sebagai CSV atau Excel."
                    )

    def check_archive(self, archive: ZipFile) -> None:
        """Refuse an archive that unpacks to far more than an office's file would."""
        for entry in archive.infolist():
            is_bomb = entry.file_size > max(20_000_000, entry.compress_size * self.ratio)
            if is_bomb:
                raise RefusedError(
                    f"Isi berkas (“{entry.filename}”) mengembang tidak wajar. Simpan ulang "
                    "tabelnya ke buku kerja baru."
                )
        if sum(entry.file_size for entry in archive.infolist()) > self.unpacked_bytes:
            raise RefusedError(f"Isi berkas terlalu besar setelah dibuka. {_SPLIT}")

    def check_sheets(self, count: int) -> None:
        """Refuse more sheets than an office's workbook has; each may name the same cells."""
        if count > self.sheets:
            raise RefusedError(
                f"Berkas berisi lebih dari {number_text(self.sheets)} lembar. {_SPLIT}"
            )

    def check_columns(self, count: int) -> None:
        """Refuse a row that is wider than any sheet."""
        if count > self.columns:
            raise RefusedError(
                f"Berkas berisi lebih dari {number_text(self.columns)} kolom. {_SPLIT}"
            )

    def check_cells(self, count: int) -> None:
        """Refuse more cells than fit, and a reading that takes too long."""
        if count > self.cells:
            raise RefusedError(f"Berkas berisi lebih dari {number_text(self.cells)} sel. {_SPLIT}")
        if time.monotonic() - self.started > self.seconds:
            raise SlowError(f"Berkas tidak selesai dibaca dalam {self.seconds:.0f} detik. {_SPLIT}")


_SPLIT = "Bagi menjadi beberapa berkas yang lebih kecil."
