"""CKAN's list of licences, made from the vocabulary."""

from __future__ import annotations

from typing import Any

# CKAN reads a list of its own from a JSON file only; the vocabulary is YAML, and the
# one place where a licence stands.
from ckan.model import Package
from ckan.model.license import LicenseRegister

from ckanext.ambon.domain import vocabularies


def register_licences() -> None:
    """Let CKAN know the licences of the vocabulary, and no others."""
    register = LicenseRegister.__new__(LicenseRegister)
    register._create_license_list([_licence(term) for term in vocabularies.vocabulary("licences")])  # noqa: SLF001
    Package._license_register = register  # noqa: SLF001


def _licence(term: vocabularies.Term) -> dict[str, Any]:
    return {
        "id": term.value,
        "title": term.label["id"],
        "url": term.data.get("url") or "",
        "status": "active",
        "od_conformance": "approved" if term.data.get("open") else "not reviewed",
        "osd_conformance": "not reviewed",
        "maintainer": "",
        "family": "",
        "is_generic": False,
        "domain_content": False,
        "domain_data": True,
        "domain_software": False,
    }
