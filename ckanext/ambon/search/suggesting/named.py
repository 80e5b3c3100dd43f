"""OPD, topics and places whose names begin as was typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.lib.i18n import get_lang

from ckanext.ambon.domain import names, opd, regions, vocabularies


def offices(words: str) -> list[dict[str, Any]]:
    """Return the OPD of today whose name, short name or alias begins so."""
    found = []
    for one in opd.opd_list():
        known = (one.title, one.short_name, *one.aliases, *one.common_aliases)
        if not one.merged_into and _begins(words, known):
            url = tk.h.url_for("organization.read", id=one.code)
            found.append({"kind": "office", "text": one.title, "note": one.short_name, "url": url})
    return found


def topics(words: str) -> list[dict[str, Any]]:
    """Return the topics whose label begins so, in the reader's language."""
    return [
        {
            "kind": "topic",
            "text": vocabularies.label("topics", term.value, get_lang()),
            "url": tk.h.url_for("group.read", id=term.value),
        }
        for term in vocabularies.vocabulary("topics")
        if _begins(words, term.label.values())
    ]


def places(words: str) -> list[dict[str, Any]]:
    """Return the parts of the city whose name begins so; their address is a search for them."""
    found = {}
    for one in regions.regions():
        is_part = regions.is_in_city(one.code) and one.code != regions.CITY
        if is_part and _begins(words, (one.name, *one.aliases)):
            label = vocabularies.label("regions", one.code, get_lang())
            url = tk.h.url_for("dataset.search", q=label)
            found[label] = {"kind": "place", "text": label, "url": url}
    return list(found.values())


def _begins(typed: str, known: Iterable[str]) -> bool:
    """Tell whether each typed word begins a word of one of the names, in order."""
    wanted = names.words(typed)
    return any(wanted and _stands_in(wanted, names.words(text)) for text in known)


def _stands_in(wanted: tuple[str, ...], words: tuple[str, ...]) -> bool:
    *whole, last = wanted
    for at in range(len(words) - len(wanted) + 1):
        part = words[at : at + len(wanted)]
        if list(part[:-1]) == whole and part[-1].startswith(last):
            return True
    return False
