"""What is marked and looked up must be what Solr found: both fold words to the same stems."""

from __future__ import annotations

from typing import Any

import requests
from ckan.common import config

from ckanext.ambon.domain.words import lists
from ckanext.ambon.domain.words.stems import overrides, stem

# Forms that the rules take apart in every way.
FORMS = (
    "menyapu", "penyandang", "menulis", "penulisan", "mengajar", "belajar", "pelajaran",
    "berjalanlah", "bukunyapun", "dikeluarkannya", "terlaksana", "kesehatanmu", "pengumpulan",
    "perwakilan", "bekerja", "memperbaiki", "kepemilikan", "nelayan", "kotaku",
)  # fmt: skip


def words() -> set[str]:
    """Return every word of the lists, the overrides and the forms above."""
    phrases = [phrase for line in lists.synonyms() for phrase in (*line.typed, *line.shown)]
    phrases += [*lists.weak(), *lists.fillers()]
    return {word for phrase in phrases for word in phrase} | set(overrides()) | set(FORMS)


def by_solr(asked: list[str]) -> list[str]:
    """Return the stems of words as the index makes them."""
    options = {
        "analysis.fieldtype": "text_id",
        "analysis.fieldvalue": " ".join(asked),
        "wt": "json",
    }
    answer: Any = requests.post(f"{config['solr_url']}/analysis/field", options).json()
    *_steps, last = answer["analysis"]["field_types"]["text_id"]["index"]
    return [token["text"] for token in last]


def test_they_agree_on_every_word_we_know() -> None:
    asked = sorted(word for word in words() if word.isascii() and word.isalpha())
    assert len(asked) > 1000
    told = dict(zip(asked, by_solr(asked), strict=True))
    assert {word: one for word, one in told.items() if stem(word) != one} == {}
