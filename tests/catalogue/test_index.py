"""The document that goes to Solr: codes stay exact, texts are found, years are counted."""

from __future__ import annotations

import json
from typing import Any

from ckanext.ambon.catalogue import index


def entry(**extras: Any) -> dict[str, Any]:
    """Return a flat dict as CKAN hands it over, extras as the strings they are stored as."""
    stored = {key: v if isinstance(v, str) else json.dumps(v) for key, v in extras.items()}
    flat = {f"extras_{key}": value for key, value in stored.items()}
    shown = {"resources": extras.pop("resources", []), "freshness": extras.pop("shown", None)}
    return {**stored, **flat, "validated_data_dict": json.dumps(shown)}


class TestDocument:
    def test_a_code_stays_under_its_own_name(self) -> None:
        assert index.document(entry(level="kecamatan"))["level"] == "kecamatan"

    def test_a_long_text_is_only_searched(self) -> None:
        found = index.document(entry(limitations="a" * 40_000))
        assert "limitations" not in found
        assert len(found["extras_limitations"]) == 40_000

    def test_codes_of_regions_and_urusan_are_lists(self) -> None:
        found = index.document(entry(region_codes=["81.71", "81.71.02"], urusan=["2.12"]))
        assert found["vocab_region_codes"] == ["81.71", "81.71.02"]
        assert found["vocab_urusan"] == ["2.12"]

    def test_subfields_become_words_without_json(self) -> None:
        found = index.document(entry(requirements=[{"text": "Kartu keluarga"}, {"text": "KTP"}]))
        assert found["extras_requirements"] == "Kartu keluarga KTP"
        assert "requirements" not in found

    def test_every_year_of_the_period_is_a_facet_value(self) -> None:
        spans = [{"start": "2021-01-01", "end": "2023-12-31"}]
        assert index.document(entry(temporal_coverage=spans))["vocab_year"] == [
            "2021",
            "2022",
            "2023",
        ]

    def test_targets_of_relations_are_found_from_the_other_end(self) -> None:
        found = index.document(
            entry(relations=[{"kind": "amends", "target": "perda-1-2003"}], legal_basis=[{}])
        )
        assert found["vocab_relation_targets"] == ["perda-1-2003"]

    def test_labels_of_columns_are_searched(self) -> None:
        columns = [{"name": "jml", "label": "Jumlah penduduk", "definition": "Jiwa"}]
        found = index.document(entry(resources=[{"columns": columns}]))
        assert found["res_extras_columns"] == ["Jumlah penduduk Jiwa"]

    def test_text_that_looks_like_json_but_is_none_is_kept(self) -> None:
        assert index.document(entry(note="[lihat lampiran"))["extras_note"] == "[lihat lampiran"


class TestWhatAnEntryLeadsTo:
    def test_a_service_is_found_by_its_ways_and_the_needs_that_its_title_names(self) -> None:
        channels = [{"kind": "daring"}, {"kind": "kantor"}, {"text": "tidak disebut"}]
        service = entry(channels=channels) | {"type": "layanan", "title": "Penerbitan KTP"}
        found = index.document(service)
        assert found["vocab_channel"] == ["daring", "kantor"]
        assert found["vocab_need"] == ["ktp"]

    def test_a_dataset_is_found_by_the_regulations_that_it_names(self) -> None:
        data = entry(source="Perda 2/2006") | {
            "type": "dataset",
            "notes": "Menurut Perwali 16/2021.",
        }
        found = index.document(data)
        assert found["vocab_regulations_named"] == ["perda-2-2006", "perwali-16-2021"]
        assert "vocab_need" not in found
