"""A regulation is found by its number in every way it is named, and so is what cites it."""

from __future__ import annotations

from ckanext.ambon.domain import citations
from ckanext.ambon.search.document import regulations


def test_its_number_counts_with_and_without_kind_and_year() -> None:
    own = regulations.own(
        {"regulation_kind": "perda", "regulation_number": "5.a", "regulation_year": 2020}
    )
    asked = [citations.key(kind, "5a", year) for kind in ("perda", None) for year in ("2020", None)]
    assert own == asked


def test_other_entries_have_no_number() -> None:
    assert regulations.own({"type": "dataset"}) == []


def test_what_an_entry_cites_is_read_from_its_relations_and_its_legal_basis() -> None:
    entry = {
        "relations": [{"kind": "amends", "target": "perda-5-a-2020"}],
        "legal_basis": [{"peraturan": "perwali-16-2021"}, {"text": "tanpa alamat"}],
    }
    found = regulations.cited(entry)
    assert citations.key("perda", "5a", "2020") in found
    assert citations.key(None, "16", "2021") in found
    assert len(found) == 4


def test_a_target_that_is_no_regulation_of_the_city_is_left_out() -> None:
    assert regulations.cited({"relations": [{"target": "undang-undang-23-2014"}]}) == []
