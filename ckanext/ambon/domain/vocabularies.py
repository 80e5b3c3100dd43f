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
        super().__init__(f"{file}, baris {line}: {message}")


@cache
def vocabulary(name: str) -> tuple[Term, ...]:
    """Return the values of the list `name`, in the order of its file.

    Raises `VocabularyError` if the file is missing, or a row lacks a value or a label.
    """
    return read(paths.SCHEMAS / "vocabularies" / f"{name}.yaml")


def read(file: Path) -> tuple[Term, ...]:
    """Return the values that `file` holds."""
    terms = tuple(_term(file.name, row, line) for row, line in rows(file))
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
        node = yaml.compose(file.read_text(), Loader=yaml.SafeLoader)
    except FileNotFoundError:
        raise VocabularyError(file.name, 0, "berkas tidak ada.") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise VocabularyError(file.name, line, f"YAML tidak terbaca: {error.problem}.") from error
    loader = yaml.SafeLoader("")
    found = []
    for item in node.value if node else []:
        found.append((loader.construct_object(item, deep=True), item.start_mark.line + 1))
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


@cache
def _by_value(name: str) -> Mapping[str, Term]:
    return {found.value: found for found in vocabulary(name)}


def _term(file: str, row: Any, line: int) -> Term:
    if not isinstance(row, dict) or not isinstance(row.get("value"), str):
        raise VocabularyError(file, line, "tiap butir perlu `value` berupa teks.")
    given = row.get("label")
    labels: dict[str, str] = given if isinstance(given, dict) else {}
    missing = [word for word in LANGUAGES if not labels.get(word)]
    if missing:
        message = f"“{row['value']}” belum berlabel: {', '.join(missing)}."
        raise VocabularyError(file, line, message)
    rest = {key: value for key, value in row.items() if key not in ("value", "label")}
    return Term(row["value"], labels, rest, line)
