"""A question is taken apart as people of Ambon mean it."""

from __future__ import annotations

import pytest

from ckanext.ambon.domain.words import known
from ckanext.ambon.domain.words.question import Regulation, understand


def strong(text: str) -> list[str]:
    return [" ".join(one.words) for one in understand(text).strong]


def test_the_filler_of_a_whole_question_is_dropped() -> None:
    assert strong("Berapa banyak inflasi di Ambon tahun 2020?") == ["inflasi"]
    assert strong("apakah ada rabies di kota Ambon, ya?") == ["rabies"]


def test_a_question_of_weak_words_alone_is_still_asked() -> None:
    assert strong("data kota ambon") != []


def test_a_year_is_no_subject() -> None:
    kinds = {" ".join(one.words): one.kind for one in understand("apbd 2025").concepts}
    assert kinds == {"apbd": "subject", "2025": "year"}


@pytest.mark.parametrize("name", ["disdukcapil", "Dinas Kependudukan dan Pencatatan Sipil"])
def test_an_office_is_known_by_any_of_its_names(name: str) -> None:
    (office,) = understand(name).strong
    assert (office.kind, office.codes) == ("office", {"disdukcapil"})


def test_a_place_is_known_with_the_word_for_its_kind() -> None:
    (place,) = understand("kecamatan Leitimur Selatan").strong
    assert (place.kind, place.codes) == ("place", {"81.71.05"})


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("perda 5.a/2020", Regulation("5a", "perda", "2020")),
        ("perda no 5a tahun 2020", Regulation("5a", "perda", "2020")),
        ("Perda No. 5/2013", Regulation("5", "perda", "2013")),
        ("SK Walikota 042/2014", Regulation("042", "kepwali", "2014")),
    ],
)
def test_a_regulation_is_known_however_its_number_is_written(text: str, named: Regulation) -> None:
    assert understand(text).regulations == (named,)


@pytest.mark.parametrize("text", ["", "???", ":", "a/b[c]", '"', "{!lucene}x", "+-&&||!", "\\"])
def test_any_text_is_understood_without_an_error(text: str) -> None:
    assert all(concept.words for concept in understand(text).concepts)


def test_english_words_lead_where_the_indonesian_ones_do() -> None:
    concept = understand("unemployment").strong[0]
    assert ("pengangguran",) in concept.near
    assert ("pencari", "kerja") in concept.near


def test_forms_of_a_word_share_their_synonyms() -> None:
    assert known.others(("menganggur",)) == known.others(("pengangguran",)) != known.NONE
