"""Our messages: all are translated, keep what they hold places for, and are compiled."""

from __future__ import annotations

import re
from gettext import GNUTranslations
from importlib.resources import files
from pathlib import Path

import pytest

from ckanext.ambon import paths
from stack import translations

# Placeholders, and the names of HTML's tags: what stands in their attributes may be words.
PLACES = re.compile(r"%\(\w+\)[sd]|\{\w*\}|</?\w+")


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Return the messages that code and pages hold now."""
    template = tmp_path_factory.mktemp("messages") / "now.pot"
    translations.gather(template)
    return {str(message.id) for message in translations.read(template) if message.id}


def po(locale: str) -> Path:
    """Return the catalogue of a language."""
    return translations.catalogue_file(locale)


def forms(text: object) -> list[str]:
    """Return the forms of a message: one, or its singular and plurals."""
    return [str(one) for one in text] if isinstance(text, (tuple, list)) else [str(text or "")]


@pytest.mark.parametrize("locale", translations.LOCALES)
class TestCatalogue:
    def test_it_has_every_message_of_today_and_no_others(
        self, locale: str, gathered: set[str]
    ) -> None:
        held = {str(message.id) for message in translations.read(po(locale), locale) if message.id}
        assert gathered
        assert held == gathered

    def test_nothing_is_left_untranslated(self, locale: str) -> None:
        assert translations.untranslated(translations.read(po(locale), locale)) == []

    def test_placeholders_and_html_are_kept(self, locale: str) -> None:
        for message in filter(lambda found: found.id, translations.read(po(locale), locale)):
            wanted = sorted(PLACES.findall(forms(message.id)[-1]))
            for text in forms(message.string):
                assert sorted(PLACES.findall(text)) == wanted, message.id

    def test_indonesian_has_one_plural_form(self, locale: str) -> None:
        assert translations.read(po(locale), locale).num_plurals == 1

    def test_what_is_compiled_says_what_is_written(self, locale: str) -> None:
        with po(locale).with_suffix(".mo").open("rb") as source:
            compiled = GNUTranslations(source)
        for message in translations.read(po(locale), locale):
            one, *many = forms(message.id)
            found = compiled.ngettext(one, many[0], 2) if many else compiled.gettext(one)
            assert not one or found == forms(message.string)[0]


class TestCore:
    """CKAN's own messages, and those of the extensions beside it."""

    CATALOGUE = paths.I18N / "core" / "id" / "LC_MESSAGES" / "ckan.po"

    def test_every_message_of_the_installed_ckan_is_translated(self) -> None:
        ours = {forms(message.id)[0] for message in translations.read(self.CATALOGUE, "id")}
        core = files("ckan") / "i18n" / "ckan.pot"
        wanted = {forms(message.id)[0] for message in translations.read(Path(str(core)))}
        assert wanted - ours == set()
        assert translations.untranslated(translations.read(self.CATALOGUE, "id")) == []

    def test_placeholders_and_html_are_kept(self) -> None:
        for message in filter(lambda found: found.id, translations.read(self.CATALOGUE, "id")):
            wanted = sorted(PLACES.findall(forms(message.id)[-1]))
            assert sorted(PLACES.findall(forms(message.string)[0])) == wanted, message.id

    def test_the_words_of_old_are_gone(self) -> None:
        held = translations.read(self.CATALOGUE, "id")
        said = [forms(message.string)[0] for message in held if message.id]
        old = ("kumpulan data", "sumberdaya", "password", "email", "silahkan")
        texts = [re.sub(r"<[^>]+>|%\(\w+\)s|\{\w+\}", "", text).lower() for text in said]
        assert [text for text in texts if any(word in text for word in old)] == []

    def test_what_is_compiled_says_what_is_written(self) -> None:
        with self.CATALOGUE.with_suffix(".mo").open("rb") as source:
            compiled = GNUTranslations(source)
        for message in filter(lambda found: found.id, translations.read(self.CATALOGUE, "id")):
            one, *many = forms(message.id)
            found = compiled.ngettext(one, many[0], 2) if many else compiled.gettext(one)
            assert found == forms(message.string)[0]
