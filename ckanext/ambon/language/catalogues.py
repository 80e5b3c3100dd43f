"""`make i18n`: messages are gathered, merged into the translations, checked and compiled."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from ckanext.ambon import paths
from ckanext.ambon.language import glossary, messages

LOCALE = "id"
PLURALS = "nplurals=1; plural=0;"
PLACES = re.compile(r"%\(\w+\)[sdr]|%[sdri]|\{[\w!]*\}|</?[a-z]\w*")
# Without a date of this run: a run that changes no message changes nothing.
HEAD = rf"""msgid ""
msgstr ""
"Project-Id-Version: {{project}}\n"
"POT-Creation-Date: 2026-11-24 12:00+0900\n"
"PO-Revision-Date: 2026-11-24 12:00+0900\n"
"Last-Translator: Ambon Satu Data\n"
"Language-Team: Indonesian\n"
"Language: {LOCALE}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: {PLURALS}\n"

"""


@dataclass(frozen=True)
class Translation:
    """A folder of i18n/ with its template, its translation, and where its messages come from."""

    folder: Path
    domain: str
    project: str
    gather: Callable[[], Catalog]
    known: Callable[[], dict[str, str]]

    @property
    def template(self) -> Path:
        return self.folder / f"{self.domain}.pot"

    @property
    def file(self) -> Path:
        return self.folder / LOCALE / "LC_MESSAGES" / f"{self.domain}.po"

    def read(self) -> Catalog:
        with self.file.open("rb") as source:
            return read_po(source, locale=LOCALE, domain=self.domain)


def translations() -> tuple[Translation, ...]:
    """Return CKAN's catalogue, which can be given upstream, and ours."""
    return (
        Translation(paths.I18N / "core", messages.CKAN, "ckan 2.12", messages.of_core, dict),
        Translation(
            paths.I18N / "ambon",
            messages.OURS,
            messages.OURS,
            messages.of_ours,
            messages.field_names,
        ),
    )


def main() -> int:
    """Renew every catalogue; return 1 if anything is missing or wrong."""
    found = [text for translation in translations() for text in _renew(translation)]
    glossary.write_page()
    for text in found:
        print(f"  {text}", file=sys.stderr)  # noqa: T201 - a command's answer
    return 1 if found else 0


def problems(catalogue: Catalog) -> list[str]:
    """Return what is not translated, or not rightly, one sentence each."""
    rules = glossary.terms()
    return [
        f"“{messages.forms(message.id)[0]}”: {wrong}"
        for message in catalogue
        if message.id
        for wrong in (*_faults(message), *glossary.faults(message, rules))
    ]


def _renew(translation: Translation) -> list[str]:
    template, catalogue = translation.gather(), translation.read()
    # A similar message is no translation: nothing is guessed.
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    for text, translated in translation.known().items():
        message = catalogue.get(text)
        if message and not message.string:
            message.string = translated
    _write(template, translation.template, translation.project, locations=True)
    _write(catalogue, translation.file, translation.project, locations=False)
    compile_one(translation)
    return problems(translation.read())


def compile_one(translation: Translation) -> None:
    """Write the compiled catalogue, which is what CKAN reads."""
    with translation.file.with_suffix(".mo").open("wb") as target:
        write_mo(target, translation.read())


def _write(catalogue: Catalog, file: Path, project: str, *, locations: bool) -> None:
    with file.open("wb") as target:
        write_po(
            target,
            catalogue,
            omit_header=True,
            no_location=not locations,
            include_lineno=False,
            sort_output=True,
        )
    file.write_text(HEAD.format(project=project) + file.read_text())


def _faults(message: Any) -> list[str]:
    """Return what is wrong with the translation of one message."""
    translated = messages.forms(message.string)
    if message.fuzzy or not all(translated):
        return ["belum diterjemahkan"]
    wanted = sorted(PLACES.findall(messages.forms(message.id)[-1]))
    if any(sorted(PLACES.findall(text)) != wanted for text in translated):
        return [f"isian dan tanda HTML harus tetap: {', '.join(wanted)}"]
    return ["bahasa Indonesia hanya punya satu bentuk jamak"] if len(translated) > 1 else []


if __name__ == "__main__":
    sys.exit(main())
