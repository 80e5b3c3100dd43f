"""The query that Solr is asked holds quoted words only, whatever was typed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.ambon.domain.words.question import understand
from ckanext.ambon.search.asking import lucene

# What we write ourselves, around the quoted words.
FRAME = re.compile(r'"[^"\\:(){}\[\]/*?~^!&|+]*"(~\d+)?|[a-z_]+:|\^[\d.]+|[+() ]|OR|AND')


@given(st.text(max_size=60))
def test_no_sign_that_was_typed_gets_outside_of_quotes(text: str) -> None:
    question = understand(text)
    for synonyms in (False, True):
        assert FRAME.sub("", lucene.every(question, synonyms=synonyms)) == ""


def test_all_that_is_asked_for_must_be_there() -> None:
    assert lucene.every(understand("kasuari zebra"), synonyms=False).count("+(") == 3


def test_synonyms_weigh_less_than_what_was_typed() -> None:
    query = lucene.every(understand("sembako"), synonyms=True)
    weights = dict(re.findall(r'"([^"]+)"(?:~\d)?\^([\d.]+)', query))
    assert float(weights["sembako"]) > max(float(weights[one]) for one in weights if "bahan" in one)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("penduduk 2020", 'vocab_year:"2020"'),
        ("sampah di baguala", "vocab_region_codes:"),
        ("kontak disdukcapil", 'organization:"disdukcapil"'),
        ("perda 5.a/2020", "ambon_number:"),
        ("cara membuat ktp", 'dataset_type:"layanan"'),
    ],
)
def test_what_is_known_is_looked_for_where_it_stands(text: str, part: str) -> None:
    assert part in lucene.every(understand(text), synonyms=False)


def test_one_of_the_sets_is_enough_and_all_is_better() -> None:
    question = understand("kasuari zebra")
    query = lucene.some(question, [question.strong[:1], question.strong[1:]])
    assert query.startswith('+((("kasuari"^1)) OR (("zebra"^1)))')
