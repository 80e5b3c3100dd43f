"""The passage that answers is found and marked, whatever form its words have."""

from __future__ import annotations

from ckanext.ambon.domain.words import marking
from ckanext.ambon.domain.words.question import understand


def marked(text: str, question: str) -> list[str]:
    one = marking.passage(text, marking.wanted(understand(question)))
    return [one.text[a:b] for a, b in one.marks] if one else []


def test_other_forms_and_synonyms_are_marked() -> None:
    assert marked("Jumlah penganggur di kota", "pengangguran") == ["penganggur"]
    assert marked("Harga bahan pokok di pasar", "sembako")[-2:] == ["bahan", "pokok"]


def test_a_text_without_the_words_has_no_passage() -> None:
    assert marked("Kunjungan wisatawan", "rabies") == []


def test_a_long_text_is_cut_around_the_word() -> None:
    one = marking.passage("kata " * 100 + "rabies" + " lagi" * 100, frozenset({"rabies"}))
    assert one
    assert one.text.startswith("…")
    assert one.text.endswith("…")
    assert [one.text[a:b] for a, b in one.marks] == ["rabies"]
