"""Numbers, dates, sizes and periods as people read them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ckanext.ambon.domain import columns, numbers


@pytest.mark.parametrize(
    ("value", "text"),
    [(1234, "1.234"), (1234.5, "1.234,5"), (Decimal("0.125"), "0,125"), (0, "0"), (-5, "-5")],
)
def test_a_number_in_indonesian(value: float, text: str) -> None:
    assert numbers.number_text(value) == text


def test_a_number_in_english() -> None:
    assert numbers.number_text(1234.5, "en") == "1,234.5"


def test_a_date_in_words() -> None:
    assert numbers.date_text(date(2026, 11, 24)) == "24 November 2026"
    assert numbers.date_text(date(2026, 8, 1), "id") == "1 Agustus 2026"


@pytest.mark.parametrize(
    ("size", "text"), [(0, "0 B"), (999, "999 B"), (1_234_567, "1,2 MB"), (5 * 10**12, "5 TB")]
)
def test_a_size(size: int, text: str) -> None:
    assert numbers.size_text(size) == text


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (date(2018, 1, 1), date(2025, 12, 31), "2018–2025"),
        (date(2025, 1, 1), date(2025, 12, 31), "2025"),
        (date(2025, 9, 1), date(2025, 11, 30), "September–November 2025"),
        (date(2024, 11, 1), date(2025, 2, 28), "November 2024–Februari 2025"),
        (date(2024, 2, 1), date(2024, 2, 29), "Februari 2024"),
        (date(2025, 9, 2), date(2025, 11, 30), "2 September 2025 – 30 November 2025"),
        (date(2025, 9, 1), date(2025, 9, 1), "1 September 2025"),
        (date(2025, 9, 1), None, "1 September 2025"),
        (None, date(2025, 12, 31), "31 Desember 2025"),
        (None, None, ""),
    ],
)
def test_a_period(start: date | None, end: date | None, text: str) -> None:
    assert numbers.period_text(start, end) == text


def test_a_period_in_english() -> None:
    assert numbers.period_text(date(2025, 5, 1), date(2025, 8, 31), "en") == "May–August 2025"


class TestColumns:
    @pytest.mark.parametrize(
        ("kind", "postgres"),
        [("integer", "bigint"), ("currency", "numeric"), ("year", "integer"), ("code", "text")],
    )
    def test_a_column_becomes_a_field(self, kind: str, postgres: str) -> None:
        found = columns.datastore_fields(
            [{"name": "a", "type": kind, "label": "A", "unit": "jiwa"}]
        )
        assert found == [
            {"id": "a", "type": postgres, "info": {"label": "A", "notes": "", "unit": "jiwa"}}
        ]

    def test_an_unknown_type_is_named(self) -> None:
        with pytest.raises(ValueError, match="a: jenis kolom “uang” tidak dikenal"):
            columns.datastore_fields([{"name": "a", "type": "uang"}])
