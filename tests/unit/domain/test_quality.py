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
    "measure": "Jumlah",
    "unit": "jiwa",
    "level": "kota",
    "region_codes": ["81.71"],
    "method": "Pencatatan",
    "resources": [{"columns": [{"name": "a", "definition": "b"}]}],
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
    ("columns", {"resources": [{"columns": [{"name": "a"}]}]}),
    ("columns", {"resources": []}),
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
    }
    assert quality.completeness(stored).score == 100


@pytest.mark.parametrize("kind", ["dataset", "layanan", "peraturan"])
def test_an_empty_entry_scores_nothing(kind: str) -> None:
    found = quality.completeness({"type": kind})
    assert (found.score, found.met) == (0, 0)
    assert found.total >= 5


@pytest.mark.parametrize("rule", quality.RULES, ids=lambda rule: rule.name)
def test_every_rule_advises_in_both_languages(rule: type[quality.Rule]) -> None:
    assert set(rule.advice) == {"id", "en"}
    assert set(rule.types) <= {"dataset", "layanan", "peraturan"}
