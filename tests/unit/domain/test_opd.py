"""The OPD of the city: the file is sound, and a name in the wild finds its office."""

from __future__ import annotations

from pathlib import Path

import pytest

from ckanext.ambon import paths
from ckanext.ambon.domain import opd, vocabularies
from ckanext.ambon.domain.vocabularies import VocabularyError

FILE = paths.SCHEMAS / "vocabularies" / "opd.yaml"

SPELLINGS = [
    ("Kominfo Kota Ambon", "diskominfo-sandi"),
    ("Kominfo", "diskominfo-sandi"),
    ("Dinas Kominfo", "diskominfo-sandi"),
    ("Dinas Komunikasi, Informatika & Persandian", "diskominfo-sandi"),
    ("Dinas Komunikasi Informatika dan Persandian Kota Ambon", "diskominfo-sandi"),
    ("DINAS KOMUNIKASI,INFORMATIKA DAN PERSANDIAN PEMERINTAH KOTA AMBON", "diskominfo-sandi"),
    ("Kadis Informatika, Komunikasi, dan Persandian", "diskominfo-sandi"),
    ("Diskominfosandi", "diskominfo-sandi"),
    ("Diskominfo Ambon", "diskominfo-sandi"),
    ("DISDUKCAPIL", "disdukcapil"),
    ("Dukcapil", "disdukcapil"),
    ("Kependudukan dan Pencatatan Sipil", "disdukcapil"),
    ("Kasatpol PP", "satpol-pp"),
    ("Plt. Kasatpol-PP", "satpol-pp"),
    ("Sekot", "sekretariat-kota"),
    ("Pj Sekkot Ambon", "sekretariat-kota"),
    ("Sekretaris Kota Ambon", "sekretariat-kota"),
    ("Sekretariat Kota Ambon", "sekretariat-kota"),
    ("Sekda", "sekretariat-kota"),
    ("Sekretaris DPRD Kota Ambon", "sekretariat-dprd"),
    ("BPKPSDM", "bkpsdm"),
    ("Bapekot", "bappeda-litbang"),
    ("BAPPEDA Kota Ambon", "bappeda-litbang"),
    ("Plt. Kepala BPBD", "bpbd"),
    ("Kalaksa BPBD", "bpbd"),
    ("Kepala Dinas Kesehatan Kota Ambon", "dinas-kesehatan"),
    ("Plt.Kadis Kesehatan", "dinas-kesehatan"),
    ("Kadinkes", "dinas-kesehatan"),
    ("Kantor Dinas Kesehatan", "dinas-kesehatan"),
    ("Plt. Kepala Kesbang Pol", "bakesbangpol"),
    ("Kaban Kesbangpol", "bakesbangpol"),
    ("Inspektur Kota Ambon", "inspektorat"),
    ("Camat Sirimau", "kecamatan-sirimau"),
    ("Kec.Sirimau", "kecamatan-sirimau"),
    ("Kecamatan Teluk Ambon", "kecamatan-teluk-ambon"),
    ("Camat Teluk Ambon", "kecamatan-teluk-ambon"),
    ("T.A. Baguala", "kecamatan-baguala"),
    ("Camat Baguala", "kecamatan-baguala"),
    ("dinas-kesehatan", "dinas-kesehatan"),
    ("Dinas Pemberdayaan Perempuan, Perlindungan Anak dan Masyarakat Desa", "dp3amd"),
    ("Dinas Pendapatan Daerah", "bpprd"),
]

