"""Forms of a word meet, other words do not."""

from __future__ import annotations

import pytest

from ckanext.ambon.domain.words.stems import stem


@pytest.mark.parametrize(
    "words",
    [
        "sekolah bersekolah", "rumah perumahan", "penduduk kependudukan",
        "menganggur pengangguran penganggur", "sehat kesehatan", "izin ijin perizinan",
        "sampah persampahan", "layanan pelayanan", "kerja pekerjaan ketenagakerjaan",
        "kelola mengelola pengelolaan", "padam memadamkan pemadaman", "lurah kelurahan",
        "camat kecamatan", "pilih pemilih pemilihan", "masalah permasalahan",
    ],
)  # fmt: skip
def test_forms_of_a_word_have_one_stem(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("pengangguran", "anggaran"), ("pengangguran", "anggur"), ("kelurahan", "keluar"),
        ("kelurahan", "keluarga"), ("penduduk", "kedudukan"), ("negeri", "negara"),
        ("pemerintah", "perintah"), ("disabilitas", "abilitas"), ("sekolah", "seko"),
        ("angkutan", "angkatan"), ("kepala", "pala"), ("penyandang", "sandang"),
    ],
)  # fmt: skip
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)
