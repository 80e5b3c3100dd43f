"""ODS of LibreOffice: cells say themselves whether they are a number, per cent, money or date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from math import isfinite
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from ckanext.ambon.domain.spreadsheets import xml
from ckanext.ambon.domain.spreadsheets.limits import Limits
from ckanext.ambon.domain.spreadsheets.model import Area, Cell, RefusedError, Sheet, Workbook

_MONEY = '"Rp"#,##0'
_FORMATS = {"percentage": "0%", "float": "General", "string": "General", "currency": _MONEY}
_RUPIAH = re.compile(r"[-(]?\s*(Rp|IDR)", re.IGNORECASE)
_YEAR = re.compile(r"(19|20)\d\d")
_FIXED = re.compile(r"-?\d+[.,](\d+)")
_SUFFIX = re.compile(r"-?\d[\d.,\s]*?\s*(%|[^\W\d_]{2}[^\d\"]*)")


@dataclass
class _Draft:
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    comments: list[str] = field(default_factory=list)
    next_row: int = 1
    count: int = 0


def read(path: Path, limits: Limits) -> Workbook:
    """Return the sheets of an ODS file."""
    try:
        with ZipFile(path) as archive:
            limits.check_archive(archive)
            _refuse_encrypted(archive)
            root = xml.tree(archive, "content.xml")
            if root is None:
                raise RefusedError("Berkas ODS ini tidak utuh. Simpan ulang di LibreOffice.")
            hidden = _hidden_styles(root)
            sheets = tuple(_sheet(e, hidden, limits) for e in root.iter("{*}table"))
            return Workbook("ods", sheets, _properties(archive))
    except (BadZipFile, EOFError, OSError) as error:
        message = "Berkas ODS ini rusak atau terpotong. Simpan ulang, lalu unggah lagi."
        raise RefusedError(message) from error


def _refuse_encrypted(archive: ZipFile) -> None:
    root = xml.tree(archive, "META-INF/manifest.xml")
    if root is not None and next(root.iter("{*}encryption-data"), None) is not None:
        raise RefusedError("Berkas ini dikunci kata sandi. Hapus kata sandinya, lalu unggah lagi.")


def _hidden_styles(root: Any) -> frozenset[str]:
    """Return the names of the styles of tables that are not displayed."""
    return frozenset(
        xml.attribute(style, "name") or ""
        for style in root.iter("{*}style")
        for part in style.iter("{*}table-properties")
        if xml.attribute(part, "display") == "false"
    )


def _sheet(table: Any, hidden_styles: frozenset[str], limits: Limits) -> Sheet:
    draft = _Draft()
    _columns(table, draft)
    for row in table.iter("{*}table-row"):
        _row(row, draft, limits)
    return Sheet(
        name=xml.attribute(table, "name") or "",
        rows=draft.rows,
        merges=tuple(draft.merges),
        hidden_rows=frozenset(draft.hidden_rows),
        hidden_columns=frozenset(draft.hidden_columns),
        is_hidden=xml.attribute(table, "style-name") in hidden_styles,
        comments=tuple(draft.comments),
    )


def _columns(table: Any, draft: _Draft) -> None:
    column = 1
    for element in table.iter("{*}table-column"):
        count = _count(element, "number-columns-repeated")
        if _is_hidden(element):
            draft.hidden_columns.update(range(column, column + min(count, 1000)))
        column += count


def _row(element: Any, draft: _Draft, limits: Limits) -> None:
    count = _count(element, "number-rows-repeated")
    cells = dict(_cells(element, draft))
    draft.count += len(cells) * count
    limits.check_cells(draft.count)
    # A repeated row that holds something is short; a long one is the empty rest of the sheet.
    for number in range(draft.next_row, draft.next_row + (count if cells else 0)):
        draft.rows[number] = cells
    if _is_hidden(element):
        draft.hidden_rows.update(range(draft.next_row, draft.next_row + min(count, 100_000)))
    draft.next_row += count


def _cells(row: Any, draft: _Draft) -> Iterator[tuple[int, Cell]]:
    column = 1
    for element in row:
        if xml.local(element.tag) not in ("table-cell", "covered-table-cell"):
            continue
        count = _count(element, "number-columns-repeated")
        _merge(element, column, draft)
        cell = _cell(element, draft)
        if cell is not None and xml.local(element.tag) == "table-cell":
            yield from ((number, cell) for number in range(column, column + min(count, 1000)))
        column += count


def _merge(element: Any, column: int, draft: _Draft) -> None:
    rows = _count(element, "number-rows-spanned")
    columns = _count(element, "number-columns-spanned")
    if rows > 1 or columns > 1:
        top = draft.next_row
        draft.merges.append(Area(top, column, top + rows - 1, column + columns - 1))


def _cell(element: Any, draft: _Draft) -> Cell | None:
    for note in element.iter("{*}annotation"):
        draft.comments.append(xml.text(note))
    kind = xml.attribute(element, "value-type")
    shown = "\n".join(xml.text(part) for part in element if xml.local(part.tag) == "p")
    has_formula = xml.attribute(element, "formula") is not None
    if shown.startswith(("#", "Err:")) and has_formula:
        return Cell(shown, "error")
    if kind is None:
        return Cell("=", "formula") if has_formula else None
    return _typed(element, kind, shown)


def _typed(element: Any, kind: str, shown: str) -> Cell | None:
    value = xml.attribute(element, "value")
    if kind in ("float", "percentage", "currency") and value is not None:
        number = float(value)
        if not isfinite(number):
            return Cell(shown or value, "text")
        is_plain = kind == "float"
        code = (_shown_format(shown, number) if is_plain else None) or _FORMATS[kind]
        exact = int(number) if number.is_integer() and abs(number) < 1e18 else number
        return Cell(exact, "number", code)
    if kind == "date" and _YEAR.fullmatch(shown):
        return Cell(int(shown), "number")
    if kind == "date":
        return Cell(_moment(xml.attribute(element, "date-value") or ""), "date", "yyyy-mm-dd")
    if kind == "boolean":
        return Cell(xml.attribute(element, "boolean-value") == "true", "boolean")
    text = shown or xml.attribute(element, "string-value") or ""
    return Cell(text, "text") if text.strip() else None


def _shown_format(shown: str, number: float) -> str | None:
    """Return the format of a number as it is shown: `007`, `2.10`, `Rp1.500`, `12 jiwa`."""
    if shown.isdecimal() and len(shown) > 1 and shown[0] == "0":
        return "0" * len(shown)
    if _RUPIAH.match(shown):
        return _MONEY
    fixed = _FIXED.fullmatch(shown)
    if fixed and fixed[1][-1] == "0" and float(shown.replace(",", ".")) == number:
        return f"0.{'0' * len(fixed[1])}"
    found = _SUFFIX.fullmatch(shown)
    return f'0" {found[1]}"' if found else None


def _moment(written: str) -> date | datetime | str:
    try:
        found = datetime.fromisoformat(written[:19])
    except ValueError:
        return written
    return found if "T" in written and found.time() != found.min.time() else found.date()


def _count(element: Any, name: str) -> int:
    return int(xml.attribute(element, name) or 1)


def _is_hidden(element: Any) -> bool:
    return xml.attribute(element, "visibility") in ("collapse", "filter")


def _properties(archive: ZipFile) -> dict[str, str]:
    root = xml.tree(archive, "meta.xml")
    elements = root.iter() if root is not None else ()
    return {
        xml.local(element.tag): element.text
        for element in elements
        if element.text and element.text.strip()
    }
