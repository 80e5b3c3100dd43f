"""A word with a slip is taken for the nearest that the catalogue knows; a right one never."""

from __future__ import annotations

import pytest

from ckanext.ambon.search.asking import slips, terms

WORDS = {"kebakaran": 9, "puskesmas": 7, "penduduk": 40, "retribusi": 5, "tarif": 6, "sampah": 8}


@pytest.fixture(autouse=True)
def _index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terms, "of", lambda _field: WORDS)
    monkeypatch.setattr(slips, "_vocabulary", slips.Vocabulary())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kebakran", "kebakaran"),
        ("puskemas", "puskesmas"),
        ("pendduduk", "penduduk"),
        ("tarip", "tarif"),
        ("retribsui", "retribusi"),
    ],
)
def test_a_slip_is_mended(typed: str, meant: str) -> None:
    assert slips.meant(typed) == meant


@pytest.mark.parametrize("right", ["sampah", "sampan", "2021", "ktp", "kapal", "xyzzyplugh"])
def test_what_is_right_short_or_unlike_everything_is_left_alone(right: str) -> None:
    assert slips.meant(right) is None


def test_the_words_of_the_index_are_read_once_in_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(terms, "of", lambda field: asked.append(field) or WORDS)
    for word in ("kebakran", "puskemas", "tarip"):
        slips.meant(word)
    assert asked == ["ambon_exact"]
