"""All proposals for a beginning, the best of each kind, in the order in which they help."""

from __future__ import annotations

from typing import Any

from ckanext.ambon.search.suggesting import asked, entries, named

# One letter proposes everything; a whole paragraph is no beginning.
SHORTEST, LONGEST = 2, 100
EACH = {"query": 3, "office": 3, "topic": 2, "place": 2, "entry": 6}


def suggest(text: str, limit: int) -> list[dict[str, Any]]:
    """Return at most `limit` proposals: `kind`, `text`, `url`, and `note` where one helps.

    Kinds: `query` (a question to search for), `office`, `topic`, `place`, and the types of
    entries (`dataset`, `layanan`, `peraturan`).
    """
    words = " ".join(text.split())
    if not SHORTEST <= len(words) <= LONGEST:
        return []
    found = [
        *asked.completions(words)[: EACH["query"]],
        *named.offices(words)[: EACH["office"]],
        *named.topics(words)[: EACH["topic"]],
        *named.places(words)[: EACH["place"]],
        *entries.beginning(words)[: EACH["entry"]],
    ]
    return found[:limit]
