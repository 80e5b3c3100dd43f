"""A large text file by whole columns says what Python's reader says of it, row by row."""

from __future__ import annotations

import csv
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ckanext.ambon.domain.spreadsheets import (
    converting,
    delimited,
    figures,
    forms,
    looks,
    read,
    storing,
    textparts,
)
from ckanext.ambon.domain.spreadsheets.amounts import Amounts
from ckanext.ambon.domain.spreadsheets.column import Decision, text_of
from ckanext.ambon.domain.spreadsheets.large import Rows
from ckanext.ambon.domain.spreadsheets.limits import Limits
from ckanext.ambon.domain.spreadsheets.looks import Seen
from ckanext.ambon.domain.spreadsheets.marks import MISSING, Legend
from ckanext.ambon.domain.spreadsheets.model import Cell
from tests.unit.spreadsheets import making
from tests.unit.spreadsheets.test_large import CHANGES, text

SIGNS = st.text('0019,.%-/ aBÉ\t"\n\r;', max_size=9)


def plain(told: str, sign: str = ";") -> list[list[str]]:
    records = csv.reader(StringIO(told, newline=""), delimiter=sign, skipinitialspace=True)
    return [[f if f.strip(textparts.BLANK) else "" for f in record] for record in records]


def by_columns(told: str, sign: str = ";") -> list[list[str]]:
    dialect = textparts.Dialect("utf-8", sign, is_declared=False)
    parts = textparts.parts(BytesIO(told.encode()), dialect)
    return [list(row) for part in parts for row in part.frame.iter_rows()]


def filled(rows: list[list[str]]) -> list[list[str]]:
    """Return rows without blank fields at their end."""
    return [row[: max((n for n, one in enumerate(row, 1) if one), default=0)] for row in rows]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.lists(SIGNS, min_size=1, max_size=4), min_size=1, max_size=6))
def test_any_lines_give_the_same_fields(lines: list[list[str]]) -> None:
    told = "\n".join(";".join(line) for line in lines) + "\n"
    assert filled(by_columns(told)) == filled(plain(told))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(SIGNS, min_size=1, max_size=4), min_size=1, max_size=6))
def test_written_rows_give_the_same_fields(lines: list[list[str]]) -> None:
    told = StringIO()
    csv.writer(told, delimiter=";").writerows(lines)
    assert filled(by_columns(told.getvalue())) == filled(plain(told.getvalue()))


@pytest.mark.parametrize(
    "told",
    [
        'a;b\n1;"x;y"\n2;"z"\n',
        'a;b\n1;"two\nlines"\n2;z\n',
        'a;b\n1;5" pipe\n2;z\n',
        "a;b\n1; x\n 2;z\n",
        'a;b\n1; "x"\n2;z\n',
        "a;b\n1;2;3\n2;z\n",
        "a;b\n\n\n2;z",
        "judul\na;b\n2;z\n",
        "a\nb\n\nc\n",
    ],
)
def test_odd_lines_give_the_same_fields(told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = filled(by_columns(told))
    # Every line a part of its own: what is learnt of the first holds for the rest.
    monkeypatch.setattr(textparts, "_FIRST", 1)
    monkeypatch.setattr(textparts, "_BLOCK", 4)
    assert filled(by_columns(told)) == whole == filled(plain(told))


@settings(max_examples=150, deadline=None)
@given(st.lists(SIGNS, min_size=1, max_size=300))
def test_texts_of_one_form_look_alike(texts: list[str]) -> None:
    given_texts = [one for one in dict.fromkeys(texts) if one]
    found = forms.unseen(pl.Series(given_texts, dtype=pl.String), Seen())
    seen: dict[str, set[object]] = {}
    for one, _place, form, _cased in found.iter_rows():
        seen.setdefault(form, set()).add(looks.look_of_text(one))
    assert all(len(looks_of_one) == 1 for looks_of_one in seen.values())


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text("0019,.%-/ aB", min_size=1, max_size=6), min_size=2, max_size=60))
def test_a_known_form_is_known_by_its_pattern(texts: list[str]) -> None:
    """Once a form is known, exactly the texts of that form are looked at no more."""
    series = pl.Series(list(dict.fromkeys(texts)), dtype=pl.String)
    every = forms.unseen(series, Seen())
    first = every.row(0)
    seen = Seen()
    seen.common.add(first[2])
    left = set(forms.unseen(series, seen).get_column("text"))
    alike = set(every.filter(pl.col("form") == first[2]).get_column("text"))
    assert left == set(every.get_column("text")) - alike


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_what_is_stored_is_what_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[list[str]], None]
) -> None:
    monkeypatch.setattr(delimited, "LARGE", 1)
    monkeypatch.setattr(textparts, "_BLOCK", 5000)
    table = read(making.csv(tmp_path / "a.csv", text(change))).tables[0]
    assert isinstance(table.rows, Rows)
    stored = [row for frame in storing.frames(table.rows) for row in frame.rows()]
    values = [tuple(None if one is None else str(one) for one in row) for row in table.rows]
    assert stored == values


@pytest.mark.filterwarnings("error")
def test_who_stops_early_leaves_no_open_file(tmp_path: Path) -> None:
    path = making.csv(tmp_path / "a.csv", text(lambda lines: None))
    stream = delimited.stream(path, Limits(), "a", None)
    parts = stream.parts()
    assert len(next(parts)) > 0
    parts.close()
    assert [one for one in Path("/proc/self/fd").iterdir() if one.resolve() == path] == []


NUMBERS = st.one_of(
    st.from_regex(r"(0|[1-9]\d{0,2})([.,]\d{1,3}){0,3}", fullmatch=True),
    st.from_regex(r"\d{1,6}([.,]\d{1,4})?", fullmatch=True),
    st.sampled_from(
        ["", "-", "1.234", "1,234", "0,5", "0.5", "12,5 %", "(500)", "Rp 1.000", "tad"]
    ),
)


@pytest.mark.parametrize("style", [figures.ID, figures.EN, None])
@pytest.mark.parametrize("kind", ["integer", "number"])
@settings(max_examples=150, deadline=None)
@given(st.lists(NUMBERS, min_size=1, max_size=40))
def test_a_number_is_stored_as_it_is_read(style: str | None, kind: str, texts: list[str]) -> None:
    amounts = Amounts(Legend(), style)
    convert = amounts.whole if kind == "integer" else amounts.of
    decision = Decision(kind, convert, read=amounts.of)
    read = converting.column(decision)(texts)
    stored = storing._Column(decision)(pl.Series(texts, dtype=pl.String)).to_list()
    assert [None if one is None else Decimal(one) for one in stored] == read


@pytest.mark.parametrize("kind", ["text", "code"])
@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(max_size=9) | st.text("0012 '-aB\xa0\u200b", max_size=9), min_size=1))
def test_a_text_is_stored_as_it_is_read(kind: str, texts: list[str]) -> None:
    def convert(cell: Cell | None) -> str | None:
        found = text_of(cell)
        return None if found is None or found.lower() in MISSING else found

    decision = Decision(kind, convert)
    stored = storing._Column(decision)(pl.Series(texts, dtype=pl.String)).to_list()
    assert stored == converting.column(decision)(texts)
