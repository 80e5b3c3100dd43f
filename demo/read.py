"""The files of this folder as entries, each remembering in which line it says what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent

Path_ = tuple[str | int, ...]


class DemoError(ValueError):
    """A file of this folder is wrong; the message says where and what."""


@dataclass(frozen=True)
class Entry:
    """One dataset, regulation or service, as its file tells it."""

    type: str
    name: str
    fields: Mapping[str, Any]
    file: Path
    lines: Mapping[Path_, int] = field(repr=False)
    table: Path | None = None

    def line(self, *path: str | int) -> int:
        """Return the line where the value at `path` stands, or what holds it."""
        while path not in self.lines:
            path = path[:-1]
        return self.lines[path]


class _Loader(yaml.SafeLoader):
    """Dates stay text: that is how the portal takes them."""


_Loader.yaml_implicit_resolvers = {
    sign: [(tag, form) for tag, form in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def entries(root: Path = ROOT) -> list[Entry]:
    """Return every entry; regulations come before the services that name them.

    Raises `DemoError` where a file is missing or is no YAML.
    """
    return [
        *_datasets(root / "datasets"),
        *_listed("peraturan", root / "peraturan.yaml"),
        *_listed("layanan", root / "layanan.yaml"),
    ]


def place(file: Path) -> str:
    """Return how a message names a file: with the folder it lies in."""
    return f"{file.parent.name}/{file.name}"


def _datasets(folder: Path) -> Iterator[Entry]:
    for file in sorted(folder.glob("*/dataset.yaml")):
        node = _compose(file)
        table = file.with_name("data.csv")
        yield Entry("dataset", file.parent.name, _value(node), file, dict(_lines(node)), table)


def _listed(kind: str, file: Path) -> Iterator[Entry]:
    for node in _compose(file).value:
        fields = _value(node)
        name = str(fields.get("name"))
        yield Entry(kind, name, fields, file, dict(_lines(node)))


def _compose(file: Path) -> yaml.Node:
    try:
        node = yaml.compose(file.read_text(encoding="utf-8"), Loader=_Loader)
    except FileNotFoundError:
        message = f"{place(file)}: berkas tidak ada."
        raise DemoError(message) from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        message = f"{place(file)}, baris {line}: YAML tidak terbaca: {error.problem}."
        raise DemoError(message) from error
    if node is None:
        message = f"{place(file)}: berkas kosong."
        raise DemoError(message)
    return node


def _value(node: yaml.Node) -> dict[str, Any]:
    return _Loader("").construct_object(node, deep=True)


def _lines(node: yaml.Node, path: Path_ = ()) -> Iterator[tuple[Path_, int]]:
    """Give the line of every value below a node, by the keys that lead to it."""
    yield path, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _lines(value, (*path, key.value))
    if isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _lines(value, (*path, index))
