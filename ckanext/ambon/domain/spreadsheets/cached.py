"""The last value of every formula, kept through a library that keeps only the formula."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue] - a compiled module

from ckanext.ambon.domain.spreadsheets import xlsx, xml

# The type and the value of a formula's cell, by sheet and address.
Values = Mapping[tuple[str, str], tuple[str | None, str]]


def read(path: Path) -> Values:
    """Return what the formulas of an XLSX file came to when it was last saved."""
    found: dict[tuple[str, str], tuple[str | None, str]] = {}
    with ZipFile(path) as archive:
        for name, part in xlsx.sheet_parts(archive).items():
            for row in xml.elements(archive, part, "row"):
                for cell in row:
                    if value := _value(cell):
                        found[name, cell.get("r", "")] = (cell.get("t"), value)
    return found


def _value(cell: Any) -> str | None:
    """Return the text of `v` where the cell has a formula too."""
    parts = {xml.local(part.tag): part for part in cell}
    return parts["v"].text if "f" in parts and "v" in parts else None


def restore(data: bytes, values: Values) -> bytes:
    """Return the XLSX with the values put beside its formulas."""
    if not values:
        return data
    stream = BytesIO()
    with ZipFile(BytesIO(data)) as archive, ZipFile(stream, "w", ZIP_DEFLATED) as target:
        sheets = {part: name for name, part in xlsx.sheet_parts(archive).items()}
        for entry in archive.infolist():
            name = sheets.get(entry.filename)
            root = xml.tree(archive, entry.filename) if name else None
            content = archive.read(entry.filename)
            if name and root is not None:
                content = _with_values(root, name, values)
            target.writestr(entry.filename, content)
    return stream.getvalue()


def _with_values(root: Any, sheet: str, values: Values) -> bytes:
    for cell in root.iter("{*}c"):
        known = values.get((sheet, cell.get("r", "")))
        formula = next((part for part in cell if xml.local(part.tag) == "f"), None)
        if known is None or formula is None:
            continue
        kind, text = known
        cell.attrib.pop("t", None)
        if kind:
            cell.set("t", kind)
        for part in [part for part in cell if xml.local(part.tag) == "v"]:
            cell.remove(part)
        etree.SubElement(cell, formula.tag[: formula.tag.rindex("}") + 1] + "v").text = text
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
