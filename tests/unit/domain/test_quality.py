"""Completeness: each rule is met by what it asks for, and says what to add."""

from __future__ import annotations

from typing import Any

import pytest

from ckanext.ambon.domain import quality

COMPLETE: dict[str, Any] = {
    "type": "dataset",
    "notes": "Jumlah penduduk menurut kecamatan dari catatan Disdukcapil tiap akhir tahun.",
    "contact": [{"name": "Bidang", "email": "dinas@ambon.go.id"}],
    "license_id": "cc-by",
    "tags": [{"name": "penduduk"}],
    "temporal_coverage": [{"start": "2025-01-01", "end": "2025-12-31"}],
    "frequency": "http://publications.europa.eu/resource/authority/frequency/ANNUAL",
    "concept": "Penduduk",
    "definition": "Orang",
    "classification": "Kecamatan",
    "measure": "Jumlah",
    "unit": "jiwa",
    "level": "kota",
    "region_codes": ["81.71"],
    "method": "Pencatatan",
    "resources": [{"format": "CSV", "columns": [{"name": "a", "definition": "b"}]}],
    "figures_status": "official",
}

WITHOUT = [
    ("summary", {"notes": "Pendek."}),
    ("contact", {"contact": [{"name": "Bidang"}]}),
    ("licence", {"license_id": "notspecified"}),
    ("tags", {"tags": []}),
    ("period", {"temporal_coverage": "[]"}),
    (
        "frequency",
        {"frequency": "http://publications.europa.eu/resource/authority/frequency/UNKNOWN"},
    ),
    ("standard", {"unit": ""}),
    ("place", {"region_codes": None}),
    ("method", {"method": ""}),
    ("method", {"method": " - "}),
    ("classification", {"classification": None}),
    ("columns", {"resources": [{"format": "csv", "columns": [{"name": "a"}]}]}),
    ("columns", {"resources": [{"format": "XLSX"}]}),
    ("columns", {"resources": '[{"format": "CSV", "columns": "[]"}]'}),
    ("confirmed", {"figures_status": "quoted"}),
]


def test_a_complete_dataset_lacks_nothing() -> None:
    found = quality.completeness(COMPLETE)
    assert (found.score, found.missing) == (100, ())


@pytest.mark.parametrize(("rule", "change"), WITHOUT)
def test_what_is_missing_is_named(rule: str, change: dict[str, Any]) -> None:
    found = quality.completeness({**COMPLETE, **change})
    assert [missing.name for missing in found.missing] == [rule]
    assert found.score < 100


def test_lists_may_still_be_json() -> None:
    stored = {
        **COMPLETE,
        "contact": '[{"email": "dinas@ambon.go.id"}]',
        "region_codes": '["81.71"]',
        "temporal_coverage": '[{"start": "2025-01-01"}]',
        "method": "[dari laporan] Pencatatan",
    }
    assert quality.completeness(stored).score == 100


def test_a_file_without_columns_of_its_own_needs_none_explained() -> None:
    files = [*COMPLETE["resources"], {"format": "PDF"}, {"format": "GeoJSON"}]
    assert quality.completeness({**COMPLETE, "resources": files}).score == 100


@pytest.mark.parametrize("files", [[], [{"format": "PDF"}], [{"format": None}]])
def test_data_that_no_program_can_read_are_not_complete(files: list[dict[str, Any]]) -> None:
    found = quality.completeness({**COMPLETE, "resources": files})
    assert [missing.name for missing in found.missing] == ["readable", "columns"]


@pytest.mark.parametrize("broken", ["[", "teks", '["a"]', 3, {"a": 1}])
def test_what_is_no_list_of_rows_is_not_filled_and_breaks_nothing(broken: Any) -> None:
    found = quality.completeness({**COMPLETE, "contact": broken})
    assert [missing.name for missing in found.missing] == ["contact"]


SERVICE: dict[str, Any] = {
    "type": "layanan",
    "notes": COMPLETE["notes"],
    "contact": COMPLETE["contact"],
    "requirements": [{"text": "KTP"}],
    "steps": [{"text": "Datang"}],
    "duration_text": "1 hari",
    "fee_kind": "gratis",
    "channels": [{"kind": "kantor"}],
    "legal_basis": [{"text": "UU 25/2009"}],
    **dict.fromkeys(
        (
            "product", "complaints", "facilities", "competence", "supervision", "staff",
            "service_guarantee", "safety_guarantee", "evaluation",
        ),
        "Ada",
    ),
}  # fmt: skip


class TestService:
    def test_all_fourteen_components_make_it_complete(self) -> None:
        found = quality.completeness(SERVICE)
        assert (found.score, found.total) == (100, 17)

    @pytest.mark.parametrize("field", [f for f in SERVICE if f not in ("type", "notes")])
    def test_each_component_counts_by_itself(self, field: str) -> None:
        found = quality.completeness({**SERVICE, field: None})
        rule = {"duration_text": "duration", "fee_kind": "fee"}.get(field, field)
        assert [missing.name for missing in found.missing] == [rule]

    def test_a_fee_may_be_told_in_words(self) -> None:
        unknown = {**SERVICE, "fee_kind": "belum_diterbitkan"}
        assert quality.completeness(unknown).score < 100
        assert quality.completeness({**unknown, "fee_text": "Menurut Perda"}).score == 100


class TestRegulation:
    def test_what_is_only_agreed_cannot_have_number_and_dates_yet(self) -> None:
        agreed = {"type": "peraturan", "regulation_status": "approved"}
        names = {rule.name for rule in quality.completeness(agreed).missing}
        assert names.isdisjoint({"number", "dates", "status"})

    def test_what_is_in_force_has_them(self) -> None:
        names = {
            rule.name
            for rule in quality.completeness(
                {"type": "peraturan", "regulation_status": "in_force", "regulation_number": "5.a"}
            ).missing
        }
        assert {"number", "dates"} <= names
        assert "status" not in names


@pytest.mark.parametrize("kind", ["dataset", "layanan", "peraturan"])
def test_an_empty_entry_scores_nothing(kind: str) -> None:
    found = quality.completeness({"type": kind})
    assert (found.score, found.met) == (0, 0)
    assert found.total >= 5


@pytest.mark.parametrize("rule", quality.RULES, ids=lambda rule: rule.name)
def test_every_rule_advises_in_both_languages(rule: type[quality.Rule]) -> None:
    assert set(rule.advice) == {"id", "en"}
    assert set(rule.types) <= {"dataset", "layanan", "peraturan"}


def test_rules_of_a_type_have_names_of_their_own() -> None:
    names = [rule.name for rule in quality.RULES]
    assert len(names) == len(set(names))
