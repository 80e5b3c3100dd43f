"""Lists of allowed values, read from schemas/vocabularies/: a code and its labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ckanext.ambon import paths

LANGUAGES = ("id", "en")

# What the rows of a list hold besides `value` and `label`; lists not named here hold no more.
FURTHER_KEYS: Mapping[str, frozenset[str]] = {
    "ambiguous_names": frozenset({"candidates"}),
    "column_types": frozenset({"postgres"}),
    "frequencies": frozenset({"word", "days", "months", "grace_days", "state"}),
    "licences": frozenset({"open", "url"}),
    "regions": frozenset(
        {"name", "level", "parent", "bps_code", "bps_name", "postcode", "lat", "lon", "aliases"}
    ),
    "needs": frozenset({"words"}),
    "relation_kinds": frozenset({"inverse"}),
    "topics": frozenset({"description"}),
    "urusan": frozenset({"group"}),
}


@dataclass(frozen=True)
class Term:
    """One value of a list. `data` holds the further keys of its row, `line` where it stands."""

    value: str
    label: Mapping[str, str]
    data: Mapping[str, Any] = field(default_factory=dict)
    line: int = 0


class VocabularyError(ValueError):
    """A file of values is wrong; the message says where and what."""

    def __init__(self, file: str, line: int, message: str) -> None:
        super().__init__(f"{file}, baris {line}: {message}" if line else f"{file}: {message}")
        self.file = file
        self.line = line


@cache
def vocabulary(name: str) -> tuple[Term, ...]:
    """Return the values of the list `name`, in the order of its file.

    Raises `VocabularyError` if the file is missing, or a row lacks a value or a label.
    """
    return read(paths.SCHEMAS / "vocabularies" / f"{name}.yaml")


def read(file: Path) -> tuple[Term, ...]:
    """Return the values that `file` holds."""
    terms = tuple(_term(file, row, line) for row, line in rows(file))
    seen: dict[str, int] = {}
    for term in terms:
        if term.value in seen:
            message = f"“{term.value}” sudah ada di baris {seen[term.value]}."
            raise VocabularyError(file.name, term.line, message)
        seen[term.value] = term.line
    return terms


def rows(file: Path) -> list[tuple[dict[str, Any], int]]:
    """Return the rows of a YAML list, each with the line it begins in."""
    try:
        node = yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
        items = node.value if isinstance(node, yaml.SequenceNode) else []
        found = [(_row(file, item), item.start_mark.line + 1) for item in items]
    except FileNotFoundError:
        raise VocabularyError(file.name, 0, "berkas tidak ada.") from None
    except UnicodeDecodeError as error:
        raise VocabularyError(file.name, 0, "simpan berkas ini sebagai UTF-8.") from error
    except yaml.YAMLError as error:
        raise _unreadable(file, error) from error
    if node is not None and not isinstance(node, yaml.SequenceNode):
        raise VocabularyError(
            file.name, 1, "isi berkas harus daftar: tiap butir mulai dengan “- ”."
        )
    return found


def term(name: str, value: str) -> Term | None:
    """Return the term of the list `name` that has `value`, if any."""
    return _by_value(name).get(value)


def label(name: str, value: str, language: str = "id") -> str:
    """Return the label of a value in a language; the value itself where it is unknown."""
    found = term(name, value)
    if found is None:
        return value
    return found.label.get(language) or found.label["id"]


def nearest(text: str, known: Iterable[str]) -> str | None:
    """Return the known word nearest to `text`, if any is near."""
    lowered = {word.lower(): word for word in known}
    matches = get_close_matches(text.lower(), lowered, n=1, cutoff=0.6)
    return lowered[matches[0]] if matches else None


def hint(text: str, known: Iterable[str]) -> str:
    """Return the end of a message on an unknown word: the nearest known one, or a full stop."""
    near = nearest(text, known)
    return f"; yang terdekat: “{near}”." if near else "."


def refuse_unknown(file: str, line: int, given: Iterable[str], known: Iterable[str]) -> None:
    """Raise `VocabularyError` for the first key that is not known, with the nearest one."""
    everything = tuple(known)
    for key in given:
        if key not in everything:
            raise VocabularyError(
                file, line, f"kolom “{key}” tidak dikenal{hint(str(key), everything)}"
            )


@cache
def _by_value(name: str) -> Mapping[str, Term]:
    return {found.value: found for found in vocabulary(name)}


def _row(file: Path, node: yaml.Node) -> dict[str, Any]:
    row = yaml.SafeLoader("").construct_object(node, deep=True)
    if not isinstance(row, dict):
        line = node.start_mark.line + 1
        raise VocabularyError(file.name, line, "tiap butir perlu kolom, misalnya `value: …`.")
    return row


def _unreadable(file: Path, error: yaml.YAMLError) -> VocabularyError:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error)
    return VocabularyError(
        file.name, mark.line + 1 if mark else 0, f"YAML tidak terbaca: {problem}."
    )


def _term(file: Path, row: dict[str, Any], line: int) -> Term:
    if file.stem == "opd":
        return _opd_term(file, row, line)
    known = FURTHER_KEYS.get(file.stem, frozenset())
    refuse_unknown(file.name, line, row, ("value", "label", *sorted(known)))
    if not isinstance(row.get("value"), str):
        raise VocabularyError(file.name, line, "tiap butir perlu `value` berupa teks.")
    given = row.get("label")
    labels: dict[str, str] = given if isinstance(given, dict) else {}
    missing = [word for word in LANGUAGES if not labels.get(word)]
    if missing:
        message = f"“{row['value']}” belum berlabel: {', '.join(missing)}."
        raise VocabularyError(file.name, line, message)
    rest = {key: value for key, value in row.items() if key in known}
    return Term(row["value"], labels, rest, line)


def _opd_term(file: Path, row: dict[str, Any], line: int) -> Term:
    """Read a row of `opd.yaml`, where `code` is the value and the titles are the labels."""
    code, title = row.get("code"), row.get("title")
    if not isinstance(code, str) or not isinstance(title, str):
        raise VocabularyError(file.name, line, "tiap OPD perlu `code` dan `title` berupa teks.")
    labels = {"id": title, "en": row.get("title_en") or title}
    rest = {key: value for key, value in row.items() if key not in ("code", "title", "title_en")}
    return Term(code, labels, rest, line)
