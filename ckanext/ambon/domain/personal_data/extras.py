"""Texts that an office file holds outside of its cells and paragraphs.

Headers of pages, boxes, charts, links, lists to choose from, caches of pivot tables and of other
workbooks: nobody sees them in the table, and all of them can be read by whoever has the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from typing import IO
from zipfile import ZipFile

from ckanext.ambon.domain.personal_data import loose
from ckanext.ambon.domain.personal_data.tables import Line, Scanned

_BLOCK = 1 << 20
_SUSPECT = re.compile(r"(?:\d\D{0,2}){9}|@")
# Fonts, colours and drawings of shapes hold no words.
_SILENT = re.compile(r"^(xl|word)/styles\.xml$|(^|/)(theme/|\[Content_Types\]|calcChain|fonts/)")
_SPEAKING = re.compile(r"\.(xml|rels|vml|x?html?|rdf)$")
EMBEDDED = re.compile(r"(^|/)embeddings?/[^/]+$|^Object[^/]*$|^ObjectReplacements/[^/]+$")
_CELLS = re.compile(r"^xl/worksheets/[^/]+\.xml$")
_LINK = re.compile(rb"(?:https?://(?:wa\.me|api\.whatsapp)|mailto:|tel:)[^<\"'&]{5,80}")
# One word may be cut into parts that look different; every other tag ends a text.
_JOINED = re.compile(
    r"</?(?:\w+:)?(?:r|t|rPr|latin|ea|cs|sz|b|i|u|color|rFont|family|scheme|span|font|lang|noProof)"
    r"(?:\s[^<>]*)?/?>"
)
_TAG = re.compile(r"<[^<>]*>")
_TOLD = re.compile(
    r"\b(?:v|val|descr|title|name|tooltip|display|location|Target|prompt|promptTitle|error|alt|"
    r"errorTitle|displayName|userId|comment|author|href|value|content|expression|condition)=(?:\"([^\"]*)\"|'([^']*)')"
)
_RUN = re.compile(rb"[\x20-\x7e]{8,}")
_WIDE_RUN = re.compile(rb"(?:[\x20-\x7e]\x00){8,}")


def unseen(lines: Iterable[Line], scanned: Scanned) -> list[Line]:
    """Return the lines with a number of a person that stands in no cell."""
    told = [(line, found) for line in lines if (found := loose.in_text(line.text))]
    if not told:
        return []
    cells = [text for table in scanned.tables for column in table.columns for text in column.texts]
    seen = "|".join(map(_plain, [*cells, *(line.text for line in scanned.loose)]))
    return [line for line, found in told if any(_plain(text) not in seen for _kind, text in found)]


def _plain(text: str) -> str:
    return re.sub(r"[\s.\-']", "", text).lower()


def of_archive(path: Path) -> Iterator[Line]:
    """Yield suspect texts from the parts of an office file that hold no cells."""
    with ZipFile(path) as archive:
        for entry in archive.infolist():
            name = entry.filename
            if _SPEAKING.search(name) and not _SILENT.search(name):
                with archive.open(entry) as file:
                    yield from _suspect(_after_cells(file) if _CELLS.match(name) else _blocks(file))


def of_binary(data: bytes) -> Iterator[Line]:
    """Yield suspect runs of text of a binary file, in one byte and in two bytes a sign."""
    narrow = (found[0].decode("ascii") for found in _RUN.finditer(data))
    wide = (found[0].decode("utf-16-le") for found in _WIDE_RUN.finditer(data))
    yield from (Line("", run) for runs in (narrow, wide) for run in runs if _SUSPECT.search(run))


def of_markup(path: Path) -> Iterator[Line]:
    """Yield suspect texts of a web page, its attributes and remarks too."""
    with path.open("rb") as file:
        yield from _suspect(_blocks(file))


def _suspect(blocks: Iterable[bytes]) -> Iterator[Line]:
    for block in blocks:
        is_wide = block[:2] in (b"\xff\xfe", b"\xfe\xff")
        text = block.decode("utf-16" if is_wide else "utf-8", "replace")
        attributes = [double or single for double, single in _TOLD.findall(text)]
        remarks = text.replace("<!--", "").replace("-->", "")
        parts = _TAG.sub("\0", _JOINED.sub("", remarks)).split("\0")
        yield from (
            Line("", unescape(one)) for one in (*parts, *attributes) if _SUSPECT.search(one)
        )


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    """Yield a part in blocks that end with a tag."""
    rest = b""
    while block := file.read(_BLOCK):
        whole, mark, rest = (rest + block).rpartition(b">")
        if len(rest) > 4 * _BLOCK:
            whole, mark, rest = rest, b"", b""
        yield whole + mark
    yield rest


def _after_cells(file: IO[bytes]) -> Iterator[bytes]:
    """Yield the links in the cells of a sheet, and all that stands behind the cells."""
    end = b"</sheetData>"
    rest = b""
    while block := file.read(_BLOCK):
        held = rest + block
        yield b"|".join(_LINK.findall(held))
        if end in held:
            yield held[held.index(end) :]
            break
        rest = held[-200:]
    yield from _blocks(file)
