"""One value against its column: the type decides, and what has two readings is asked back."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from string import Formatter
from typing import Any

import pytest

from ckanext.ambon.domain import table_standards
from ckanext.ambon.domain.table_standards import Column, values
from ckanext.ambon.domain.table_standards.refusals import MESSAGES, CellError, refusal


def column(kind: str, **told: Any) -> Column:
    return Column("isi", {"id": "Isi", "en": "Content"}, kind, {}, **told)


REGION = column("code", vocabulary="regions", levels=("kelurahan", "desa"))


@pytest.mark.parametrize(
    ("kind", "written", "wanted"),
    [
        ("integer", "1.234", 1234),
        ("integer", "1.234.567", 1234567),
        ("integer", 12, 12),
        ("integer", 12.0, 12),
        ("number", "12,5", Decimal("12.5")),
        ("number", "1.234,5", Decimal("1234.5")),
        ("number", "-3.6954", Decimal("-3.6954")),
        ("number", "0.125", Decimal("0.125")),
        ("currency", "1.250.000", Decimal(1250000)),
        ("currency", "14.000,5", Decimal("14000.5")),
        ("year", "2026", 2026),
        ("date", "01/10/2025", date(2025, 10, 1)),
        ("date", "2025-10-01", date(2025, 10, 1)),
        ("date", datetime(2025, 10, 1), date(2025, 10, 1)),
        ("boolean", "Ya", True),
        ("code", 81, "81"),
        ("text", "  =1+1 ", "=1+1"),
        ("text", "   ", None),
    ],
)
def test_a_value_is_read_by_its_column(kind: str, written: Any, wanted: Any) -> None:
    found = values.read(column(kind), written)
    assert (found, type(found)) == (wanted, type(wanted))


def test_a_dot_in_rupiah_parts_thousands() -> None:
    assert values.read(column("currency", unit="rupiah"), "14.000") == 14000
    with pytest.raises(CellError):
        values.read(column("currency", unit="miliar rupiah"), "14.000")


@pytest.mark.parametrize(
    ("written", "wanted"), [("128.195", "128.195"), ("128,195", "128.195"), ("-3.695", None)]
)
def test_limits_decide_what_a_dot_is(written: str, wanted: str | None) -> None:
    longitude = column("number", min=Decimal(128), max=Decimal("128.4"))
    if wanted is None:
        with pytest.raises(CellError):
            values.read(longitude, written)
    else:
        assert values.read(longitude, written) == Decimal(wanted)


@pytest.mark.parametrize(
    ("kind", "written", "told"),
    [
        ("number", "1.234", "1234 atau 1,234"),
        ("integer", "12,5", "tanpa koma"),
        ("integer", "seribu", "desimal dengan koma"),
        ("integer", "nan", "kosongkan"),
        ("integer", "9" * 30, "Periksa banyaknya angka"),
        ("number", float("inf"), "bilangannya saja"),
        ("year", "26", "empat angka"),
        ("date", "31/02/2026", "hari/bulan/tahun"),
        ("boolean", "mungkin", "ya atau tidak"),
        ("text", "a" * 3000, "Persingkat"),
        ("text", "a\x00b", "Ketik ulang"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_to_do(kind: str, written: Any, told: str) -> None:
    with pytest.raises(CellError) as refused:
        values.read(column(kind), written)
    assert told in refused.value.fix


@pytest.mark.parametrize("text", ["-0.5", "0", "101"])
def test_limits_hold(text: str) -> None:
    percent = column("percent", min=Decimal(1), max=Decimal(100), unit="%")
    with pytest.raises(CellError):
        values.read(percent, text)


@pytest.mark.parametrize(
    "text", ["81.71.03.1018", "Kelurahan Lateri", "lateri", "8171031018", "Lateri (kelurahan)"]
)
def test_a_region_is_taken_by_code_label_or_name(text: str) -> None:
    assert values.read(REGION, text) == "81.71.03.1018"


@pytest.mark.parametrize(
    ("text", "why", "fix"),
    [
        ("Kota Ambon", "bukan kelurahan atau desa", ""),
        ("Nusaniwe", "dapat berarti beberapa", "“Kelurahan Nusaniwe”, “Desa/Negeri Nusaniwe”"),
        ("Latteri", "", "Kelurahan Lateri"),
    ],
)
def test_a_region_that_is_not_clear_is_asked_back(text: str, why: str, fix: str) -> None:
    with pytest.raises(CellError) as refused:
        values.read(REGION, text)
    assert why in refused.value.why
    assert fix in refused.value.fix


@pytest.mark.parametrize("standard", table_standards.standards(), ids=lambda one: one.name)
def test_what_a_form_shows_is_read_back_equal(standard: table_standards.Standard) -> None:
    for one in standard.columns:
        value = values.read(one, one.example)
        assert values.read(one, values.shown(one, value)) == value


@pytest.mark.parametrize("name", MESSAGES)
def test_every_refusal_is_said_in_both_languages_with_the_same_told(name: str) -> None:
    fields = [
        {field for part in parts for _, field, _, _ in Formatter().parse(part) if field}
        for parts in (MESSAGES[name]["id"], MESSAGES[name]["en"])
    ]
    assert fields[0] == fields[1]
    refused = refusal(name, **dict.fromkeys(fields[0], "x"))
    assert refused.text("id") == str(refused) != refused.text("en")
