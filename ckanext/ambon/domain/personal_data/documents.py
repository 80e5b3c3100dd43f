"""The text of documents, line by line: PDF, Word, OpenDocument, slides, XML and plain text."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from pypdf import PdfReader

from ckanext.ambon.domain.personal_data.tables import Line
from ckanext.ambon.domain.spreadsheets import xml
from ckanext.ambon.domain.spreadsheets.grid import fold
from ckanext.ambon.domain.spreadsheets.limits import Limits
from ckanext.ambon.domain.spreadsheets.model import Cell, RefusedError, Sheet, Workbook

PDF = "pdf"
OFFICE = "office"  # documents and slides of any office suite
OLD_OFFICE = "old office"
PICTURE = "picture"
ARCHIVE = "archive"
JSON = "json"
MARKUP = "markup"
OTHER = "other"

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"\x00\x00\x00")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OFFICE = re.compile(
    r"(word|ppt/(slides|notesSlides|comments)|docProps)/.*\.xml$|^(content|meta|comments)\.xml$"
)
_BROKEN = "Berkas ini rusak, jadi isinya tidak dapat diperiksa."


def kind(path: Path) -> str:
    """Return what kind of file it is, by what it holds."""
    with path.open("rb") as file:
        head = file.read(2048)
    if b"%PDF" in head[:1024]:
        return PDF
    if head.startswith(b"PK"):
        return _packed(path)
    if head.startswith(_OLE):
        return OLD_OFFICE if _is_no_workbook(path) else OTHER
    if head.startswith(_PICTURES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return PICTURE
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t")[:1]
    if start in (b"{", b"["):
        return JSON
    is_xml = head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<?xml") and b"<html" not in head
    return MARKUP if is_xml else OTHER


def _packed(path: Path) -> str:
    try:
        with ZipFile(path) as archive:
            names = archive.namelist()
            if "mimetype" in names:
                told = archive.read("mimetype")[:100]
                return OTHER if b"spreadsheet" in told else OFFICE
    except BadZipFile:
        return OTHER
    if any(name.startswith(("word/", "ppt/")) for name in names):
        return OFFICE
    is_workbook = any(name.startswith("xl/") for name in names) or "content.xml" in names
    return OTHER if is_workbook else ARCHIVE


def _is_no_workbook(path: Path) -> bool:
    data = path.read_bytes()
    streams = ("WordDocument", "PowerPoint Document")
    return any(name.encode("utf-16-le") in data for name in streams)


def lines(path: Path, kind: str, limits: Limits) -> list[Line] | None:
    """Return the lines of a document, None where the file is none."""
    readers = {PDF: _pdf, OFFICE: _office, OLD_OFFICE: _old_office, MARKUP: _markup}
    return list(readers[kind](path, limits)) if kind in readers else None


def _pdf(path: Path, limits: Limits) -> Iterator[Line]:
    # What pypdf logs of a damaged file quotes its content, persons included.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)
    try:
        yield from _pages(PdfReader(path), limits)
    except RefusedError:
        raise
    except Exception as error:
        # pypdf meets a damaged file with whatever exception the bytes lead to.
        raise RefusedError(
            "PDF ini rusak atau terkunci, jadi isinya tidak dapat diperiksa."
        ) from error


def _pages(document: PdfReader, limits: Limits) -> Iterator[Line]:
    yield from (Line("", str(value)) for value in (document.metadata or {}).values())
    for number, page in enumerate(document.pages, 1):
        limits.check_cells(number)
        name = f"halaman {number}"
        yield from (Line(name, line) for line in (page.extract_text() or "").splitlines())
        yield from (Line(name, str(text)) for one in page.annotations or () for text in _note(one))
    fields = (document.get_fields() or {}).values()
    yield from (Line("", str(field.value)) for field in fields if field.value)
    yield from (Line("", title) for title in _bookmarks(document.outline))


def _note(annotation: Any) -> Iterator[Any]:
    """Yield what a remark on a page says, and where a link leads."""
    told = annotation.get_object()
    yield from (told[key] for key in ("/Contents", "/T") if key in told)
    if "/A" in told:
        yield told["/A"].get_object().get("/URI", "")


def _bookmarks(outline: Any) -> Iterator[str]:
    for one in outline:
        if isinstance(one, list):
            yield from _bookmarks(one)
        else:
            yield str(one.title)


def _office(path: Path, limits: Limits) -> Iterator[Line]:
    try:
        with ZipFile(path) as archive:
            limits.check_archive(archive)
            for name in filter(_OFFICE.search, archive.namelist()):
                for element in xml.elements(archive, name, "p", "h", *_PROPERTIES):
                    yield Line("", xml.text(element))
    except BadZipFile as error:
        raise RefusedError(_BROKEN) from error


def workbook(path: Path, limits: Limits) -> Workbook:
    """Return the tables of a document as sheets, so that their columns can be searched."""
    with ZipFile(path) as archive:
        names = [one for one in ("word/document.xml", "content.xml") if one in archive.namelist()]
        parts = [one for one in names if archive.getinfo(one).file_size <= _WITH_TABLES]
        roots = [xml.tree(archive, one) for one in parts]
    tables = [one for root in roots if root is not None for one in root.iter("{*}tbl", "{*}table")]
    sheets = [_sheet(f"tabel {number}", table) for number, table in enumerate(tables, 1)]
    return Workbook("document", tuple(sheets))


_WITH_TABLES = 30_000_000


def _sheet(name: str, table: Any) -> Sheet:
    rows = {
        number: {
            place: Cell(text)
            for place, cell in enumerate(row.iterchildren("{*}tc", "{*}table-cell"), 1)
            if (text := fold(" ".join(xml.text(one) for one in cell.iter("{*}p"))))
        }
        for number, row in enumerate(table.iter("{*}tr", "{*}table-row"), 1)
    }
    return Sheet(name, rows)


_PROPERTIES = ("creator", "lastModifiedBy", "title", "subject", "description", "keywords")


def _old_office(path: Path, limits: Limits) -> Iterator[Line]:
    """Yield the runs of text in a document of the old binary formats, in both its encodings."""
    data = path.read_bytes()
    for text in (data.decode("cp1252", "replace"), data.decode("utf-16-le", "replace")):
        yield from (Line("", run) for run in re.findall(r"[\x20-\x7e\t]{8,}", text))


def _markup(path: Path, limits: Limits) -> Iterator[Line]:
    text = path.read_text("utf-8", "replace")
    yield from (Line("", part.strip()) for part in re.split(r"<[^>]*>", text) if part.strip())
