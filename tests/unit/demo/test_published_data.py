"""The data in demo/: complete, known to the vocabularies, and honest about what they are."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

from ckanext.ambon.domain import vocabularies
from demo import check, tables
from demo.read import Entry

NAMES = Path(__file__).with_name("names.txt")


def of_type(entries: list[Entry], kind: str) -> list[Entry]:
    return [entry for entry in entries if entry.type == kind]


def named(entries: list[Entry], name: str) -> Entry:
    return next(entry for entry in entries if entry.name == name)


def sums(entry: Entry, column: str, **where: str) -> Decimal:
    """Return the sum of a column over the rows that have the given cells."""
    assert entry.table is not None
    rows = [row for row in tables.rows(entry.table) if where.items() <= row.items()]
    return sum((Decimal(row[column] or 0) for row in rows), Decimal(0))


def test_nothing_is_wrong_in_the_files(entries: list[Entry]) -> None:
    assert check.problems(entries) == []


def test_there_are_71_datasets_50_regulations_and_15_services(entries: list[Entry]) -> None:
    count = Counter(entry.type for entry in entries)
    assert count == {"dataset": 71, "peraturan": 50, "layanan": 15}


def test_the_names_are_the_agreed_addresses(entries: list[Entry]) -> None:
    assert sorted(entry.name for entry in entries) == sorted(NAMES.read_text().split())


def test_the_tables_have_941_rows(entries: list[Entry]) -> None:
    files = [entry.table for entry in entries if entry.table]
    assert sum(len(tables.rows(file)) for file in files) == 941


def test_33_opd_have_entries_and_every_topic_has_datasets(entries: list[Entry]) -> None:
    datasets = of_type(entries, "dataset")
    assert len({entry.fields["owner_org"] for entry in datasets}) == 33
    topics = {topic for entry in datasets for topic in entry.fields["topics"]}
    assert topics == {term.value for term in vocabularies.vocabulary("topics")}


def test_every_entry_says_that_its_figures_are_quoted_and_from_where(entries: list[Entry]) -> None:
    unsaid = [
        entry.name
        for entry in entries
        if entry.fields["figures_status"] != "quoted"
        or not entry.fields["source"]
        or not entry.fields["source_urls"]
    ]
    assert unsaid == []


def test_no_licence_is_claimed_that_the_source_does_not_give(entries: list[Entry]) -> None:
    licences = {(entry.type, entry.fields["license_id"]) for entry in entries}
    assert licences == {
        ("dataset", "notspecified"),
        ("layanan", "notspecified"),
        ("peraturan", "other-pd"),
    }


def test_years_codes_money_and_percentages_are_told_apart(entries: list[Entry]) -> None:
    poverty = named(entries, "kemiskinan-kota-ambon").fields["columns"]
    types = {column["name"]: column["type"] for column in poverty}
    assert types == {
        "kode_wilayah": "code",
        "tahun": "year",
        "persentase_penduduk_miskin": "percent",
        "jumlah_penduduk_miskin": "integer",
        "garis_kemiskinan": "currency",
        "sumber_url": "text",
    }


def test_every_column_of_region_codes_names_their_list(entries: list[Entry]) -> None:
    columns = [column for entry in entries for column in entry.fields.get("columns", [])]
    places = [column for column in columns if column["name"] in ("kode_wilayah", "kode_kecamatan")]
    assert {column.get("vocabulary") for column in places} == {"regions"}


def test_regions_are_those_of_the_table(entries: list[Entry]) -> None:
    for entry in of_type(entries, "dataset"):
        assert entry.table is not None
        found = {row["kode_wilayah"] for row in tables.rows(entry.table) if row.get("kode_wilayah")}
        assert set(entry.fields["region_codes"]) == (found or {"81.71"}), entry.name


class TestRegulations:
    def test_nine_are_only_agreed_and_31_have_no_known_status(self, entries: list[Entry]) -> None:
        found = of_type(entries, "peraturan")
        status = Counter(entry.fields["regulation_status"] for entry in found)
        assert (status["approved"], status["unknown"]) == (9, 31)

    def test_a_title_carries_kind_and_year_and_the_number_where_known(
        self, entries: list[Entry]
    ) -> None:
        for entry in of_type(entries, "peraturan"):
            number = entry.fields.get("regulation_number")
            words = f"Nomor {number} Tahun" if number else "Tahun"
            assert f" {words} {entry.fields['regulation_year']} tentang " in entry.fields["title"]

    def test_numbers_are_text(self, entries: list[Entry]) -> None:
        assert named(entries, "perda-5-a-2020").fields["regulation_number"] == "5.a"

    def test_relations_lead_to_entries_and_stand_once(self, entries: list[Entry]) -> None:
        relations = [
            (entry.name, relation["kind"], relation["target"])
            for entry in of_type(entries, "peraturan")
            for relation in entry.fields.get("relations", [])
        ]
        names = {entry.name for entry in entries}
        assert len(relations) == len(set(relations)) == 15
        assert [target for _, _, target in relations if target not in names] == []

    def test_what_was_replaced_is_named_by_its_successor(self, entries: list[Entry]) -> None:
        found = of_type(entries, "peraturan")
        replaced = {e.name for e in found if e.fields["regulation_status"] == "replaced"}
        assert replaced == {
            relation["target"]
            for entry in found
            for relation in entry.fields.get("relations", [])
            if relation["kind"] == "replaces"
        }


class TestServices:
    def test_the_words_of_the_source_stand_beside_number_and_unit(
        self, entries: list[Entry]
    ) -> None:
        told = named(entries, "layanan-pengelolaan-pengaduan-sp4n-lapor-dan-media-lain").fields
        assert told["duration_text"] == "tindak lanjut paling lama 5 hari kerja"
        assert (told["duration_value"], told["duration_unit"]) == (5, "hari_kerja")
        assert told["steps"][6] == {
            "text": "Tindak lanjut oleh OPD",
            "duration_text": "paling lama 5 hari kerja",
        }

    def test_a_fee_that_was_not_published_is_not_called_free(self, entries: list[Entry]) -> None:
        for entry in of_type(entries, "layanan"):
            unpublished = entry.fields["fee_kind"] == "belum_diterbitkan"
            assert unpublished == ("fee_text" not in entry.fields), entry.name

    def test_the_legal_basis_leads_to_the_regulation_where_there_is_one(
        self, entries: list[Entry]
    ) -> None:
        basis = named(entries, "layanan-vaksinasi-rabies-hewan-peliharaan").fields["legal_basis"]
        assert [item.get("peraturan") for item in basis] == ["se-443-34-10-se-2025-2025"]


class TestBlemishes:
    """What is wrong in a source stays as it is, and `limitations` says it truly."""

    def said(self, entries: list[Entry], name: str) -> str:
        return " ".join(named(entries, name).fields["limitations"].split())

    def test_two_totals_of_voters(self, entries: list[Entry]) -> None:
        stages = named(entries, "jumlah-pemilih-tahapan")
        assert sums(stages, "jumlah", tahapan="DPT Pemilu Februari 2024") == 252367 + 253367
        assert "(252.367 dan 253.367)" in self.said(entries, "jumlah-pemilih-tahapan")

    def test_women_among_voters_differ_between_two_datasets(self, entries: list[Entry]) -> None:
        assert sums(named(entries, "dpt-pilkada-kecamatan"), "perempuan", tahun="2017") == 116546
        stages = named(entries, "jumlah-pemilih-tahapan")
        assert sums(stages, "perempuan", tahapan="DPT Pilwalkot 2017") == 123266
        assert "116.546" in self.said(entries, "dpt-pilkada-kecamatan")

    def test_months_of_call_center_112_contradict_each_other(self, entries: list[Entry]) -> None:
        by_kind = named(entries, "call-center-112-jenis")
        by_place = named(entries, "call-center-112-kecamatan")
        september, october = "2025-09", "2025-10"
        assert sums(by_kind, "jumlah", bulan=september) == 106
        assert sums(by_kind, "jumlah", bulan=october) == 89
        assert sums(by_place, "jumlah_laporan", bulan=september) == 86
        assert sums(by_place, "jumlah_laporan", bulan=october) == 120
        for name in ("call-center-112-jenis", "call-center-112-kecamatan"):
            text = self.said(entries, name)
            assert "September 106, Oktober 89" in text
            assert "September 86, Oktober 120" in text

    def test_counts_of_violence_under_five_are_published_and_said(
        self, entries: list[Entry]
    ) -> None:
        table: Any = named(entries, "kekerasan-menurut-jenis").table
        assert any(int(row["jumlah"] or 0) < 5 for row in tables.rows(table))
        assert "di bawah lima kasus" in self.said(entries, "kekerasan-menurut-jenis")

    def test_details_that_do_not_make_their_total(self, entries: list[Entry]) -> None:
        violence = named(entries, "kekerasan-menurut-jenis")
        assert sums(violence, "jumlah", tahun="2021", korban="perempuan") == 49
        assert "56 kasus perempuan pada 2021" in self.said(entries, "kekerasan-menurut-jenis")
        assert sums(named(entries, "alat-tangkap-ikan-2010"), "jumlah") == 1741
        assert "1.741" in self.said(entries, "alat-tangkap-ikan-2010")

    def test_an_address_that_was_cut_off_stays_cut_off(self, entries: list[Entry]) -> None:
        urls = named(entries, "pengangguran-terbuka").fields["source_urls"]
        assert any(url.endswith("11-65-") for url in urls)
        assert "terpotong" in self.said(entries, "pengangguran-terbuka")

    def test_a_title_used_in_several_years_names_the_others(self, entries: list[Entry]) -> None:
        assert "Perda 1/2003" in self.said(entries, "perda-1-2012")
        assert "Perda 1/2012" in self.said(entries, "perda-1-2003")
