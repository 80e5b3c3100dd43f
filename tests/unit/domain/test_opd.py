"""The OPD of the city: the file is sound, and a name in the wild finds its office."""

from __future__ import annotations

from pathlib import Path

import pytest

from ckanext.ambon import paths
from ckanext.ambon.domain import opd
from ckanext.ambon.domain.vocabularies import VocabularyError

FILE = paths.SCHEMAS / "vocabularies" / "opd.yaml"

SPELLINGS = [
    ("Kominfo Kota Ambon", "diskominfo-sandi"),
    ("Dinas Komunikasi, Informatika & Persandian", "diskominfo-sandi"),
    ("Dinas Komunikasi Informatika dan Persandian Kota Ambon", "diskominfo-sandi"),
    ("Kadis Informatika, Komunikasi, dan Persandian", "diskominfo-sandi"),
    ("Diskominfosandi", "diskominfo-sandi"),
    ("DISDUKCAPIL", "disdukcapil"),
    ("Dukcapil", "disdukcapil"),
    ("Kasatpol PP", "satpol-pp"),
    ("Sekot", "sekretariat-kota"),
    ("BPKPSDM", "bkpsdm"),
    ("Bapekot", "bappeda-litbang"),
    ("Plt. Kepala BPBD", "bpbd"),
    ("Kepala Dinas Kesehatan Kota Ambon", "dinas-kesehatan"),
    ("Camat Sirimau", "kecamatan-sirimau"),
    ("dinas-kesehatan", "dinas-kesehatan"),
]


def changed(tmp_path: Path, old: str, new: str) -> Path:
    """Write a copy of the file with one change; return its place."""
    text = FILE.read_text()
    assert old in text
    copy = tmp_path / "opd.yaml"
    copy.write_text(text.replace(old, new, 1))
    return copy


def test_there_are_thirty_six() -> None:
    assert len(opd.opd_list()) == 36


def test_unknown_stays_unknown() -> None:
    found = opd.opd("dinas-kesehatan")
    assert found is not None
    assert found.address is None


class TestResolve:
    @pytest.mark.parametrize(("text", "code"), SPELLINGS)
    def test_a_spelling_gives_the_code(self, text: str, code: str) -> None:
        assert opd.resolve(text).code == code

    @pytest.mark.parametrize("one", opd.opd_list(), ids=lambda one: one.code)
    def test_title_and_short_name_give_the_code(self, one: opd.Opd) -> None:
        assert {opd.resolve(one.title).code, opd.resolve(one.short_name).code} == {one.code}

    def test_an_ambiguous_short_form_gives_candidates_with_reasons(self) -> None:
        found = opd.resolve("DPKP")
        assert found.code is None
        assert {one.code for one in found.candidates} == {
            "dinas-pertanian-ketahanan-pangan",
            "dinas-damkar",
            "dinas-perkim",
        }
        assert all(one.reason for one in found.candidates)

    def test_a_slip_of_the_finger_is_proposed_not_taken(self) -> None:
        found = opd.resolve("Dinas Pendidikn")
        assert found.code is None
        assert [one.code for one in found.candidates] == ["dinas-pendidikan"]

    @pytest.mark.parametrize("text", ["Dinas Luar Angkasa", "", "   ", "Kota Ambon", "🌊"])
    def test_the_unknown_gives_nothing(self, text: str) -> None:
        found = opd.resolve(text)
        assert (found.code, found.candidates) == (None, ())
        assert found.reason


class TestFormerCodes:
    def test_a_former_code_leads_to_the_present_one(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        copy = changed(tmp_path, "code: dispora", "code: dispora-baru")
        copy.write_text(copy.read_text().replace("former_codes: []", "former_codes: [lama]", 1))
        monkeypatch.setattr(opd, "opd_list", lambda: opd.read(copy))
        assert opd.current_code("lama") == "sekretariat-kota"
        assert opd.current_code("dispora") is None

    def test_a_merged_opd_leads_to_its_heir(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        rows = FILE.read_text().split("- code: ")
        merged = [
            row.replace("merged_into: null", "merged_into: dinas-pendidikan")
            if row.startswith("dispora")
            else row
            for row in rows
        ]
        copy = tmp_path / "opd.yaml"
        copy.write_text("- code: ".join(merged))
        monkeypatch.setattr(opd, "opd_list", lambda: opd.read(copy))
        assert opd.current_code("dispora") == "dinas-pendidikan"
        assert opd.resolve("Dispora").code == "dinas-pendidikan"


class TestFile:
    @pytest.mark.parametrize(
        ("old", "new", "says"),
        [
            ("'4.01'", "'4.1'", "terdekat"),
            ("kind: sekretariat", "kind: sekertariat", "“sekretariat”"),
            ("merged_into: null", "merged_into: dinas-kesehtan", "“dinas-kesehatan”"),
            ("merged_into: null", "merged_into: sekretariat-kota", "berputar"),
            ("code: inspektorat", "code: sekretariat-kota", "dua kali"),
            ("former_codes: []", "former_codes: [bpbd]", "kode lama"),
            ("short_name: Setda", "shortname: Setda", "short_name"),
            ("  note: null\n", "", "note"),
        ],
    )
    def test_a_mistake_is_named_with_its_line(
        self, tmp_path: Path, old: str, new: str, says: str
    ) -> None:
        with pytest.raises(VocabularyError, match=r"opd\.yaml, baris \d+") as error:
            opd.read(changed(tmp_path, old, new))
        assert says in str(error.value)
