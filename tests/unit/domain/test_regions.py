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
            ("Kel.Nusaniwe", "81.71.01.1006"),
            ("KEL URIMESING", "81.71.01.1011"),
            ("Rumahtiga", "81.71.04.2003"),
            ("Durian Patah", "81.71.04.2001"),
            ("Kecamatan Teluk Ambon", "81.71.04"),
            ("Hative Besar, Kec. Teluk Ambon, Kota Ambon", "81.71.04.2006"),
            ("Kel. Nusaniwe Kec. Nusaniwe", "81.71.01.1006"),
            ("Lateri Kota Ambon", "81.71.03.1018"),
            ("Ambon", "81.71"),
            ("8171", "81.71"),
            ("81.71.01.1006", "81.71.01.1006"),
            ("8171011006", "81.71.01.1006"),
            ("8171010005", "81.71.01.1006"),
            ("8171010005.0", "81.71.01.1006"),
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

    @pytest.mark.parametrize(
        ("text", "level", "code"),
        [
            ("Nusaniwe", "kecamatan", "81.71.01"),
            ("Nusaniwe", "desa", "81.71.01.2003"),
            ("Kelurahan Nusaniwe", "kelurahan", "81.71.01.1006"),
            ("Poka", "kelurahan", "81.71.04.2002"),
            ("Ambon", "kota", "81.71"),
        ],
    )
    def test_a_level_decides(self, text: str, level: str, code: str) -> None:
        assert regions.resolve(text, level).code == code

    def test_the_lowest_level_leaves_kelurahan_and_desa_of_one_name(self) -> None:
        found = regions.resolve("Nusaniwe", "kelurahan")
        assert found.code is None
        assert [one.code for one in found.candidates] == ["81.71.01.1006", "81.71.01.2003"]

    def test_a_word_that_the_list_contradicts_is_said(self) -> None:
        assert "daftar resmi menyebutnya desa" in regions.resolve("Kelurahan Poka").reason

    @pytest.mark.parametrize(
        ("text", "level", "code"),
        [
            ("Kelurahan Baguala", None, "81.71.03"),
            ("Kec. Poka", None, "81.71.04.2002"),
            ("Baguala", "kelurahan", "81.71.03"),
            ("Kelurahan Nusaniwe", "kecamatan", "81.71.01"),
        ],
    )
    def test_a_region_of_another_kind_is_proposed_not_taken(
        self, text: str, level: str | None, code: str
    ) -> None:
        found = regions.resolve(text, level)
        assert found.code is None
        assert [one.code for one in found.candidates] == [code]

    def test_a_name_is_looked_for_in_the_kecamatan_that_is_said(self) -> None:
        found = regions.resolve("Nusaniwe, Kec. Nusaniwe")
        assert [one.code for one in found.candidates] == ["81.71.01.1006", "81.71.01.2003"]
        assert regions.resolve("Poka, Kec. Sirimau").code is None
        assert "tidak dikenal" in regions.resolve("Poka, Kec. Leihitu").reason

    @pytest.mark.parametrize("text", ["Teluk", "Kecamatan", "Batu", "Kota"])
    def test_half_a_name_is_no_name(self, text: str) -> None:
        assert regions.resolve(text).code is None

    def test_a_code_with_dots_is_never_read_as_one_of_bps(self) -> None:
        assert regions.resolve("8171021001").reason == "kode BPS"
        assert regions.resolve("81.71.02.1001").code is None

    def test_four_digits_of_elsewhere_are_said_to_differ_by_system(self) -> None:
        found = regions.resolve("1101")
        assert (found.code, found.candidates) == (None, ())
        assert "Kemendagri dan BPS" in found.reason

    def test_a_shared_post_code_gives_candidates(self) -> None:
        found = regions.resolve("97117")
        assert found.code is None
        assert len(found.candidates) == 4

    @pytest.mark.parametrize(
        "text", ["Surabaya", "35.78", "9999999999", "", "Kelurahan", ".", "Kota Tual", "🌊"]
    )
    def test_outside_the_city_nothing_is_found(self, text: str) -> None:
        found = regions.resolve(text)
        assert (found.code, found.candidates) == (None, ())

    def test_a_slip_of_the_finger_is_proposed_not_taken(self) -> None:
        found = regions.resolve("Latuhalt")
        assert found.code is None
        assert [one.code for one in found.candidates] == ["81.71.01.2001"]


class TestBps:
    def test_no_digits_mean_two_regions(self) -> None:
        digits = {one.code.replace(".", ""): one.code for one in regions.regions()}
        for code, ours in digits.items():
            assert regions.from_bps(code) in (None, ours)

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