# What is not certain: the offices that are proposed.
PROPOSALS = [
    ("DPKP", {"dinas-pertanian-ketahanan-pangan", "dinas-damkar", "dinas-perkim"}),
    ("BKD", {"bkpsdm", "bpkad"}),
    ("BKAD", {"bpkad"}),
    ("PTSP", {"dpmptsp"}),
    ("Bapenda", {"bpprd"}),
    ("Dinas Pendidikn", {"dinas-pendidikan"}),
    ("Disdukcpil", {"disdukcapil"}),
    ("Kesehatan", {"dinas-kesehatan"}),
    ("Nusaniwe", {"kecamatan-nusaniwe"}),
    ("Dinas Pertanian", {"dinas-pertanian-ketahanan-pangan"}),
    ("Dinas Lingkungan Hidup", {"dlhp"}),
    ("Sekretariat", {"sekretariat-kota", "sekretariat-dprd"}),
    ("Kecamatan Teluk", {"kecamatan-teluk-ambon", "kecamatan-baguala"}),
    ("Bagian Hukum Setda Kota Ambon", {"sekretariat-kota"}),
    ("Kepala Bidang Statistik Diskominfo Sandi", {"diskominfo-sandi"}),
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

    @pytest.mark.parametrize(("text", "codes"), PROPOSALS)
    def test_what_is_not_certain_is_proposed_with_reasons(self, text: str, codes: set[str]) -> None:
        found = opd.resolve(text)
        assert found.code is None
        assert {one.code for one in found.candidates} == codes
        assert found.reason
        assert all(one.name and one.reason for one in found.candidates)

    @pytest.mark.parametrize(
        "text",
        ["Dinas Luar Angkasa", "", "   ", "Kota Ambon", "Pemkot Ambon", "🌊", "-", "a" * 500],
    )
    def test_the_unknown_gives_nothing(self, text: str) -> None:
        found = opd.resolve(text)
        assert (found.code, found.candidates) == (None, ())
        assert found.reason

    @pytest.mark.parametrize(
        "text",
        [
            "Dinas Sosial Provinsi Maluku", "Disdukcapil Maluku Tengah", "Bappeda Kab. Buru",
            "Dinas Kesehatan Kota Tual", "Kementerian PUPR",
        ],
    )  # fmt: skip
    def test_an_office_of_another_government_gives_nothing_and_says_so(self, text: str) -> None:
        found = opd.resolve(text)
        assert (found.code, found.candidates) == (None, ())
        assert "pemerintah lain" in found.reason

    def test_a_kind_of_office_is_too_general_for_candidates(self) -> None:
        found = opd.resolve("Dinas")
        assert (found.code, found.candidates) == (None, ())
        assert "terlalu umum" in found.reason

    def test_offices_with_ambiguous_names_exist(self) -> None:
        for term in vocabularies.vocabulary("ambiguous_names"):
            assert all(opd.opd(code) for code in term.data["candidates"]), term.value


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
            ("former_codes: []", "former_codes: [bpbd]", "“bpbd” masih dipakai"),
            ("short_name: Setda", "shortname: Setda", "short_name"),
            ("  kind: sekretariat\n", "", "kind"),
            ("urusan:\n  - '4.01'", "urusan: '4.01'", "“urusan” perlu daftar teks"),
            ("name_confirmed: true", "name_confirmed: belum", "“name_confirmed” perlu true"),
            ("telephone: null", "telephone: 911352123", "“telephone” perlu teks"),
        ],
    )
    def test_a_mistake_is_named_with_its_line(
        self, tmp_path: Path, old: str, new: str, says: str
    ) -> None:
        with pytest.raises(VocabularyError, match=r"opd\.yaml, baris \d+") as error:
            opd.read(changed(tmp_path, old, new))
        assert says in str(error.value)

    def test_a_former_code_belongs_to_one_opd(self, tmp_path: Path) -> None:
        copy = tmp_path / "opd.yaml"
        copy.write_text(FILE.read_text().replace("former_codes: []", "former_codes: [lama]", 2))
        with pytest.raises(VocabularyError, match="“lama” juga tercatat pada OPD lain"):
            opd.read(copy)

    def test_what_is_unknown_need_not_be_written(self, tmp_path: Path) -> None:
        file = tmp_path / "opd.yaml"
        file.write_text(
            "- {code: baru, title: Dinas Baru, title_en: New Office, short_name: Disbar,"
            " kind: dinas, urusan: ['1.01'], status: active}"
        )
        (found,) = opd.read(file)
        assert (found.address, found.aliases, found.name_confirmed) == (None, (), False)
