"""What is wrong in the files of this folder: checked as a whole before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ckanext.ambon.domain import opd, table_standards, vocabularies
from demo import schema, tables
from demo.read import Entry, Path_, place

# Keys of a file that are no fields of the schema: CKAN's tags; the table; notes for us.
OWN_KEYS = {
    "dataset": {"tags", "columns", "table_standard", "record"},
    "peraturan": {"tags"},
    "layanan": {"tags"},
}


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, and the line it stands in."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}, baris {self.line}: {self.message}"


def problems(entries: Iterable[Entry]) -> list[Problem]:
    """Return everything that is wrong in the entries, in their order."""
    everything = list(entries)
    names = {entry.name for entry in everything if entry.type == "peraturan"}
    found = [*_doubles(everything)]
    for entry in everything:
        found += [*_owner(entry), *_fields(entry), *_links(entry, names), *_table(entry)]
    return found


def _doubles(entries: list[Entry]) -> Iterator[Problem]:
    count = Counter(entry.name for entry in entries)
    for entry in entries:
        if count[entry.name] > 1:
            yield _problem(entry, ("name",), f"nama “{entry.name}” dipakai lebih dari satu entri.")


def _owner(entry: Entry) -> Iterator[Problem]:
    code = entry.fields.get("owner_org")
    if code is None:
        yield _problem(entry, (), "`owner_org` (kode OPD) belum diisi.")
    elif opd.current_code(str(code)) is None:
        known = [found.code for found in opd.opd_list()]
        yield _problem(entry, ("owner_org",), _unknown("OPD", code, known))


def _fields(entry: Entry) -> Iterator[Problem]:
    known = schema.fields(entry.type)
    for key, value in entry.fields.items():
        if key in known:
            yield from _value(entry, (key,), value, known[key])
        elif key not in OWN_KEYS[entry.type]:
            yield _problem(entry, (key,), _unknown("isian", key, known))
    for key, field in known.items():
        if field.get("required") and not entry.fields.get(key) and key != "owner_org":
            yield _problem(entry, (), f"`{key}` ({field['label']['id']}) belum diisi.")


def _value(entry: Entry, path: Path_, value: Any, field: schema.Field) -> Iterator[Problem]:
    if inner := schema.subfields(field):
        yield from _items(entry, path, value, inner)
    elif vocabulary := field.get("vocabulary"):
        listed = isinstance(value, list)
        for index, code in enumerate(value if listed else [value]):
            place = (*path, index) if listed else path
            yield from _code(entry, place, code, vocabulary)


def _items(
    entry: Entry, path: Path_, items: Any, known: Mapping[str, schema.Field]
) -> Iterator[Problem]:
    for index, item in enumerate(items):
        for key, value in item.items():
            place = (*path, index, key)
            if key in known:
                yield from _value(entry, place, value, known[key])
            else:
                yield _problem(entry, place, _unknown("isian", key, known))


def _code(entry: Entry, path: Path_, code: Any, vocabulary: str) -> Iterator[Problem]:
    if not isinstance(code, str):
        yield _problem(entry, path, f"kode {code} perlu tanda kutip: '{code}'.")
    elif vocabularies.term(vocabulary, code) is None:
        known = [term.value for term in vocabularies.vocabulary(vocabulary)]
        yield _problem(entry, path, _unknown(f"kode ({vocabulary})", code, known))


def _links(entry: Entry, names: set[str]) -> Iterator[Problem]:
    for index, basis in enumerate(entry.fields.get("legal_basis", [])):
        target = basis.get("peraturan")
        if target and target not in names:
            place = ("legal_basis", index, "peraturan")
            yield _problem(entry, place, _unknown("peraturan", target, names))


def _table(entry: Entry) -> Iterator[Problem]:
    if entry.table is None:
        return
    columns = entry.fields.get("columns", [])
    yield from _value(entry, ("columns",), columns, schema.file_fields(entry.type)["columns"])
    standard = entry.fields.get("table_standard")
    if standard and table_standards.standard(standard) is None:
        known = [found.name for found in table_standards.standards()]
        yield _problem(entry, ("table_standard",), _unknown("standar tabel", standard, known))
    if not entry.table.exists():
        yield _problem(entry, ("columns",), "data.csv tidak ada di sebelahnya.")
    elif tables.header(entry.table) != [column.get("name") for column in columns]:
        yield _problem(entry, ("columns",), "kolomnya tidak sama dengan kepala data.csv.")
    else:
        yield from _cells(entry.table, columns)


def _cells(table: Path, columns: list[Mapping[str, Any]]) -> Iterator[Problem]:
    for line, column, text in tables.wrong_cells(table, columns):
        kind = column.get("vocabulary") or column.get("type")
        yield Problem(place(table), line, f"“{text}” bukan isi kolom {column['name']} ({kind}).")


def _unknown(what: str, code: Any, known: Iterable[str]) -> str:
    near = vocabularies.nearest(str(code), known)
    hint = f" Mungkin maksudnya “{near}”?" if near else ""
    return f"{what} “{code}” tidak dikenal.{hint}"


def _problem(entry: Entry, path: Path_, message: str) -> Problem:
    return Problem(place(entry.file), entry.line(*path), message)
