"""Our messages: all are translated, keep what they hold places for, and are compiled."""

from __future__ import annotations

import re
from gettext import GNUTranslations
from pathlib import Path

import pytest
from stack import translations

PLACES = re.compile(r"%\(\w+\)[sd]|\{\w*\}|<[^>]+>")


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Return the messages that code and pages hold now."""
    template = tmp_path_factory.mktemp("messages") / "now.pot"
    translations.gather(template)
    return {str(message.id) for message in translations.read(template) if message.id}


def po(locale: str) -> Path:
    """Return the catalogue of a language."""
    return translations.catalogue_file(locale)


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
        for message in translations.read(po(locale), locale):
            wanted = message.id[0] if isinstance(message.id, tuple) else message.id
            for text in message.string if isinstance(message.string, tuple) else [message.string]:
                assert sorted(PLACES.findall(text)) == sorted(PLACES.findall(wanted)), wanted

    def test_indonesian_has_one_plural_form(self, locale: str) -> None:
        assert translations.read(po(locale), locale).num_plurals == 1

    def test_what_is_compiled_says_what_is_written(self, locale: str) -> None:
        with po(locale).with_suffix(".mo").open("rb") as source:
            compiled = GNUTranslations(source)
        for message in translations.read(po(locale), locale):
            if isinstance(message.id, tuple):
                assert compiled.ngettext(*message.id, 2) == message.string[0]
            elif message.id:
                assert compiled.gettext(message.id) == message.string
