"""Open a file by what it holds, whatever it is called."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from ckanext.ambon.domain.spreadsheets import delimited, flatxml, html, ods, xls, xlsx
from ckanext.ambon.domain.spreadsheets.delimited import Progress, Stream
from ckanext.ambon.domain.spreadsheets.limits import Limits
from ckanext.ambon.domain.spreadsheets.model import RefusedError, Workbook
from ckanext.ambon.domain.spreadsheets.sketch import Memory

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "Berkas ini dikunci kata sandi. Buka, hapus kata sandinya, lalu unggah lagi."
_HTML = re.compile(rb"<(!doctype html|html|table|head|body|meta)\b", re.IGNORECASE)
_OTHERS = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "gambar"),
    (b"\xff\xd8\xff", "gambar"),
    (b"Rar!", "arsip RAR"),
    (b"7z\xbc\xaf", "arsip 7z"),
    (b"\x1f\x8b", "arsip gzip"),
)


def open_workbook(path: Path, limits: Limits, name: str | None = None) -> Workbook:
    """Return the sheets of a file called `name`; raises `RefusedError` with the reason."""
    limits.check_file(path)
    try:
        workbook = _opened(path, limits, Path(name or path.name).stem)
    except RefusedError:
        raise
    except Exception as error:
        # The parts of a damaged file lead to whatever exception their bytes make.
        message = f"Berkas ini rusak. Simpan ulang, lalu unggah lagi. ({type(error).__name__})"
        raise RefusedError(message) from error
    limits.check_sheets(len(workbook.sheets))
    return workbook


def _opened(path: Path, limits: Limits, stem: str) -> Workbook:
    head = _head(path)
    if head.startswith(b"PK"):
        return _archive(path, limits)
    if head.startswith(_OLE):
        return _compound(path, limits)
    _refuse_others(head)
    if _is_flat(head):
        return flatxml.read(path, limits)
    if _is_html(head):
        return html.read(path, limits, stem)
    return delimited.read(path, limits, stem)


def open_stream(
    path: Path,
    limits: Limits,
    name: str | None = None,
    progress: Progress | None = None,
    memory: Memory | None = None,
) -> Stream | None:
    """Return a large text file as rows to go through, None for any other file."""
    limits.check_file(path)
    if path.stat().st_size < delimited.LARGE:
        return None
    head = _head(path)
    if head.startswith((b"PK", _OLE)) or _is_flat(head) or _is_html(head):
        return None
    _refuse_others(head)
    limits.check_lines(path)
    return delimited.stream(path, limits, Path(name or path.name).stem, progress, memory)


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(8192)


def _is_html(head: bytes) -> bool:
    starts = head.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t\x00")[:1] == b"<"
    return starts and bool(_HTML.search(head.replace(b"\x00", b"")))


def _is_flat(head: bytes) -> bool:
    """Tell Excel's XML from HTML, which names the same house but is no XML of it."""
    plain = head.replace(b"\x00", b"")
    return flatxml.MARK in plain and (b"<Workbook" in plain or b":Workbook" in plain)


def _refuse_others(head: bytes) -> None:
    for mark, kind in _OTHERS:
        if head.startswith(mark):
            raise RefusedError(
                f"Ini berkas {kind}, bukan tabel. Unggah berkas Excel, ODS atau CSV."
            )


def _archive(path: Path, limits: Limits) -> Workbook:
    try:
        with ZipFile(path) as archive:
            names = set(archive.namelist())
    except (BadZipFile, OSError) as error:
        message = "Berkas ini rusak atau terpotong. Simpan ulang, lalu unggah lagi."
        raise RefusedError(message) from error
    if "xl/workbook.bin" in names:
        raise RefusedError(
            "Format .xlsb tidak dibaca. Simpan ulang sebagai .xlsx, lalu unggah lagi."
        )
    if "content.xml" in names:
        return ods.read(path, limits)
    if any(name.startswith("xl/") for name in names) or "_rels/.rels" in names:
        return xlsx.read(path, limits)
    raise RefusedError("Arsip ini bukan buku kerja Excel atau ODS. Unggah berkas tabelnya sendiri.")


def _compound(path: Path, limits: Limits) -> Workbook:
    data = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise RefusedError(_LOCKED)
    return xls.read(path, limits)
