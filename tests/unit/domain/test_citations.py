"""A regulation is found as offices write it, and nothing else is taken for one."""

from __future__ import annotations

import pytest

from ckanext.ambon.domain import citations


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("sebelum Perda 2/2006", "perda-2-2006"),
        ("Peraturan Wali Kota Ambon 16/2021, berlaku 24 Mei", "perwali-16-2021"),
        ("Peraturan Walikota Ambon Nomor 16 Tahun 2021", "perwali-16-2021"),
        ("Peraturan Daerah Kota Ambon No. 5.a Tahun 2020", "perda-5a-2020"),
        ("Keputusan Wali Kota 042/2014", "kepwali-42-2014"),
    ],
)
def test_a_regulation_of_the_city_is_found(text: str, key: str) -> None:
    assert [cited.key for cited in citations.regulations(text)] == [key]


@pytest.mark.parametrize(
    "text",
    [
        "Peraturan Daerah Provinsi Maluku Nomor 3 Tahun 2019",
        "Peraturan Menteri 16/2021",
        "ditetapkan dengan Peraturan Wali Kota tahun 2022",
        "",
    ],
)
def test_what_is_no_regulation_of_the_city_is_not(text: str) -> None:
    assert citations.regulations(text) == ()


def test_what_is_named_twice_stands_once_in_the_order_of_the_text() -> None:
    text = "Perwali 16/2021 mengubah Perda 2/2006; lihat Perwali Nomor 16 Tahun 2021."
    assert [cited.key for cited in citations.regulations(text)] == [
        "perwali-16-2021",
        "perda-2-2006",
    ]
