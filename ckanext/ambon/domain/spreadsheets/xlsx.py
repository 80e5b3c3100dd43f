"""XLSX and XLSM: cells with value, kind, number format, and whether a formula has a value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite
from pathlib import Path
from posixpath import join, normpath
from typing import Any
from zipfile import BadZipFile, ZipFile

from ckanext.ambon.domain.spreadsheets import formats, xml
from ckanext.ambon.domain.spreadsheets.limits import Limits
from ckanext.ambon.domain.spreadsheets.model import Area, Cell, RefusedError, Sheet, Workbook

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)")


@dataclass(frozen=True)
class _Book:
    archive: ZipFile
    texts: tuple[str, ...]
    formats: tuple[str, ...]
    from_1904: bool
    limits: Limits


def read(path: Path, limits: Limits) -> Workbook:
    """Return the sheets of an XLSX file."""
    try:
        with ZipFile(path) as archive:
            limits.check_archive(archive)
            return _workbook(archive, limits)
    # A damaged head may name a compression that does not exist: zipfile calls it not implemented.
    except (BadZipFile, EOFError, NotImplementedError, OSError) as error:
        message = "Berkas Excel ini rusak atau terpotong. Simpan ulang di Excel, lalu unggah lagi."
        raise RefusedError(message) from error


def area(reference: str) -> Area | None:
    """Return the rectangle of `A1:C3`."""
    ends = _REFERENCE.findall(reference)
    if not ends:
        return None
    (left, top), (right, bottom) = ends[0], ends[-1]
    return Area(int(top), _number(left), int(bottom), _number(right))


def _number(letters: str) -> int:
    total = 0
    for letter in letters:
        total = total * 26 + ord(letter) - 64
    return total


def sheet_parts(archive: ZipFile) -> dict[str, str]:
    """Return the part of the archive that holds each sheet, by the sheet's name."""
    main = _main(archive)
    root, parts = xml.tree(archive, main), _relations(archive, main)
    entries = root.iter("{*}sheet") if root is not None else ()
    return {entry.get("name", ""): part for entry in entries if (part := _target(entry, parts))}


def _main(archive: ZipFile) -> str:
    relations = _relations(archive, "")
    return next(
        (target for kind, target in relations.values() if kind == "officeDocument"),
        "xl/workbook.xml",
    )


def _workbook(archive: ZipFile, limits: Limits) -> Workbook:
    main = _main(archive)
    root = xml.tree(archive, main)
    if root is None:
        raise RefusedError("Berkas ini bukan buku kerja Excel yang utuh.")
    properties = next((e for e in root if xml.local(e.tag) == "workbookPr"), None)
    is_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    book = _Book(archive, _texts(archive, main), _formats(archive, main), is_1904, limits)
    parts = _relations(archive, main)
    entries = [entry for entry in root.iter("{*}sheet") if _target(entry, parts)]
    limits.check_sheets(len(entries))
    sheets: list[Sheet] = []
    for entry in entries:
        sheets.append(_sheet(book, entry, parts))
        limits.check_cells(sum(len(row) for one in sheets for row in one.rows.values()))
    return Workbook("xlsx", tuple(sheets), _properties(archive), _warnings(archive))


def _target(entry: Any, parts: Mapping[str, tuple[str, str]]) -> str | None:
    kind, target = parts.get(xml.attribute(entry, "id") or "", ("", ""))
    return target if kind == "worksheet" else None


