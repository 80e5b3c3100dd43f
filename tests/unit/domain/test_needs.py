"""Needs lead to services by the words of their titles."""

from __future__ import annotations

import pytest

from ckanext.ambon.domain import needs, vocabularies


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Penerbitan KTP elektronik baru", ("ktp",)),
        ("Surat keterangan pindah datang", ("pindah-alamat",)),
        ("Izin usaha mikro", ("buka-usaha",)),
        ("Pemadaman kebakaran dan penyelamatan", ("keadaan-darurat",)),
        ("Kunjungan Command Center", ()),
    ],
)
def test_a_title_answers_the_needs_whose_words_it_holds(
    title: str, expected: tuple[str, ...]
) -> None:
    assert needs.needs_of(title) == expected


def test_a_word_inside_another_is_none() -> None:
    assert needs.needs_of("Pengusahaan hutan") == ()


def test_every_need_has_words() -> None:
    assert [
        one.value for one in vocabularies.vocabulary("needs") if not one.data.get("words")
    ] == []
