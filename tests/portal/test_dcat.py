"""DCAT: every entry parses, and carries what a harvester needs."""

from __future__ import annotations

import urllib.request
from typing import Any

import pytest
from ckanapi import RemoteCKAN
from rdflib import RDF, Graph, Namespace, URIRef

from tests.conftest import RunningPortal

DCAT = Namespace("http://www.w3.org/ns/dcat#")
DCT = Namespace("http://purl.org/dc/terms/")


@pytest.fixture(scope="module")
def catalogue(portal: RunningPortal) -> Graph:
    """Return all pages of the catalogue as one graph."""
    graph = Graph()
    for page in (1, 2):
        with urllib.request.urlopen(f"{portal.url}/catalog.ttl?page={page}") as answer:
            graph.parse(data=answer.read(), format="turtle")
    return graph


@pytest.fixture(scope="module")
def entries(portal: RunningPortal) -> list[dict[str, Any]]:
    """Return every entry by the API."""
    return RemoteCKAN(portal.url).action.package_search(rows=1000)["results"]


def node(portal: RunningPortal, entry: dict[str, Any]) -> URIRef:
    """Return the name of an entry in the graph."""
    return URIRef(f"{portal.url}/dataset/{entry['id']}")


def test_every_entry_is_a_dataset_with_title_description_publisher(
    portal: RunningPortal, catalogue: Graph, entries: list[dict[str, Any]]
) -> None:
    assert len(entries) == 136
    for entry in entries:
        subject = node(portal, entry)
        assert (subject, RDF.type, DCAT.Dataset) in catalogue, entry["name"]
        assert str(catalogue.value(subject, DCT.title)) == entry["title"]
        assert catalogue.value(subject, DCT.description)
        publisher = catalogue.value(subject, DCT.publisher)
        assert str(publisher).endswith(f"/organization/{entry['organization']['id']}")


def test_data_carry_period_place_frequency_and_files(
    portal: RunningPortal, catalogue: Graph, entries: list[dict[str, Any]]
) -> None:
    data = [entry for entry in entries if entry["type"] == "dataset"]
    for entry in data:
        subject = node(portal, entry)
        files = list(catalogue.objects(subject, DCAT.distribution))
        assert len(files) == len(entry["resources"]) > 0
        assert str(catalogue.value(subject, DCT.accrualPeriodicity)) == entry["frequency"]
        assert len(list(catalogue.objects(subject, DCT.spatial))) == len(entry["region_codes"]) > 0
        assert len(list(catalogue.objects(subject, DCT.temporal))) == len(
            entry.get("temporal_coverage") or []
        )


def test_a_source_is_one_source_however_many_commas_it_has(
    portal: RunningPortal, catalogue: Graph, entries: list[dict[str, Any]]
) -> None:
    for entry in entries:
        sources = [str(one) for one in catalogue.objects(node(portal, entry), DCT.source)]
        assert sources == ([entry["source"]] if entry.get("source") else [])
