"""The catalogues: all is translated, what they hold places for is kept, and is compiled."""

from __future__ import annotations

import re
import shutil
import subprocess
from gettext import GNUTranslations
from typing import Any

import polib
import pytest
from babel.messages.catalog import Catalog

from ckanext.ambon.language import catalogues, messages

BOTH = {found.domain: found for found in catalogues.translations()}


@pytest.fixture(scope="module", params=list(BOTH))
def translation(request: pytest.FixtureRequest) -> catalogues.Translation:
    return BOTH[request.param]


@pytest.fixture(scope="module")
def gathered(translation: catalogues.Translation) -> Catalog:
    """Return the messages that the code holds now."""
    return translation.gather()


def texts(catalogue: Any) -> set[tuple[str, ...]]:
    return {tuple(messages.forms(message.id)) for message in catalogue if message.id}


def a_message(english: str, indonesian: str) -> Catalog:
    catalogue = Catalog(locale="id")
    catalogue.add(english, indonesian)
    return catalogue


class TestCatalogue:
    def test_it_has_every_message_of_today_and_no_others(
        self, translation: catalogues.Translation, gathered: Catalog
    ) -> None:
        assert len(texts(gathered)) > 200
        assert texts(translation.read()) == texts(gathered)

    def test_the_template_has_them_too(
        self, translation: catalogues.Translation, gathered: Catalog
    ) -> None:
        template = polib.pofile(str(translation.template))
        assert {entry.msgid for entry in template} == {forms[0] for forms in texts(gathered)}

    def test_nothing_is_untranslated_or_calls_a_thing_by_another_name(
        self, translation: catalogues.Translation
    ) -> None:
        assert catalogues.problems(translation.read()) == []

    def test_indonesian_has_one_plural_form(self, translation: catalogues.Translation) -> None:
        assert translation.read().num_plurals == 1
        assert polib.pofile(str(translation.file)).metadata["Plural-Forms"] == catalogues.PLURALS

    def test_what_is_compiled_says_what_is_written(
        self, translation: catalogues.Translation
    ) -> None:
        with translation.file.with_suffix(".mo").open("rb") as source:
            compiled = GNUTranslations(source)
        for message in filter(lambda found: found.id, translation.read()):
            one, *many = messages.forms(message.id)
            found = compiled.ngettext(one, many[0], 2) if many else compiled.gettext(one)
            assert found == messages.forms(message.string)[0]

    @pytest.mark.skipif(not shutil.which("msgfmt"), reason="needs GNU gettext")
    def test_gettext_finds_no_fault(self, translation: catalogues.Translation) -> None:
        command = ["msgfmt", "--check", "-o", "/dev/null", str(translation.file)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")


class TestCore:
    def test_it_covers_ckans_own_template(self) -> None:
        """So that it can be given upstream as it is."""
        own = polib.pofile(str(messages.template_of_ckan()))
        assert len(own) > 1200
        assert {entry.msgid for entry in own} <= {forms[0] for forms in texts(BOTH["ckan"].read())}

    def test_the_scripts_messages_are_known_as_such(self) -> None:
        """CKAN gives the browser what a template says is in a script."""
        template = polib.pofile(str(BOTH["ckan"].template))
        scripts = {
            entry.msgid
            for entry in template
            if any(file.endswith(".js") for file, _line in entry.occurrences)
        }
        assert "Searching..." in scripts

    def test_every_group_of_unseen_messages_says_why(self) -> None:
        assert all(group["kind"] and group["why"] for group in messages.unseen())


class TestFields:
    def test_a_field_is_called_by_its_label(self) -> None:
        assert messages.field_names()["Figures status"] == "Keadaan angka"
        assert BOTH["ckanext-ambon"].read()["Figures status"].string == "Keadaan angka"


class TestProblems:
    """What the tests above would not let pass."""

    @pytest.mark.parametrize(
        ("english", "indonesian", "told"),
        [
            ("Nothing", "", "belum diterjemahkan"),
            ("{n} things", "hal", "harus tetap"),
            ("<b>Now</b>", "Kini", "harus tetap"),
            ("%(a)s of %(b)s", "%(a)s dari %(c)s", "harus tetap"),
            ("Add dataset", "Tambah kumpulan data", "kumpulan data"),
            ("Remove resource", "Buang data", "berkas"),
            ("You are here", "anda di sini", "Anda"),
            ("Invalid choice", "Pilihan tidak valid", "tidak valid"),
        ],
    )
    def test_a_wrong_translation_is_told(self, english: str, indonesian: str, told: str) -> None:
        assert any(told in text for text in catalogues.problems(a_message(english, indonesian)))

    @pytest.mark.parametrize(
        ("english", "indonesian"),
        [
            ("Add dataset", "Tambah dataset"),
            ("{n} rows", "{n} baris"),
            ("You are here", "Anda di sini"),
        ],
    )
    def test_a_right_one_is_not(self, english: str, indonesian: str) -> None:
        assert catalogues.problems(a_message(english, indonesian)) == []

    def test_a_second_plural_form_is_told(self) -> None:
        catalogue = Catalog(locale="id")
        catalogue.add(("{n} row", "{n} rows"), ("{n} baris", "{n} baris-baris"))
        assert "satu bentuk jamak" in catalogues.problems(catalogue)[0]


class TestStyle:
    """A reader meets no word of a program, and no misspelling that is common."""

    WORDS = re.compile(
        r"\b(dict|string|integer|boolean|exception|traceback|valid|invalid|update|download|upload|"
        r"sysadmin|user|password|email|silahkan|ijin|merubah|dirubah|resiko|aktifitas|praktek|"
        r"sekedar|disini|disana|diatas|dibawah|dimana)\b",
        re.IGNORECASE,
    )
    NAMES = re.compile(r"%\(\w+\)[sdr]|\{\w*\}|<[^>]*>|https?://\S+|\S+_\S+|“[^”]*=[^”]*”")

    def test_no_translation_uses_them(self, translation: catalogues.Translation) -> None:
        said = {
            text: self.WORDS.findall(self.NAMES.sub(" ", text))
            for message in translation.read()
            if message.id
            for text in messages.forms(message.string)
        }
        assert {text: words for text, words in said.items() if words} == {}

    def test_no_sentence_has_capitals_as_a_title_in_english(
        self, translation: catalogues.Translation
    ) -> None:
        pairs = (
            (messages.forms(message.id)[0], messages.forms(message.string)[0])
            for message in translation.read()
            if message.id
        )
        titles = re.compile(r"^(Add|Edit|Delete|Save|Update|Create|Search) ([A-Z][a-z]+)$")
        wrong = [
            said
            for english, said in pairs
            if titles.match(english) and any(word[0].isupper() for word in said.split()[1:])
        ]
        assert wrong == []
