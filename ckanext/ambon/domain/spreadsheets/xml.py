"""XML inside office files, read without entities, networks or unbounded trees."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue] - a compiled module

from ckanext.ambon.domain.spreadsheets.model import RefusedError

_BROKEN = "Berkas rusak (“{name}” tidak dapat dibaca). Buka lalu simpan ulang di Excel."


def local(tag: Any) -> str:
    """Return the name of a tag without its namespace."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str | None:
    """Return an attribute by its name without namespace."""
    return next((value for key, value in element.attrib.items() if local(key) == name), None)


def text(element: Any) -> str:
    """Return all text inside an element."""
    return "".join(element.itertext())


def tree(archive: ZipFile, name: str) -> Any:
    """Return the root of a small part of the archive, None where there is no such part."""
    if name not in archive.namelist():
        return None
    try:
        with archive.open(name) as file:
            refuse_entities(file, name)
        with archive.open(name) as file:
            return etree.parse(file, _parser()).getroot()
    except (etree.XMLSyntaxError, BadZipFile, EOFError) as error:
        raise RefusedError(_BROKEN.format(name=name)) from error


def elements(archive: ZipFile, name: str, *tags: str) -> Iterator[Any]:
    """Yield the named elements one by one, each emptied after use."""
    wanted = [f"{{*}}{tag}" for tag in tags]
    try:
        with archive.open(name) as file:
            refuse_entities(file, name)
        with archive.open(name) as file:
            for _event, element in etree.iterparse(
                file, tag=wanted, resolve_entities=False, no_network=True, huge_tree=True
            ):
                yield element
                _forget(element)
    except (etree.XMLSyntaxError, BadZipFile, EOFError, KeyError) as error:
        raise RefusedError(_BROKEN.format(name=name)) from error


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


def refuse_entities(file: IO[bytes], name: str) -> None:
    """Refuse a document type: no office program writes one, and it can hold a bomb."""
    head = file.read(4096).replace(b"\x00", b"")
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise RefusedError(f"Berkas memuat definisi XML yang tidak diizinkan (“{name}”).")


def _forget(element: Any) -> None:
    element.clear()
    while element.getprevious() is not None and element.getparent() is not None:
        del element.getparent()[0]
