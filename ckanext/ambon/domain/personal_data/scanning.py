"""Search one file for personal data, whatever kind of file it is."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from ckanext.ambon.domain.personal_data import (
    columns,
    documents,
    extras,
    large,
    loose,
    plain_records,
    small_cells,
    tables,
)
from ckanext.ambon.domain.personal_data.model import Finding, UnsearchableError
from ckanext.ambon.domain.personal_data.tables import Line, Scanned
from ckanext.ambon.domain.spreadsheets.limits import Limits
from ckanext.ambon.domain.spreadsheets.model import RefusedError, Workbook
from ckanext.ambon.domain.spreadsheets.sketch import Memory

# A list of files for a map or a download holds fewer; more is no publication of an office.
MEMBERS = 200


def scan(
    path: Path,
    name: str | None = None,
    limits: Limits | None = None,
    memory: Memory | None = None,
) -> list[Finding]:
    """Return what was found in a file called `name`.

    Raises `RefusedError` where it is broken, locked or too large, `UnsearchableError` where it
    is of a kind that holds no text (a picture).
    """
    limits = limits or Limits()
    limits.check_file(path)
    try:
        return _scan(path, name or path.name, limits, memory)
    except (RefusedError, UnsearchableError):
        raise
    except Exception as error:
        # What cannot be searched stays inside, whatever exception its bytes make.
        message = f"Berkas ini rusak, jadi tidak dapat diperiksa. ({type(error).__name__})"
        raise RefusedError(message) from error


def _scan(path: Path, called: str, limits: Limits, memory: Memory | None) -> list[Finding]:
    kind = documents.kind(path)
    if kind == documents.PICTURE:
        return _picture(path)
    if kind == documents.ARCHIVE:
        return _members(path, limits)
    lines = documents.lines(path, kind, limits)
    if lines is not None:
        return _document(path, kind, lines, limits)
    if kind == documents.JSON and (found := plain_records.load(path)) is not None:
        return _find(found)
    stem = Path(called).stem
    scanned = large.load(path, stem, limits, memory)
    return _find(scanned) if scanned else _workbook(path, stem, limits)


def _picture(path: Path) -> list[Finding]:
    """Search what a picture says besides its points: remarks, or a text behind it."""
    if found := loose.find(extras.of_binary(path.read_bytes())):
        return found
    raise UnsearchableError("Isi gambar tidak dapat diperiksa.")


def _workbook(path: Path, name: str, limits: Limits) -> list[Finding]:
    """Search a workbook, and what it holds outside of its cells."""
    workbook = tables.opened(path, name, limits)
    scanned = tables.of_workbook(workbook, name)
    others = extras.unseen(_around(path, workbook.format), scanned)
    scanned = replace(scanned, loose=(*scanned.loose, *others))
    return [*_find(scanned), *_embedded(path, limits)]


def _around(path: Path, kind: str) -> Iterator[Line]:
    if kind in ("xlsx", "ods"):
        return extras.of_archive(path)
    if kind == "xls":
        return extras.of_binary(path.read_bytes())
    return iter(()) if kind == "csv" else extras.of_markup(path)


def _document(path: Path, kind: str, lines: list[Line], limits: Limits) -> list[Finding]:
    """Search a document by its lines, its tables, and what it holds besides."""
    if kind != documents.OFFICE:
        found = loose.find(lines)
        if kind == documents.PDF and not found and not any(one.sheet for one in lines):
            raise UnsearchableError("PDF ini tidak berisi teks, jadi isinya tidak dapat diperiksa.")
        return found
    others = extras.unseen(extras.of_archive(path), Scanned((), tuple(lines)))
    found = loose.find([*lines, *others])
    told = {one.kind for one in found}
    tabled = tables.of_workbook(documents.workbook(path, limits), "").tables
    found += [one for each in tabled for one in columns.find(each) if one.kind not in told]
    return [*found, *_embedded(path, limits)]


def _embedded(path: Path, limits: Limits) -> list[Finding]:
    """Search the files that stand inside an office file; not those inside of these."""
    with path.open("rb") as file:
        if file.read(2) != b"PK":
            return []
    found: list[Finding] = []
    with ZipFile(path) as archive, tempfile.TemporaryDirectory() as folder:
        inside = [one for one in archive.namelist() if extras.EMBEDDED.search(one)]
        for number, name in enumerate(inside[:MEMBERS]):
            member = Path(folder, str(number), Path(name).name)
            member.parent.mkdir()
            member.write_bytes(archive.read(name))
            found += _of_object(member, limits)
    return found


def _of_object(path: Path, limits: Limits) -> list[Finding]:
    """Search an object in a file; of what is no office file, the runs of text."""
    try:
        kind = documents.kind(path)
        lines = documents.lines(path, kind, limits)
        if lines is not None:
            return loose.find(lines)
        return _find(tables.of_workbook(tables.opened(path, path.stem, limits), path.stem))
    except (RefusedError, BadZipFile):
        return loose.find(extras.of_binary(path.read_bytes()))


def scan_workbook(workbook: Workbook, name: str = "") -> list[Finding]:
    """Return what was found in an opened workbook."""
    return _find(tables.of_workbook(workbook, name))


def scan_records(
    rows: Sequence[Mapping[str, Any]], titles: Mapping[str, str] | None = None
) -> list[Finding]:
    """Return what was found in rows of named values, as a program sends them."""
    return _find(plain_records.of_rows(rows, titles or {}))


def scan_texts(texts: Sequence[str]) -> list[Finding]:
    """Return what was found in texts that belong to no file, such as the names of columns."""
    return loose.find([Line("", text) for text in texts])


def _members(path: Path, limits: Limits) -> list[Finding]:
    """Search what is packed in an archive; an archive in an archive is not opened."""
    found: list[Finding] = []
    silent = 0
    with ZipFile(path) as archive, tempfile.TemporaryDirectory() as folder:
        limits.check_archive(archive)
        entries = [one for one in archive.infolist() if not one.is_dir()]
        if len(entries) > MEMBERS or any(one.flag_bits & 1 for one in entries):
            raise RefusedError("Arsip ini terkunci atau berisi terlalu banyak berkas.")
        for number, entry in enumerate(entries):
            member = Path(folder, f"{number}{Path(entry.filename).suffix}")
            member.write_bytes(archive.read(entry))
            try:
                inside = [] if not entry.file_size else _scan_member(member, entry.filename, limits)
            except UnsearchableError:
                silent += 1
                continue
            called = Path(entry.filename).name
            found += [replace(one, sheet=f"{called} {one.sheet}".strip()) for one in inside]
    if silent == len(entries):
        raise UnsearchableError("Isi arsip ini tidak dapat diperiksa.")
    return found


def _scan_member(path: Path, name: str, limits: Limits) -> list[Finding]:
    if documents.kind(path) == documents.ARCHIVE:
        raise RefusedError("Arsip di dalam arsip tidak diperiksa. Unggah berkasnya sendiri.")
    return scan(path, name, limits)


def _find(scanned: Scanned) -> list[Finding]:
    found = [finding for table in scanned.tables for finding in columns.find(table)]
    personal = {(finding.sheet, finding.column) for finding in found}
    small = [finding for table in scanned.tables for finding in small_cells.find(table)]
    found += [finding for finding in small if (finding.sheet, finding.column) not in personal]
    found += [one for table in scanned.untitled for one in columns.find_untitled(table)]
    return [*found, *loose.find(scanned.loose)]
