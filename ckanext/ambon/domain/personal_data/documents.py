"""The text of a PDF or DOCX, line by line."""

from __future__ import annotations

from pathlib import Path
from zipfile import BadZipFile, ZipFile

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from ckanext.ambon.domain.spreadsheets import xml
from ckanext.ambon.domain.spreadsheets.limits import Limits
from ckanext.ambon.domain.spreadsheets.model import RefusedError

PAGES = 300


def lines(path: Path) -> list[tuple[str, str]] | None:
    """Return the lines of a document, None where the file is no PDF or DOCX."""
    with path.open("rb") as file:
        head = file.read(1024)
    if b"%PDF" in head:
        return _pdf(path)
    if head.startswith(b"PK"):
        return _docx(path)
    return None


def _pdf(path: Path) -> list[tuple[str, str]]:
    try:
        pages = PdfReader(path).pages[:PAGES]
        texts = [page.extract_text() or "" for page in pages]
    except (PyPdfError, ValueError, KeyError, OSError, RecursionError) as error:
        raise RefusedError(
            "PDF ini rusak atau terkunci, jadi isinya tidak dapat diperiksa."
        ) from error
    return [
        (f"halaman {number}", line)
        for number, text in enumerate(texts, 1)
        for line in text.splitlines()
    ]


def _docx(path: Path) -> list[tuple[str, str]] | None:
    try:
        with ZipFile(path) as archive:
            if "word/document.xml" not in archive.namelist():
                return None
            Limits().check_archive(archive)
            parts = [
                n
                for n in archive.namelist()
                if n.startswith(("word/", "docProps/")) and n.endswith(".xml")
            ]
            return [
                ("", xml.text(p))
                for part in parts
                for p in xml.elements(archive, part, "p", "creator", "lastModifiedBy")
            ]
    except BadZipFile as error:
        raise RefusedError("Berkas ini rusak, jadi isinya tidak dapat diperiksa.") from error
