"""What is asked before a table goes in the place of another."""

from __future__ import annotations

from typing import Any

import pytest

from ckanext.ambon.domain.table_changes import Measures, changes

OLD: dict[str, Any] = {
    "columns": {"tahun": {"name": "tahun"}, "harga": {"name": "harga", "unit": "Rp"}},
    "sizes": {"harga": (14000, 20000)},
    "periods": {"tahun": {"2023": 0, "2024": 0}},
}


def keys(**changed: Any) -> list[str]:
    return [one.key for one in changes(Measures(**OLD), Measures(**{**OLD, **changed}))]


def test_the_same_table_asks_nothing() -> None:
    assert keys() == []


@pytest.mark.parametrize(
    ("changed", "asked"),
    [
        ({"columns": {"tahun": {}}}, "gone:harga"),
        ({"columns": {"tahun": {}, "harga": {"unit": "ribu Rp"}}}, "unit:harga"),
        ({"columns": {"tahun": {}, "harga": {}}}, "unit:harga"),
        ({"sizes": {"harga": (14_000_000, 20_000_000)}}, "size:harga"),
        ({"sizes": {"harga": (14, 20)}}, "size:harga"),
        ({"sizes": {"harga": (14000, 20_000_000)}}, "size:harga"),
        ({"periods": {"tahun": {"2024": 0, "2025": 0}}}, "period:tahun"),
        ({"periods": {"tahun": {"2023": 0, "2024": 38}}}, "double:tahun"),
    ],
)
def test_what_may_be_a_mistake_is_asked(changed: dict[str, Any], asked: str) -> None:
    assert keys(**changed) == [asked]


def test_growth_and_a_new_period_are_no_mistakes() -> None:
    assert keys(sizes={"harga": (20000, 31000)}) == []
    assert keys(periods={"tahun": {"2023": 0, "2024": 0, "2025": 0}}) == []


def test_one_period_may_follow_another() -> None:
    old = Measures(**{**OLD, "periods": {"tahun": {"2024": 0}}})
    new = Measures(**{**OLD, "periods": {"tahun": {"2025": 0}}})
    assert list(changes(old, new)) == []
