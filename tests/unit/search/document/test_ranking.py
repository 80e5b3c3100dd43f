"""Ties are won by what is in force, complete, fresh and read, each by little."""

from __future__ import annotations

from typing import Any

import pytest

from ckanext.ambon.search.document import ranking


def rank(reads: int = 0, **fields: Any) -> float:
    return ranking.of({"name": "a", "title": "A", "type": "dataset", **fields}, reads)


def test_nothing_known_is_neither_good_nor_bad() -> None:
    assert 1 <= rank() < 1.05


def test_what_is_read_more_is_before_what_is_read_less() -> None:
    assert rank(reads=0) < rank(reads=10) < rank(reads=1000)


def test_reads_never_outweigh_much() -> None:
    assert rank(reads=10**9) - rank() <= ranking.READ + 0.0001


def test_what_is_fresh_is_before_what_is_late() -> None:
    assert rank(freshness="fresh") > rank(freshness="late") > rank(freshness="very_late")


@pytest.mark.parametrize("status", ["replaced", "revoked", "expired"])
def test_what_no_longer_holds_is_after_what_does_however_often_it_is_read(status: str) -> None:
    old = rank(reads=10**9, freshness="fresh", regulation_status=status)
    assert old < rank(regulation_status="in_force")
