"""Workbooks of Excel 2002 and 2003 in one XML file, as old programs still save them as `.xls`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue] - a compiled module

from ckanext.ambon.domain.spreadsheets import formats, xml
from ckanext.ambon.domain.spreadsheets.limits import Limits
from ckanext.ambon.domain.spreadsheets.model import Area, Cell, RefusedError, Sheet, Workbook
from ckanext.ambon.domain.spreadsheets.xlsx import numeric

MARK = b"urn:schemas-microsoft-com:office:spreadsheet"
_NAMED = {"Percent": "0.00%", "Fixed": "0.00", "Standard": "#,##0.00", "Scientific": "0.00E+00"}
_BROKEN = "Berkas XML Excel ini rusak atau terpotong. Simpan ulang sebagai .xlsx, lalu unggah lagi."
# Excel writes a time of day as a moment of this day.
_NO_DAY = date(1899, 12, 31)


@dataclass
class _Draft:
    """One sheet while it is read; the numbers are those of the last row and column."""

    name: str
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    comments: list[str] = field(default_factory=list)
    is_hidden: bool = False
    row: int = 0
    column: int = 0
    count: int = 0

    def sheet(self) -> Sheet:
        return Sheet(
            name=self.name,
            rows=self.rows,
            merges=tuple(self.merges),
            hidden_rows=frozenset(self.hidden_rows),
            hidden_columns=frozenset(self.hidden_columns),
            is_hidden=self.is_hidden,
            comments=tuple(self.comments),
        )


def read(path: Path, limits: Limits) -> Workbook:
    """Return the sheets of the file."""
    with path.open("rb") as file:
        xml.refuse_entities(file, path.name)
    styles: dict[str, str] = {}
    drafts: list[_Draft] = []
    properties: dict[str, str] = {}
    steps = etree.iterparse(
        str(path), events=("start", "end"), resolve_entities=False, no_network=True, huge_tree=True
    )
    try:
        for event, element in steps:
            _take(event, element, styles, drafts, properties)
            if drafts and drafts[-1].row % 5000 == 0:
                limits.check_cells(drafts[-1].count)
    except etree.XMLSyntaxError as error:
        raise RefusedError(_BROKEN) from error
    limits.check_cells(sum(draft.count for draft in drafts))
    return Workbook("xml", tuple(draft.sheet() for draft in drafts), properties)


def _take(
    event: str,
    element: Any,
    styles: dict[str, str],
    drafts: list[_Draft],
    properties: dict[str, str],
) -> None:
    tag = xml.local(element.tag)
    if event == "start":
        if tag == "Worksheet":
            drafts.append(_Draft(xml.attribute(element, "Name") or ""))
    elif tag == "Style":
        styles[xml.attribute(element, "ID") or ""] = _format(element)
    elif tag == "Visible" and drafts:
        drafts[-1].is_hidden = (element.text or "") != "SheetVisible"
    elif tag == "Column" and drafts:
        _column(drafts[-1], element)
    elif tag == "Row" and drafts:
        _row(drafts[-1], element, styles)
        element.clear()
    elif xml.local(element.getparent().tag if element.getparent() is not None else "") == (
        "DocumentProperties"
    ):
        properties[tag] = element.text or ""


def _format(style: Any) -> str:
    found = next((part for part in style if xml.local(part.tag) == "NumberFormat"), None)
    name = xml.attribute(found, "Format") if found is not None else None
    return _NAMED.get(name or "", name or "General")


def _index(element: Any, last: int) -> int:
    return int(xml.attribute(element, "Index") or last + 1)


def _column(draft: _Draft, element: Any) -> None:
    first = _index(element, draft.column)
    draft.column = first + int(xml.attribute(element, "Span") or 0)
    if xml.attribute(element, "Hidden") == "1":
        draft.hidden_columns.update(range(first, min(draft.column, first + 1000) + 1))


def _row(draft: _Draft, element: Any, styles: dict[str, str]) -> None:
    first = _index(element, draft.row)
    draft.row = first + int(xml.attribute(element, "Span") or 0)
    if xml.attribute(element, "Hidden") == "1":
        draft.hidden_rows.update(range(first, min(draft.row, first + 1000) + 1))
    column = 0
    for entry in element:
        if xml.local(entry.tag) != "Cell":
            continue
        column = _index(entry, column)
        across = int(xml.attribute(entry, "MergeAcross") or 0)
        down = int(xml.attribute(entry, "MergeDown") or 0)
        if across or down:
            draft.merges.append(Area(first, column, first + down, column + across))
        _cell(draft, entry, first, column, styles)
        column += across


def _cell(draft: _Draft, entry: Any, row: int, column: int, styles: dict[str, str]) -> None:
    code = styles.get(xml.attribute(entry, "StyleID") or "", "General")
    parts = {xml.local(part.tag): part for part in entry}
    if "Comment" in parts:
        draft.comments.append(xml.text(parts["Comment"]).strip())
    cell = _typed(parts["Data"], code) if "Data" in parts else None
    if cell is None and xml.attribute(entry, "Formula"):
        cell = Cell("=", "formula", code)
    if cell is not None:
        draft.rows.setdefault(row, {})[column] = cell
        draft.count += 1


def _typed(data: Any, code: str) -> Cell | None:
    text, kind = xml.text(data), xml.attribute(data, "Type")
    if not text.strip():
        return None
    if kind == "Number":
        return numeric(text.strip(), code, from_1904=False)
    if kind == "Boolean":
        return Cell(text.strip() == "1", "boolean", code)
    if kind == "Error":
        return Cell(text.strip(), "error", code)
    if kind == "DateTime":
        return _moment(text.strip(), code)
    return Cell(text, "text", code)


def _moment(text: str, code: str) -> Cell:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return Cell(text, "text", code)
    if found.date() == _NO_DAY:
        return Cell(formats.clock((found - datetime.min).seconds / 86400), "text", code)
    has_time = found.time() != datetime.min.time()
    return Cell(found if has_time else found.date(), "date", code)
