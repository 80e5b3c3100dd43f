"""The files of schemas/tables/ read and checked; a mistake is told with file and line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from ckanext.ambon.domain import vocabularies
from ckanext.ambon.domain.spreadsheets import naming
from ckanext.ambon.domain.table_standards import values
from ckanext.ambon.domain.table_standards.model import (
    NUMERIC,
    Column,
    Standard,
    StandardError,
)
from ckanext.ambon.domain.table_standards.refusals import CellError
from ckanext.ambon.domain.vocabularies import VocabularyError

REQUIRED = ("title", "description", "topic", "key", "columns")
OPTIONAL = ("coordinates", "further_columns", "gaps")
COLUMN_REQUIRED = ("name", "label", "type", "definition")
BILINGUAL = ("label", "definition", "form", "title", "description", "gaps")

Place = tuple[str | int, ...]


@dataclass(frozen=True)
class _Source:
    """What a file holds, and the line of every part of it."""

    file: str
    data: Mapping[str, Any]
    lines: Mapping[Place, int]

    def refuse(self, message: str, *place: str | int) -> StandardError:
        while place not in self.lines:
            place = place[:-1]
        return StandardError(self.file, self.lines[place], message)


def read(file: Path) -> Standard:
    """Return the standard that a file tells; raises `StandardError` where it is wrong."""
    source = _source(file)
    _check_keys(source, source.data, (), REQUIRED, OPTIONAL)
    _check_words(source, source.data, ())
    columns = tuple(_column(source, row, at) for at, row in enumerate(_rows(source)))
    coordinates = source.data.get("coordinates")
    standard = Standard(
        name=file.stem,
        title=source.data["title"],
        description=source.data["description"],
        topic=source.data["topic"],
        key=tuple(source.data["key"]),
        columns=columns,
        coordinates=(coordinates["latitude"], coordinates["longitude"]) if coordinates else None,
        further_columns=source.data.get("further_columns", True),
        gaps=source.data.get("gaps"),
    )
    _check_whole(source, standard)
    return standard


def _source(file: Path) -> _Source:
    try:
        node = yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error)
        line = mark.line + 1 if mark else 1
        raise StandardError(file.name, line, f"YAML tidak terbaca: {problem}.") from error
    except UnicodeDecodeError as error:
        raise StandardError(file.name, 1, "simpan berkas ini sebagai UTF-8.") from error
    if not isinstance(node, yaml.MappingNode):
        raise StandardError(file.name, 1, "isi berkas harus kunci dan nilai, mulai dari `title:`.")
    data = yaml.SafeLoader("").construct_object(node, deep=True)
    return _Source(file.name, data, dict(_lines(node, ())))


def _lines(node: yaml.Node, place: Place) -> Iterator[tuple[Place, int]]:
    yield place, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*place, key.value), key.start_mark.line + 1
            for inner, line in _lines(value, (*place, key.value)):
                if inner != (*place, key.value):
                    yield inner, line
    elif isinstance(node, yaml.SequenceNode):
        for at, value in enumerate(node.value):
            yield from _lines(value, (*place, at))


def _check_keys(
    source: _Source,
    row: Mapping[str, Any],
    place: Place,
    required: Iterable[str],
    optional: Iterable[str],
) -> None:
    known = (*required, *optional)
    for key in row:
        if key not in known:
            hint = vocabularies.hint(str(key), known)
            raise source.refuse(f"kunci “{key}” tidak dikenal{hint}", *place, key)
    for key in required:
        if row.get(key) in (None, "", [], {}):
            raise source.refuse(f"“{key}” belum diisi.", *place, key)


def _check_words(source: _Source, row: Mapping[str, Any], place: Place) -> None:
    for key in BILINGUAL:
        if key not in row:
            continue
        given = row[key] if isinstance(row[key], dict) else {}
        if missing := [lang for lang in vocabularies.LANGUAGES if not given.get(lang)]:
            raise source.refuse(f"“{key}” belum ada dalam: {', '.join(missing)}.", *place, key)


def _rows(source: _Source) -> list[dict[str, Any]]:
    rows = source.data["columns"]
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise source.refuse("`columns` harus daftar: tiap kolom mulai dengan “- name:”.", "columns")
    return rows


def _column(source: _Source, row: dict[str, Any], at: int) -> Column:
    place: Place = ("columns", at)
    optional = [one.name for one in fields(Column) if one.name not in COLUMN_REQUIRED]
    _check_keys(source, row, place, COLUMN_REQUIRED, optional)
    _check_words(source, row, place)
    if naming.slug(str(row["name"])) != row["name"]:
        message = f"nama “{row['name']}” tidak dapat dipakai; tulis “{naming.slug(row['name'])}”."
        raise source.refuse(message, *place, "name")
    _check_lists(source, row, place)
    told = {key: _value(key, value) for key, value in row.items()}
    return Column(**told)


def _value(key: str, value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    return Decimal(str(value)) if key in ("min", "max") else value


def _check_lists(source: _Source, row: Mapping[str, Any], place: Place) -> None:
    if vocabularies.term("column_types", row["type"]) is None:
        known = [term.value for term in vocabularies.vocabulary("column_types")]
        message = f"jenis “{row['type']}” tidak dikenal{vocabularies.hint(row['type'], known)}"
        raise source.refuse(message, *place, "type")
    if row.get("vocabulary"):
        try:
            vocabularies.vocabulary(row["vocabulary"])
        except VocabularyError as error:
            message = f"daftar kode “{row['vocabulary']}”: {error}"
            raise source.refuse(message, *place, "vocabulary") from error
    if row.get("pattern"):
        _check_pattern(source, row, place)
    for end in ("min", "max"):
        is_number = isinstance(row.get(end, 0), int | float)
        if not is_number or (end in row and row["type"] not in NUMERIC):
            raise source.refuse(f"“{end}” perlu bilangan, pada kolom bilangan.", *place, end)


def _check_pattern(source: _Source, row: Mapping[str, Any], place: Place) -> None:
    try:
        re.compile(row["pattern"])
    except re.error as error:
        raise source.refuse(f"pola tidak terbaca: {error}.", *place, "pattern") from error
    if "form" not in row:
        message = "pola perlu `form`: bentuknya dengan kata-kata."
        raise source.refuse(message, *place, "pattern")


def _check_whole(source: _Source, standard: Standard) -> None:
    _check_names(source, standard)
    for name in standard.key:
        if not standard.column(name).required:
            message = f"kolom kunci “{name}” harus wajib (`required: true`)."
            raise source.refuse(message, "key")
    if vocabularies.term("topics", standard.topic) is None:
        raise source.refuse(f"topik “{standard.topic}” tidak dikenal.", "topic")
    _check_examples(source, standard)


def _check_names(source: _Source, standard: Standard) -> None:
    names = [column.name for column in standard.columns]
    for at, name in enumerate(names):
        if name in names[:at]:
            raise source.refuse(f"kolom “{name}” sudah ada.", "columns", at, "name")
    for part, wanted in _named(standard):
        for name in wanted:
            if name not in names:
                hint = vocabularies.hint(name, names)
                raise source.refuse(f"kolom “{name}” tidak ada{hint}", *part)


def _named(standard: Standard) -> Iterator[tuple[Place, tuple[str, ...]]]:
    yield ("key",), standard.key
    yield ("coordinates",), standard.coordinates or ()
    for at, column in enumerate(standard.columns):
        yield ("columns", at, "sum_of"), column.sum_of


def _check_examples(source: _Source, standard: Standard) -> None:
    for at, column in enumerate(standard.columns):
        if column.required and column.example is None:
            message = "kolom wajib perlu `example` untuk lembar contoh."
            raise source.refuse(message, "columns", at)
        try:
            values.read(column, column.example)
        except CellError as error:
            message = f"contoh “{column.example}” keliru: {error.why}"
            raise source.refuse(message, "columns", at, "example") from error
