"""The glossary: one name for each thing, and a page that says the same."""

from __future__ import annotations

from ckanext.ambon.language import glossary


def test_the_page_is_what_the_file_makes() -> None:
    assert glossary.PAGE.read_text() == glossary.page()


def test_it_has_what_a_translator_needs() -> None:
    assert len(glossary.terms()) >= 120


def test_no_english_word_stands_twice() -> None:
    words = [word for term in glossary.terms() for word in term.english]
    assert len(words) == len(set(words))


def test_a_choice_between_words_has_a_reason() -> None:
    """A word that must not be used, without a reason, is a matter of taste."""
    chosen = {"dataset", "resource", "draft", "email", "password", "activity", "private"}
    assert all(term.why for term in glossary.terms() if chosen & set(term.english))


def test_placeholders_and_addresses_are_no_words() -> None:
    term = next(term for term in glossary.terms() if "user" in term.english)
    assert not term.wrong("{user} has gone", "{user} sudah pergi")
    assert term.wrong("The user has gone", "Dia sudah pergi") == "user"
