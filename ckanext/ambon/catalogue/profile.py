"""How an entry looks in DCAT: ckanext-dcat's profile, told what our codes stand for."""

from __future__ import annotations

from typing import Any

from ckanext.dcat.profiles.euro_dcat_ap_3 import EuropeanDCATAP3Profile

from ckanext.ambon.domain import regions


class AmbonProfile(EuropeanDCATAP3Profile):
    """DCAT-AP 3 with the places of an entry, made from its region codes."""

    def graph_from_dataset(self, dataset_dict: dict[str, Any], dataset_ref: Any) -> None:
        """Write the entry's triples into the graph."""
        super().graph_from_dataset(_in_words(dataset_dict), dataset_ref)


def _in_words(dataset: dict[str, Any]) -> dict[str, Any]:
    """Return the dataset with `spatial_coverage` and a source that is not cut at commas."""
    source = dataset.get("source")
    return {
        **dataset,
        "spatial_coverage": [_place(code) for code in dataset.get("region_codes") or []],
        "source": [source] if source else [],
    }


def _place(code: str) -> dict[str, str]:
    region = regions.region(code)
    return {"text": f"{region.name} ({code})" if region else code}
