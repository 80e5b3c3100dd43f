"""Our own messages: gathered from code and pages, merged into the translations, compiled."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from stack.settings import ROOT, Problem

FOLDER = ROOT / "i18n" / "ambon"
DOMAIN = "ckanext-ambon"
TEMPLATE = FOLDER / f"{DOMAIN}.pot"
LOCALES = ("id",)
# Indonesian has one form for any number; Babel writes two for a new catalogue.
PLURALS = {"id": "nplurals=1; plural=0;"}
# Without dates and names: a run that changes no message changes nothing.
HEAD = r"""msgid ""
msgstr ""
"Language: {locale}\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: {plurals}\n"

"""


def i18n(_arguments: list[str]) -> int:
    """Gather, merge, compile; return 1 if a message has no translation."""
    gather(TEMPLATE)
    return max(_renew(locale) for locale in LOCALES)


def gather(target: Path) -> None:
    """Write the messages of our code and pages into the template `target`."""
    program = str(Path(sys.executable).with_name("pybabel"))
    options = ["-F", "pyproject.toml", "--no-location", "--sort-output", "--omit-header"]
    command = [program, "-q", "extract", *options, "-o", str(target), "."]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        message = f"Pesan tidak terkumpul: {done.stderr.strip()}"
        raise Problem(message)


def read(file: Path, locale: str | None = None) -> Catalog:
    """Return the catalogue that `file` holds."""
    with file.open("rb") as source:
        return read_po(source, locale=locale, domain=DOMAIN)


def catalogue_file(locale: str) -> Path:
    """Return where the translations into a language stand."""
    return FOLDER / locale / "LC_MESSAGES" / f"{DOMAIN}.po"


def untranslated(catalogue: Catalog) -> list[str]:
    """Return the messages that have no translation, or one that is only a guess."""
    return [
        str(message.id)
        for message in catalogue
        if message.id and (message.fuzzy or not message.string or not all(message.string))
    ]


def _renew(locale: str) -> int:
    file = catalogue_file(locale)
    old = read(file, locale) if file.exists() else Catalog(locale=locale, domain=DOMAIN)
    file.parent.mkdir(parents=True, exist_ok=True)
    # A similar message is no translation: nothing is guessed.
    old.update(read(TEMPLATE), no_fuzzy_matching=True)
    old.obsolete.clear()
    _write(old, file, locale)
    missing = untranslated(old)
    for text in missing:
        print(f"  {locale} belum diterjemahkan: {text}")
    print(f"{locale}: {len(old) - len(missing)} dari {len(old)} pesan.")
    return 1 if missing else 0


def _write(catalogue: Catalog, file: Path, locale: str) -> None:
    with file.open("wb") as target:
        write_po(target, catalogue, omit_header=True, no_location=True, sort_output=True)
    file.write_text(HEAD.format(locale=locale, plurals=PLURALS[locale]) + file.read_text())
    with file.with_suffix(".mo").open("wb") as target:
        write_mo(target, read(file, locale))
