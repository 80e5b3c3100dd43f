"""Regions: their codes in both systems, and which one a name means."""

from __future__ import annotations

import pytest

from ckanext.ambon.domain import regions


def test_the_city_has_five_kecamatan_twenty_kelurahan_thirty_desa() -> None:
    levels = [one.level for one in regions.regions()]
    counts = {level: levels.count(level) for level in ("kecamatan", "kelurahan", "desa")}
    assert counts == {"kecamatan": 5, "kelurahan": 20, "desa": 30}


class TestResolve:
    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("Baguala", "81.71.03"),
            ("Teluk Ambon Baguala", "81.71.03"),
            ("T.A. Baguala", "81.71.03"),
            ("81.71.03", "81.71.03"),
            ("817103", "81.71.03"),
            ("8171030", "81.71.03"),
            ("Kelurahan Nusaniwe", "81.71.01.1006"),
            ("Kec. Nusaniwe", "81.71.01"),
            ("Negeri Nusaniwe", "81.71.01.2003"),
            ("Kelurahan Poka", "81.71.04.2002"),
            ("Negeri Lama", "81.71.03.2004"),
            ("Batu Gaja", "81.71.02.1016"),
            ("Kota Ambon", "81.71"),
            ("97111", "81.71.01.1013"),
        ],
    )
    def test_a_name_or_code_gives_the_region(self, text: str, code: str) -> None:
        assert regions.resolve(text).code == code

    def test_nusaniwe_alone_is_ambiguous_and_says_so(self) -> None:
        found = regions.resolve("Nusaniwe")
        assert found.code is None
        assert len(found.candidates) == 3
        assert all(one.reason for one in found.candidates)

    def test_a_level_decides(self) -> None:
        assert regions.resolve("Nusaniwe", "kecamatan").code == "81.71.01"

    def test_a_shared_post_code_gives_candidates(self) -> None:
        found = regions.resolve("97117")
        assert found.code is None
        assert len(found.candidates) == 4

    @pytest.mark.parametrize("text", ["Surabaya", "35.78", "9999999999", "", "Kelurahan"])
    def test_outside_the_city_nothing_is_found(self, text: str) -> None:
        found = regions.resolve(text)
        assert (found.code, found.candidates) == (None, ())

    def test_a_slip_of_the_finger_is_proposed_not_taken(self) -> None:
        found = regions.resolve("Latuhalt")
        assert found.code is None
        assert [one.code for one in found.candidates] == ["81.71.01.2001"]


class TestBps:
    def test_codes_translate_both_ways_where_both_exist(self) -> None:
        both = [one for one in regions.regions() if one.bps_code]
        assert len(both) == 55
        for one in both:
            assert regions.from_bps(str(one.bps_code)) == one.code
            assert regions.to_bps(one.code) == one.bps_code

    def test_benteng_has_no_bps_code(self) -> None:
        assert regions.to_bps("81.71.01.1008") is None


def test_eleven_post_codes_are_shared() -> None:
    codes = {one.postcode for one in regions.regions() if one.postcode}
    assert len([code for code in codes if len(regions.by_postcode(code)) > 1]) == 11


@pytest.mark.parametrize(
    ("code", "inside"), [("81.71", True), ("81.71.05", True), ("81", False), ("81.72", False)]
)
def test_what_lies_in_the_city(code: str, inside: bool) -> None:  # noqa: FBT001
    assert regions.is_in_city(code) is inside
