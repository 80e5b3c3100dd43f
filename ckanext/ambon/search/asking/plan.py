"""One search before it is asked: whether the question is for us to read, and what it says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from ckanext.ambon.domain.words.question import Question, understand
from ckanext.ambon.search import words
from ckanext.ambon.search.asking import lucene, steps, weights
from ckanext.ambon.search.asking.steps import Step

# A program that says how its question is to be read is taken at its word.
PROGRAMS_OWN = ("defType", "qf", "mm", "bf", "boost", "tie")

# The fields of CKAN's index, by which a program asks: `title:penduduk`.
FIELD = re.compile(
    r"(?<!\w)(?:\*|name|title|notes|text|tags|groups|organization|id|index_id|site_id|url|author|"
    r"author_email|maintainer|maintainer_email|license|license_id|version|state|capacity|"
    r"dataset_type|entity_type|owner_org|private|metadata_created|metadata_modified|"
    r"permission_labels|title_string|title_ngram|name_ngram|urls|frequency|level|freshness|"
    r"is_permit|fee_kind|regulation_\w+|ambon_\w+|res_\w+|extras_\w+|vocab_\w+|ckan_url|"
    r"download_url|depends_on|dependency_of|derives_from|has_derivation|links_to|linked_from|"
    r"child_of|parent_of|creator_user_id|\w+_date):(?=\S)"
)
EVERYTHING = frozenset({"", "*", "*:*", '""', "''"})
# Under this name a search carries what was understood, from before it to after it.
ASKED = "ambon_asked"


@dataclass(frozen=True)
class Asked:
    """What was typed and how it is understood; once it was answered, the step that did."""

    typed: str
    question: Question
    step: Step | None = None


def prepare(search_params: dict[str, Any]) -> dict[str, Any]:
    """Return the parameters with the question read, where it is a person's; others unchanged."""
    typed = search_params.get("q") or ""
    if typed.strip() in EVERYTHING or FIELD.search(typed) or _is_programs(search_params):
        return search_params
    words.refresh()
    question = understand(typed)
    if not question.concepts and not question.regulations:
        return {**search_params, "q": "*:* -*:*" if _says_nothing(typed) else typed}
    return {
        **search_params,
        ASKED: Asked(typed, question),
        "q": steps.typed(question).query,
        "defType": "edismax",
        "qf": lucene.FIELDS,
        "tie": str(weights.TIE),
        "mm": "0%",
        "boost": "ambon_rank",
    }


def _is_programs(search_params: dict[str, Any]) -> bool:
    return any(search_params.get(name) for name in PROGRAMS_OWN)


def _says_nothing(typed: str) -> bool:
    """Tell whether there is no letter or digit: such a question finds nothing."""
    return not re.search(r"\w", typed)