def _relations(archive: ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Return id → (kind, path) of what a part of the archive refers to."""
    folder, _slash, name = part.rpartition("/")
    root = xml.tree(archive, join(folder, "_rels", f"{name}.rels"))
    if root is None:
        return {}
    return {
        entry.get("Id", ""): (
            entry.get("Type", "").rpartition("/")[2],
            _path(folder, entry.get("Target", "")),
        )
        for entry in root
        if entry.get("TargetMode") != "External"
    }


def _path(folder: str, target: str) -> str:
    return normpath(target.lstrip("/") if target.startswith("/") else join(folder, target))


def _part(archive: ZipFile, main: str, kind: str) -> str:
    found = _relations(archive, main).values()
    return next((target for name, target in found if name == kind), "")


def _texts(archive: ZipFile, main: str) -> tuple[str, ...]:
    name = _part(archive, main, "sharedStrings")
    if name not in archive.namelist():
        return ()
    return tuple(_rich(element) for element in xml.elements(archive, name, "si"))


def _rich(element: Any) -> str:
    """Return the text of a string; how it is pronounced (`rPh`) is no part of it."""
    texts = (
        part.text or "" for part in element.iter("{*}t") if xml.local(part.getparent().tag) != "rPh"
    )
    return "".join(texts)


def _formats(archive: ZipFile, main: str) -> tuple[str, ...]:
    """Return the number format of each style."""
    root = xml.tree(archive, _part(archive, main, "styles"))
    if root is None:
        return ()
    own = {e.get("numFmtId"): e.get("formatCode", "") for e in root.iter("{*}numFmt")}
    styles = next((e for e in root if xml.local(e.tag) == "cellXfs"), ())
    return tuple(
        own.get(style.get("numFmtId"))
        or formats.BUILT_IN.get(int(style.get("numFmtId") or 0), "General")
        for style in styles
    )


def _sheet(book: _Book, entry: Any, parts: Mapping[str, tuple[str, str]]) -> Sheet:
    part = _target(entry, parts) or ""
    rows: dict[int, dict[int, Cell]] = {}
    merges: list[Area] = []
    hidden_rows: set[int] = set()
    hidden_columns: set[int] = set()
    last = 0
    for element in xml.elements(book.archive, part, "row", "mergeCell", "col", "sheetFormatPr"):
        tag = xml.local(element.tag)
        if tag == "row":
            last = _within(int(element.get("r") or last + 1), _ROWS)
            _row(book, element, last, rows)
            if _is_on(element.get("hidden")) or element.get("ht") == "0":
                hidden_rows.add(last)
        elif tag == "mergeCell" and (merged := area(element.get("ref", ""))):
            merges.append(merged)
        elif tag == "col" and (_is_on(element.get("hidden")) or element.get("width") == "0"):
            first, end = int(element.get("min", 1)), int(element.get("max", 1))
            hidden_columns.update(range(first, min(end, first + 1000) + 1))
    book.limits.check_cells(sum(map(len, rows.values())))
    return Sheet(
        name=entry.get("name", ""),
        rows=rows,
        merges=tuple(merges),
        hidden_rows=frozenset(hidden_rows),
        hidden_columns=frozenset(hidden_columns),
        is_hidden=entry.get("state") in ("hidden", "veryHidden"),
        comments=_comments(book.archive, part),
    )


def _is_on(value: str | None) -> bool:
    return value in ("1", "true")


_ROWS, _COLUMNS = 1_048_576, 16_384


def _within(number: int, most: int) -> int:
    """Return the number of a row or column that a sheet can have."""
    if not 1 <= number <= most:
        raise RefusedError("Berkas ini rusak: ada sel di luar lembar. Simpan ulang di Excel.")
    return number


def _row(book: _Book, element: Any, number: int, rows: dict[int, dict[int, Cell]]) -> None:
    column = 0
    for entry in element:
        written = entry.get("r")
        if written and not len(entry):
            continue  # only formatted; a sheet can hold millions of these
        reference = _REFERENCE.match(written or "")
        column = _within(_number(reference[1]) if reference else column + 1, _COLUMNS)
        cell = _cell(book, entry) if len(entry) else None
        if cell is not None:
            rows.setdefault(number, {})[column] = cell
    if number % 5000 == 0:
        book.limits.check_cells(len(rows))


def _cell(book: _Book, entry: Any) -> Cell | None:
    written, has_formula = None, False
    for part in entry:
        tag = xml.local(part.tag)
        if tag == "v":
            written = part.text
        elif tag == "is":
            written = _rich(part)
        elif tag == "f":
            has_formula = True
    style = int(entry.get("s") or 0)
    code = book.formats[style] if style < len(book.formats) else "General"
    kind = entry.get("t", "n")
    if written is None or (written == "" and has_formula and kind == "n"):
        return Cell("=", "formula", code) if has_formula else None
    return _typed(book, written, kind, code)


def _typed(book: _Book, written: str, kind: str, code: str) -> Cell | None:
    if kind == "s":
        index = int(written)
        text = book.texts[index] if 0 <= index < len(book.texts) else ""
        return Cell(text, "text", code) if text.strip() else None
    if kind in ("str", "inlineStr"):
        return Cell(written, "text", code) if written.strip() else None
    if kind == "b":
        return Cell(written == "1", "boolean", code)
    if kind == "e":
        return Cell(written, "error", code)
    if kind == "d":
        return Cell(_iso(written), "date", code)
    return numeric(written, code, from_1904=book.from_1904)


def numeric(written: str, code: str, *, from_1904: bool) -> Cell:
    """Return a cell for a number as written, a date where its format shows one."""
    try:
        value = int(written) if re.fullmatch(r"-?\d+", written) else float(written)
    except ValueError:
        return Cell(written, "text", code)
    if isinstance(value, float) and not isfinite(value):
        return Cell(written, "text", code)
    if formats.is_clock(code) and 0 <= value < 1:
        return Cell(formats.clock(value), "text", code)
    if formats.is_date(code):
        found = formats.moment(float(value), from_1904=from_1904)
        return Cell(found, "date", code) if found else Cell(written, "error", code)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    return Cell(value, "number", code)


def _iso(written: str) -> date | datetime | str:
    try:
        found = datetime.fromisoformat(written.rstrip("Z"))
    except ValueError:
        return written
    return found if found.time() != found.min.time() else found.date()


def _comments(archive: ZipFile, part: str) -> tuple[str, ...]:
    found = _relations(archive, part).values()
    names = [target for kind, target in found if kind.lower() in ("comments", "threadedcomment")]
    roots = [xml.tree(archive, name) for name in names]
    return tuple(
        xml.text(note)
        for root in roots
        if root is not None
        for note in root.iter("{*}comment", "{*}threadedComment")
    )


def _properties(archive: ZipFile) -> dict[str, str]:
    found = {}
    for name in ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"):
        root = xml.tree(archive, name)
        for element in root if root is not None else ():
            if content := xml.text(element).strip():
                found[element.get("name") or xml.local(element.tag)] = content
    return found


def _warnings(archive: ZipFile) -> tuple[str, ...]:
    names = archive.namelist()
    notes = (
        ("vbaProject.bin", "Berkas memuat makro; makro tidak dijalankan dan tidak disimpan."),
        ("externalLinks/", "Rumus merujuk ke berkas lain; dipakai nilai terakhir yang tersimpan."),
    )
    return tuple(note for word, note in notes if any(word in name for name in names))
