"""HTML saved as `.xls`: its tables laid out as Excel would lay them out, nested ones too."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue] - a compiled module
from lxml import html as markup

from ckanext.ambon.domain.spreadsheets import xml
from ckanext.ambon.domain.spreadsheets.delimited import decode
from ckanext.ambon.domain.spreadsheets.limits import Limits
from ckanext.ambon.domain.spreadsheets.model import Area, Cell, RefusedError, Sheet, Workbook
from ckanext.ambon.domain.spreadsheets.xlsx import numeric

_DEPTH = 6
# Cells and what they span: a few lines of HTML can claim a sheet of a billion places.
_PLACES = 2_000_000
_SPACES = re.compile(r"\s+")


@dataclass
class _Grid:
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    taken: set[tuple[int, int]] = field(default_factory=set)
    height: int = 0
    width: int = 0


def read(path: Path, limits: Limits, name: str) -> Workbook:
    """Return the tables of an HTML page, one under the other, as one sheet."""
    text, _encoding = decode(_declared(path.read_bytes()))
    try:
        root = markup.document_fromstring(text, parser=markup.HTMLParser(no_network=True))
    except etree.ParserError as error:
        raise RefusedError("Halaman HTML ini kosong. Unggah berkas yang berisi tabel.") from error
    for comment in root.xpath("//comment() | //script | //style"):
        comment.drop_tree()
    grid = _stack(root.find("body") if root.find("body") is not None else root, 0)
    if not grid.cells:
        raise RefusedError("Halaman HTML ini tidak berisi tabel.")
    limits.check_cells(len(grid.cells))
    rows: dict[int, dict[int, Cell]] = {}
    for (row, column), cell in sorted(grid.cells.items()):
        rows.setdefault(row + 1, {})[column + 1] = cell
    return Workbook("html", (Sheet(name, rows, tuple(map(_from_one, grid.merges))),))


def _declared(data: bytes) -> bytes:
    """Return the bytes as UTF-8 where the page names an encoding of its own."""
    found = re.search(rb"charset=[\"']?([\w-]+)", data[:2000], re.IGNORECASE)
    name = found[1].decode() if found else "utf-8"
    if name.lower() in ("utf-8", "utf8", "windows-1252", "us-ascii") or data[:2] in (b"\xff\xfe",):
        return data
    try:
        return data.decode(name).encode()
    except (LookupError, UnicodeDecodeError):
        return data


def _from_one(area: Area) -> Area:
    return Area(area.top + 1, area.left + 1, area.bottom + 1, area.right + 1)


def _stack(element: Any, depth: int) -> _Grid:
    """Lay out the tables and loose texts inside an element from top to bottom."""
    grid = _Grid()
    if depth > _DEPTH:
        raise RefusedError("Tabel HTML ini bersarang terlalu dalam.")
    for part in _parts(element):
        inner = _table(part, depth) if xml.local(part.tag) == "table" else _line(part)
        _place(grid, inner, grid.height, 0)
        grid.height += inner.height
    return grid


def _parts(element: Any) -> list[Any]:
    """Return the outermost tables inside an element, and the headings between them."""
    found = []
    for child in element:
        tag = xml.local(child.tag)
        if tag == "table" or (
            tag in ("p", "h1", "h2", "h3", "h4", "div", "center", "b", "span")
            and child.find(".//table") is None
            and xml.text(child).strip()
        ):
            found.append(child)
        elif tag:
            found.extend(_parts(child))
    return found


def _line(element: Any) -> _Grid:
    return _Grid({(0, 0): Cell(_text(element))}, height=1, width=1)


def _table(table: Any, depth: int) -> _Grid:
    grid = _Grid()
    nested = [row for row in table.iter("tr") if _owner(row) is table]
    if not nested:
        return _stack(table, depth + 1)
    for row in nested:
        _row(grid, row, depth)
    # A span may reach below the last row: such a table is as tall as its span.
    grid.height = max([grid.height, *(row + 1 for row, _column in grid.taken)])
    return grid


def _owner(row: Any) -> Any:
    return next((up for up in row.iterancestors() if xml.local(up.tag) == "table"), None)


def _row(grid: _Grid, row: Any, depth: int) -> None:
    top, column, tall = grid.height, 0, 1
    for entry in row:
        if xml.local(entry.tag) not in ("td", "th"):
            continue
        while (top, column) in grid.taken:
            column += 1
        inner = _stack(entry, depth + 1) if entry.find(".//table") is not None else None
        height = max(_span(entry, "rowspan"), inner.height if inner else 1)
        width = max(_span(entry, "colspan"), inner.width if inner else 1)
        if inner:
            _place(grid, inner, top, column)
            tall = max(tall, inner.height)
        else:
            _fill(grid, entry, top, column)
        if len(grid.taken) + height * width > _PLACES:
            raise RefusedError("Tabel HTML ini terlalu luas. Simpan ulang sebagai Excel atau CSV.")
        grid.taken |= {
            (r, c) for r in range(top, top + height) for c in range(column, column + width)
        }
        column += width
    grid.height, grid.width = top + tall, max(grid.width, column)


def _fill(grid: _Grid, entry: Any, top: int, column: int) -> None:
    cell = _cell(entry)
    if cell is not None:
        grid.cells[top, column] = cell
    bottom = top + _span(entry, "rowspan") - 1
    right = column + _span(entry, "colspan") - 1
    if bottom > top or right > column:
        grid.merges.append(Area(top, column, bottom, right))


def _cell(entry: Any) -> Cell | None:
    style = entry.get("style") or ""
    exact = xml.attribute(entry, "num") or entry.get("x:num")
    found = re.search(r"mso-number-format:\s*[\"']?([^;\"']+)", style)
    code = found[1].replace("\\", "") if found else ""
    text = _text(entry)
    if exact and text:
        return numeric(exact, code or "General", from_1904=False)
    return Cell(text, "text", code) if text else None


def _text(element: Any) -> str:
    for line in element.iter("br"):
        line.tail = f" {line.tail or ''}"
    return _SPACES.sub(" ", xml.text(element)).strip()


def _span(entry: Any, name: str) -> int:
    written = entry.get(name) or "1"
    return min(max(int(written), 1), 1000) if written.isdecimal() else 1


def _place(grid: _Grid, inner: _Grid, top: int, left: int) -> None:
    for (row, column), cell in inner.cells.items():
        grid.cells[row + top, column + left] = cell
    grid.merges += [
        Area(a.top + top, a.left + left, a.bottom + top, a.right + left) for a in inner.merges
    ]
    grid.width = max(grid.width, left + inner.width)
